package org.countersign.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Who did what, when and why.
 *
 * @param seq 1 for the first entry, without gaps
 * @param zone in presentation format; empty for what concerns none
 * @param details a JSON object
 * @param hash of this entry and the hash of the one before, 64 hexadecimal digits
 */
public record AuditEntry(
    long seq,
    Instant at,
    String actor,
    String action,
    Optional<String> zone,
    String details,
    String hash) {}
