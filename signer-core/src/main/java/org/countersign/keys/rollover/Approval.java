package org.countersign.keys.rollover;

import org.countersign.keys.KeyId;

/** An operator's word that a key's record may be published, or withdrawn. */
public record Approval(KeyId key, KeyRecord record, Presence to) {}
