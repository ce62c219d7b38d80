package org.countersign.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something to be told on a channel.
 *
 * @param event {@code raised}, {@code escalated}, {@code ended}, {@code heartbeat}
 * @param alert empty for a heartbeat
 * @param attempts this one included
 */
public record AlertDelivery(
    long id,
    String event,
    String channel,
    Optional<Alert> alert,
    Instant createdAt,
    int attempts) {}
