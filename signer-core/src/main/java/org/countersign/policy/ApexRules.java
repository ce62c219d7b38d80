package org.countersign.policy;

import static org.countersign.policy.LintContext.longer;
import static org.countersign.policy.LintContext.sum;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;

/** The zone's own data. */
final class ApexRules {
  private ApexRules() {}

  static void namesParse(LintContext c) {
    ApexPolicy apex = c.policy().apex();
    one(c, "apex.soa.mname", apex.soa().mname());
    one(c, "apex.soa.rname", apex.soa().rname());
    Set<Name> seen = new HashSet<>();
    for (int i = 0; i < apex.ns().size(); i++) {
      String path = "apex.ns[" + i + "]";
      one(c, path, apex.ns().get(i))
          .filter(name -> !seen.add(name))
          .ifPresent(twice -> c.error(path, path + " " + twice + " is in the list twice"));
    }
  }

  private static Optional<Name> one(LintContext c, String path, String text) {
    return text == null ? Optional.empty() : parse(c, path, text);
  }

  /** A fully qualified name; a mailbox with an at sign gets its own word. */
  static Optional<Name> parse(LintContext c, String path, String text) {
    if (text.matches(".*(?<!\\\\)@.*")) { // \@ is an octet of a label like any other
      c.error(
          path,
          path + " \"" + text + "\" is no domain name; a mailbox is written hostmaster.example.");
      return Optional.empty();
    }
    try {
      Name name = Name.parse(text.strip());
      if (name.labels() == 1 && !text.strip().endsWith(".")) {
        c.warn(
            path,
            path + " \"" + text + "\" is taken as " + name + ": names here are fully qualified");
      }
      return Optional.of(name);
    } catch (IllegalArgumentException e) {
      c.error(path, path + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** RFC 1912 section 2.2. */
  static void soaTimesAreInOrder(LintContext c) {
    ApexPolicy.Soa soa = c.policy().apex().soa();
    Duration once = sum(soa.refresh(), soa.retry());
    if (longer(once, soa.expire())) {
      c.error(
          "apex.soa.expire",
          c.shown("apex.soa.expire", soa.expire())
              + " is shorter than "
              + c.shown("apex.soa.refresh", soa.refresh())
              + " + "
              + c.shown("apex.soa.retry", soa.retry())
              + ": secondaries would drop the zone before they ask again");
    }
    if (longer(soa.retry(), soa.refresh())) {
      c.warn(
          "apex.soa.retry",
          c.shown("apex.soa.retry", soa.retry())
              + " is longer than "
              + c.shown("apex.soa.refresh", soa.refresh())
              + ": secondaries would ask less often after a failure");
    }
    if (longer(soa.minimum(), Duration.ofDays(1))) {
      c.warn(
          "apex.soa.minimum",
          c.shown("apex.soa.minimum", soa.minimum())
              + " keeps new domains unseen for longer than a day (RFC 2308 section 5)");
    }
  }

  static void recordsAreSingleLines(LintContext c) {
    List<String> records = c.policy().apex().records();
    for (int i = 0; i < records.size(); i++) {
      String path = "apex.records[" + i + "]";
      String record = records.get(i);
      if (record.isBlank() || record.lines().count() > 1 || record.strip().startsWith("$")) {
        c.error(
            path,
            path
                + " \""
                + record.strip()
                + "\" is not one record; needed is one line such as \"ns1.nic 3600 IN A"
                + " 192.0.2.1\"");
      }
    }
  }

  static void aManagedZoneHasNameServers(LintContext c) {
    if (c.managed() && c.policy().apex().ns().isEmpty()) {
      c.error(
          "apex.ns",
          "apex.ns is missing: a zone has NS records at its apex (RFC 1034 section 4.2.1); list"
              + " the zone's own name servers");
    }
  }
}
