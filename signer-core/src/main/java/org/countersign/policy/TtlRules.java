package org.countersign.policy;

import static org.countersign.policy.LintContext.longer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times to live. */
final class TtlRules {
  /** RFC 2181 section 8. */
  private static final Duration WIRE = Duration.ofSeconds(Integer.MAX_VALUE);

  private TtlRules() {}

  static void ttlsAreWithinTheMaximum(LintContext c) {
    Duration max = c.policy().ttl().max();
    ttls(c.policy())
        .forEach(
            (path, ttl) -> {
              boolean binds = path.startsWith("ttl.") || c.binds(path, "ttl.max");
              if (binds && longer(ttl, max)) {
                c.error(
                    path,
                    c.shown(path, ttl)
                        + " is above "
                        + c.shown("ttl.max", max)
                        + ": the gate would refuse the zone; lower it or raise ttl.max");
              }
            });
    if (longer(max, Duration.ofDays(7))) {
      c.warn(
          "ttl.max",
          c.shown("ttl.max", max)
              + " is more than a week: caches keep a mistake that long, and resolvers cap it (RFC"
              + " 8767 section 4)");
    }
  }

  static void ttlsFitTheWire(LintContext c) {
    if (longer(c.policy().ttl().max(), WIRE)) {
      c.error(
          "ttl.max",
          c.shown("ttl.max", c.policy().ttl().max())
              + " is above 2147483647s, the most a TTL can be (RFC 2181 section 8)");
    }
  }

  private static Map<String, Duration> ttls(Policy p) {
    Map<String, Duration> all = new LinkedHashMap<>();
    all.put("ttl.dnskey", p.ttl().dnskey());
    all.put("ttl.delegation", p.ttl().delegation());
    all.put("ttl.ds", p.ttl().ds());
    all.put("ttl.glue", p.ttl().glue());
    all.put("apex.nsTtl", p.apex().nsTtl());
    all.put("apex.soa.ttl", p.apex().soa().ttl());
    all.put("apex.soa.minimum", p.apex().soa().minimum());
    return all;
  }
}
