/** Serials and releases: which number the next zone has, and what a release is. */
package org.countersign.release;
