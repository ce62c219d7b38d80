package org.countersign.keys.rollover;

import java.time.Instant;

/**
 * A move to come.
 *
 * @param earliest if every server, person and parent does its part at once
 */
public record ExpectedMove(Instant earliest, Move move) {}
