package org.countersign.store;

import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * What is recorded with a rollback, in the transaction that records its release: why, what is on
 * hold from then on, and the keys that sign again.
 *
 * @param target the release it goes back to
 * @param keepData whether it goes back to that release's keys and not to its content
 * @param keys the change of the keys' states; empty if they stay as they are
 * @param throughHold whether this one release goes out although publish is on hold
 */
public record RollbackNote(
    Serial target, boolean keepData, String reason, Optional<KeyEdit> keys, boolean throughHold) {}
