package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.rollover.ManagedKey;

/**
 * A key as our records have it, for ever.
 *
 * @param destroyedAt when its private half was destroyed
 */
public record StoredKey(ManagedKey key, Optional<Instant> destroyedAt) {}
