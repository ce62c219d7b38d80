package org.countersign.release;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Serial;
import org.countersign.keys.SigningPlan;

/**
 * What a release says of itself besides its artefact.
 *
 * @param formerSerial the newest release when the candidate was made
 */
public record ReleaseTerms(
    ReleaseKind kind,
    ReleaseBasis basedOn,
    SigningPlan plan,
    Optional<Serial> formerSerial,
    Instant at) {}
