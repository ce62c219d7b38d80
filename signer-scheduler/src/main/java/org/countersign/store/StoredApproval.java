package org.countersign.store;

import java.time.Instant;
import org.countersign.keys.rollover.Approval;

/** An operator's agreement to a move that was not made yet. */
public record StoredApproval(Approval approval, String by, Instant at) {}
