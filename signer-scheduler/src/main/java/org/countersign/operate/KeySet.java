package org.countersign.operate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keystore.BindKey;
import org.countersign.keystore.BindSigningPlan;

/** The keys of one zone in a directory, and whether they can sign it as a whole. */
final class KeySet {
  private final Path directory;
  private final Name zone;
  private final Instant now;
  private final List<BindKey> keys;
  private final SigningPlan plan;

  private KeySet(Path directory, Name zone, Instant now, List<BindKey> keys) {
    this.directory = directory;
    this.zone = zone;
    this.now = now;
    this.keys = keys;
    this.plan = BindSigningPlan.at(now, keys);
  }

  static KeySet of(Path directory, List<BindKey> keys, Name zone, Instant now) {
    return new KeySet(directory, zone, now, keys);
  }

  SigningPlan plan() {
    return plan;
  }

  /** Whether every key that signs does so with RSA: see docs/decisions/0015-reuse-in-sign.md. */
  boolean cheaperToVerify() {
    return plan.keys().stream()
        .filter(PlannedKey::signs)
        .allMatch(
            k ->
                DnssecAlgorithm.of(k.dnskey().algorithm())
                    .filter(DnssecAlgorithm::isRsa)
                    .isPresent());
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  String whyEmpty() {
    return directory
        + " holds no key of "
        + zone
        + ": a pair of files K"
        + zone
        + "+<algorithm>+<tag>.key and .private is needed; dnssec-keygen makes one";
  }

  /** What is missing, so that the zone cannot be signed by every algorithm it would publish. */
  List<Finding> gaps() {
    List<Finding> gaps = new ArrayList<>();
    if (plan.published().isEmpty()) {
      gaps.add(
          Finding.refuse(
              RuleId.SIG_COMPLETE,
              "none of the "
                  + keys.size()
                  + " keys of "
                  + zone
                  + " in "
                  + directory
                  + " is published at "
                  + now
                  + ", by the times in their files: mend these, or add a key"));
    }
    plan.published().stream()
        .map(Dnskey::algorithm)
        .distinct()
        .sorted()
        .forEach(algorithm -> gaps(algorithm, gaps));
    return gaps;
  }

  // RFC 4035 section 2.2: every algorithm in the DNSKEY RRset signs everything.
  private void gaps(int algorithm, List<Finding> gaps) {
    List<PlannedKey> own =
        plan.keys().stream().filter(k -> k.dnskey().algorithm() == algorithm).toList();
    List<KeyRole> roles = own.stream().filter(PlannedKey::signs).map(PlannedKey::role).toList();
    if (roles.stream().noneMatch(KeyRole::signsZone)) {
      gaps.add(gap(algorithm, own, "the zone's records"));
    }
    if (roles.stream().noneMatch(KeyRole::signsKeys)) {
      gaps.add(gap(algorithm, own, "the DNSKEY RRset"));
    }
  }

  private Finding gap(int algorithm, List<PlannedKey> own, String what) {
    String there =
        own.stream()
            .map(key -> key.handle().reference() + " " + why(key))
            .collect(Collectors.joining("; "));
    return Finding.refuse(
            RuleId.SIG_COMPLETE,
            "no key of algorithm "
                + algorithm
                + " in "
                + directory
                + " can sign "
                + what
                + " (RFC 4035 section 2.2): "
                + there)
        .at(zone.toString());
  }

  private String why(PlannedKey planned) {
    BindKey key =
        keys.stream().filter(k -> k.handle().equals(planned.handle())).findFirst().orElseThrow();
    if (!key.signable()) {
      return "has no .private file";
    }
    return planned.signs()
        ? "is there, as a " + planned.role().name()
        : "does not sign at " + now + " by the times in its file";
  }
}
