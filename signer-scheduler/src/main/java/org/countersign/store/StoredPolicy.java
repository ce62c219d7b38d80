package org.countersign.store;

import java.time.Instant;

/**
 * A policy as the operator wrote it.
 *
 * @param sha256 of the text in UTF-8, 64 lower-case hexadecimal digits
 * @param since when it came into force for the zone
 */
public record StoredPolicy(String sha256, String text, Instant since) {}
