package org.countersign.schedule;

import java.time.Duration;

/**
 * How one node works.
 *
 * @param workers pieces of work at once
 * @param lease after so long without a sign of life, other nodes take over
 * @param poll how often the registry is asked where it says nothing
 */
public record NodeTerms(int workers, Duration lease, Duration poll) {}
