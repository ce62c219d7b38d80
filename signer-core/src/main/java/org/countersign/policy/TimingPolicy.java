package org.countersign.policy;

import java.time.Duration;
import java.util.List;
import org.countersign.settings.Doc;

/** What key rollovers wait for (RFC 7583). */
public record TimingPolicy(
    @Doc("Until every secondary serves a released zone (Dprp).") Duration zonePropagationDelay,
    @Doc("Added to every wait after publication.") Duration publishSafety,
    @Doc("Added to every wait before removal.") Duration retireSafety,
    @Doc("TTL of the DS RRset at the parent (TTLds).") Duration parentDsTtl,
    @Doc("Until every server of the parent serves a change (DprpP).")
        Duration parentPropagationDelay,
    @Doc("Until every RRset has a signature by a new key (Dsgn); 0 where one release does it.")
        Duration signDelay,
    @Doc("How long a retired key is kept in its vault.") Duration purgeAfter,
    @Doc(
            "The zone's name servers that must be seen serving a change before any wait begins,"
                + " `ADDRESS` or `ADDRESS@PORT`. None: the wait begins with the release.")
        List<String> checkServers) {
  public TimingPolicy {
    zonePropagationDelay = Defaults.or(zonePropagationDelay, Duration.ofHours(1));
    publishSafety = Defaults.or(publishSafety, Duration.ofHours(1));
    retireSafety = Defaults.or(retireSafety, Duration.ofHours(1));
    parentDsTtl = Defaults.or(parentDsTtl, Duration.ofDays(1));
    parentPropagationDelay = Defaults.or(parentPropagationDelay, Duration.ofHours(1));
    signDelay = Defaults.or(signDelay, Duration.ZERO);
    purgeAfter = Defaults.or(purgeAfter, Duration.ofDays(90));
    checkServers = List.copyOf(Defaults.or(checkServers, List.of()));
  }
}
