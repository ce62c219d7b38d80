package org.countersign.keys.observe;

import java.time.Instant;
import org.countersign.keys.KeyId;

/**
 * What an operator said of a key's DS at the parent ({@code key ds-seen}, {@code key ds-gone}):
 * that every server of the parent has it, or that none has.
 */
public record DsStatement(KeyId key, boolean present, Instant at) {}
