package org.countersign.validate.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.ZoneContext;

/**
 * Whether every DS RRset that a cache may hold still names a key that signs the key set: a parent
 * that has changed its DS is not forgotten by caches before its TTL is over (RFC 7583 section 3.3).
 */
final class DsContinuity {
  private final ZoneContext zone;
  private final KeyHistory history;

  DsContinuity(ZoneContext zone, KeyHistory history) {
    this.zone = zone;
    this.history = history;
  }

  /** What a parent's server hands out now is left to CHAIN-DS. */
  Optional<Finding> problem() {
    Map<String, List<ParentAnswer>> byServer = new LinkedHashMap<>();
    for (ParentAnswer answer : history.ds()) {
      byServer.computeIfAbsent(answer.server(), s -> new ArrayList<>()).add(answer);
    }
    DsMatch match = new DsMatch(zone);
    Instant at = zone.request().at();
    for (List<ParentAnswer> answers : byServer.values()) {
      for (int i = 0; i + 1 < answers.size(); i++) {
        ParentAnswer answer = answers.get(i);
        Instant cached =
            answers.get(i + 1).at().plus(answer.ttl()).plus(history.parentPropagation());
        if (!answer.ds().isEmpty() && cached.isAfter(at) && !match.signed(answer.ds())) {
          return Optional.of(
              Finding.refuse(
                      RuleId.KEY_CONTINUITY,
                      "caches may hold the DS RRset (tag "
                          + DsMatch.tags(answer.ds())
                          + ") that the parent's "
                          + answer.server()
                          + " served, until "
                          + cached
                          + ", and no key that it names signs the DNSKEY RRset any more: keep one"
                          + " until then")
                  .at(zone.origin().toString(), RecordType.DNSKEY));
        }
      }
    }
    return Optional.empty();
  }
}
