package org.countersign.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A trouble while it lasts, or one that was.
 *
 * @param node that saw it first
 * @param times how often it was seen
 * @param endedAt empty while it lasts
 */
public record Alert(
    long id,
    AlertKey key,
    String node,
    String message,
    Instant raisedAt,
    Instant lastSeenAt,
    long times,
    Optional<Instant> acknowledgedAt,
    Optional<String> acknowledgedBy,
    Optional<Instant> escalatedAt,
    Optional<Instant> endedAt) {}
