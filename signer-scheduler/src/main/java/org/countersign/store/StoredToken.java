package org.countersign.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A bearer token, without what its owner holds.
 *
 * @param role {@code view}, {@code operate}, {@code approve}
 * @param person in whose name it acts
 */
public record StoredToken(
    String name,
    String role,
    String person,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {}
