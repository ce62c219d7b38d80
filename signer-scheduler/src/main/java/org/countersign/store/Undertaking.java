package org.countersign.store;

import java.util.UUID;

/**
 * On whose behalf a release is written.
 *
 * @param run its record in {@link RunStore}
 * @param actor who asked for it, for the audit trail
 * @param policySha256 the policy it was made by, as {@link PolicyStore} knows it
 */
public record Undertaking(UUID run, String actor, String policySha256) {}
