package org.countersign.store;

import java.time.Instant;
import org.countersign.dns.Name;

/**
 * The right to release a zone, until it expires or somebody else has it.
 *
 * @param owner who holds it: host and process
 * @param epoch grows with each change of hands; a release is written only under the current one
 */
public record Lease(Name zone, String owner, long epoch, Instant expiresAt) {}
