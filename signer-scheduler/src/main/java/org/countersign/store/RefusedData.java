package org.countersign.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Data that a run refused.
 *
 * @param digest SHA-256 of the data without DNSSEC records and SOA serial, hexadecimal
 */
public record RefusedData(UUID run, String digest, Instant at) {}
