package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;

/**
 * Work that is due for a zone.
 *
 * @param cause who or what wanted it last: {@code schedule}, {@code registry}, a person
 * @param wantedAt the first wish that no work has met
 * @param marks how often it was wanted; one piece of work meets them all
 * @param attempts how often it was begun since it was last done
 * @param claim by which a node that does the work is known when it reports
 * @param claimedBy the node that is doing it
 */
public record DueWork(
    Name zone,
    WorkKind kind,
    String cause,
    Instant wantedAt,
    long marks,
    int attempts,
    long claim,
    Optional<String> claimedBy) {}
