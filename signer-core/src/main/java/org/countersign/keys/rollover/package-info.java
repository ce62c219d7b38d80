/**
 * The key state machine: which record of which key may be published, relied on and withdrawn when.
 * Everything here is decided as values; nothing is done, no clock is asked (RFC 7583, RFC 6781, RFC
 * 8078).
 */
package org.countersign.keys.rollover;
