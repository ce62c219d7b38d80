package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * What one publisher of one node did last for a zone.
 *
 * @param host the node's
 * @param serial in service there; empty if nothing ever was
 * @param at since when
 * @param attempts failures in a row, of which {@code failure} is the last; 0: none
 */
public record StoredPublication(
    String publisher,
    String host,
    Optional<Serial> serial,
    Optional<String> place,
    Optional<Instant> at,
    int attempts,
    Optional<Serial> failedSerial,
    Optional<String> failure,
    Optional<Instant> failingSince) {}
