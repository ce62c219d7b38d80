package org.countersign.keys.adopt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;

/** What is noticed while keys are taken over, in words. */
final class AdoptionFindings {
  private final Name origin;
  private final List<Finding> all = new ArrayList<>();

  AdoptionFindings(Name origin) {
    this.origin = origin;
  }

  List<Finding> all() {
    return all;
  }

  void unaccountedFor(Dnskey key, List<FoundKey> found) {
    Optional<FoundKey> twin =
        found.stream().filter(f -> f.dnskey().tag().equals(key.tag())).findFirst();
    add(
        Finding.refuse(
            RuleId.KEY_PLAN,
            "the served DNSKEY RRset has the key "
                + key.fingerprint()
                + ", whose private half was not found"
                + twin.map(t -> " (the key " + t.fingerprint() + " has its tag and is another)")
                    .orElse("")
                + ": bring it as well, or name it as one that stays without"),
        key);
  }

  void staysWithoutPrivateHalf(Dnskey key) {
    add(
        Finding.warn(
            RuleId.KEY_PLAN,
            "the key "
                + key.fingerprint()
                + " has no private half here: it stays published while caches may need it, and"
                + " signs no more"),
        key);
  }

  /** Where what is served is not what was written down. */
  void conflicts(FoundKey key, ServedZone served) {
    if (served.keys().isEmpty()) {
      return;
    }
    boolean there = served.key(key.fingerprint()).isPresent();
    key.report(KeyRecord.DNSKEY)
        .filter(report -> report.there() != there)
        .ifPresent(
            report ->
                add(
                    Finding.warn(
                        RuleId.KEY_PLAN,
                        "the key "
                            + key.fingerprint()
                            + " is "
                            + (there ? "" : "not ")
                            + "served, although it should"
                            + (there ? " not" : "")
                            + " be by what was written down of it: what is served counts"),
                    key.dnskey()));
  }

  /** A collision is accepted, for the zone may have it already; it is never made. */
  void twins(List<ManagedKey> keys, Collection<Dnskey> known) {
    List<Dnskey> others = new ArrayList<>(known);
    for (ManagedKey key : keys) {
      for (Dnskey other : others) {
        if (other.tag().equals(key.dnskey().tag())
            && !other.fingerprint().equals(key.dnskey().fingerprint())) {
          twins(key.dnskey(), other.fingerprint());
        }
      }
      others.add(key.dnskey());
    }
  }

  private void twins(Dnskey key, Fingerprint other) {
    add(
        Finding.warn(
            RuleId.KEY_SANE,
            "two keys of "
                + origin
                + " have the tag "
                + key.tag()
                + ": "
                + other
                + " and "
                + key.fingerprint()
                + "; both are handled by fingerprint, but resolvers try them one after another"),
        key);
  }

  /** RFC 4035 section 2.2: every algorithm in the DNSKEY RRset signs everything. */
  void gaps(List<ManagedKey> keys, KeySet ours) {
    published(keys)
        .forEach(
            algorithm -> {
              gap(keys, ours, algorithm, KeyRecord.ZRRSIG, "the zone");
              gap(keys, ours, algorithm, KeyRecord.KRRSIG, "the DNSKEY RRset");
            });
  }

  private void gap(List<ManagedKey> keys, KeySet ours, int algorithm, KeyRecord work, String what) {
    boolean willBe =
        ours.keys().stream()
            .filter(k -> k.algorithm() == algorithm && k.goal() == Goal.OMNIPRESENT)
            .anyMatch(k -> k.records().containsKey(work));
    if (!signed(keys, algorithm, work) && !willBe) {
      all.add(
          Finding.refuse(
                  RuleId.SIG_COMPLETE,
                  "of the keys of algorithm "
                      + algorithm
                      + " none would sign "
                      + what
                      + " (RFC 4035 section 2.2): bring the one that does")
              .at(origin.toString(), RecordType.DNSKEY));
    }
  }

  /** Whether the keys sign a zone without any of ours. */
  static boolean whole(List<ManagedKey> keys) {
    List<Integer> algorithms = published(keys).toList();
    return !algorithms.isEmpty()
        && algorithms.stream()
            .allMatch(
                algorithm ->
                    signed(keys, algorithm, KeyRecord.ZRRSIG)
                        && signed(keys, algorithm, KeyRecord.KRRSIG));
  }

  private static Stream<Integer> published(List<ManagedKey> keys) {
    return keys.stream()
        .filter(k -> k.presence(KeyRecord.DNSKEY).published())
        .map(ManagedKey::algorithm)
        .distinct()
        .sorted();
  }

  private static boolean signed(List<ManagedKey> keys, int algorithm, KeyRecord work) {
    return keys.stream()
        .filter(k -> k.algorithm() == algorithm && !k.dnskey().isRevoked())
        .anyMatch(k -> k.presence(work).published());
  }

  /** A DS that was looked at must lead to a key that signs the keys. */
  void chain(List<ManagedKey> keys, ServedZone served) {
    boolean entered = served.ds().map(ds -> !ds.isEmpty()).orElse(false);
    boolean leads =
        keys.stream()
            .anyMatch(
                k ->
                    k.presence(KeyRecord.DS).published()
                        && k.presence(KeyRecord.KRRSIG).published());
    if (entered && !leads) {
      all.add(
          Finding.refuse(
                  RuleId.CHAIN_DS,
                  "no key that was found signs the DNSKEY RRset and has a DS at the parent: nobody"
                      + " would trust the zone; bring the key that the DS names")
              .at(origin.toString(), RecordType.DS));
    }
  }

  private void add(Finding finding, Dnskey key) {
    all.add(finding.at(origin.toString(), RecordType.DNSKEY).tag(key.tag()).key(key.fingerprint()));
  }
}
