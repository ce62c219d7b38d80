/** What secondaries take of a released zone: its differences and its messages (RFC 5936, 1995). */
package org.countersign.transfer;
