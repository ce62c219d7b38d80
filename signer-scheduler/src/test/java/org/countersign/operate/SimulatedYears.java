package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeySchedule;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.policy.Policy;
import org.countersign.run.RunOutcome;
import org.countersign.testing.OutsideTool;

/**
 * Years of a zone's life through the real pipeline: a run every few days, and on every instant that
 * a key waits for. Each release is judged by the gate and by outside verifiers at its own time and
 * against the parent's DS of that time; each roll is compared with RFC 7583.
 */
final class SimulatedYears {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final MovedSite site;
  private final ChildRecordsParent parent;
  private final Duration step;
  private final Path directory;
  private final Instant start;
  private int runs;
  private int releases;

  SimulatedYears(MovedSite site, Path directory, Duration step, Duration parentDelay) {
    this.site = site;
    this.directory = directory;
    this.step = step;
    this.parent = new ChildRecordsParent(site, parentDelay);
    this.start = site.now;
  }

  void live(Duration time) throws Exception {
    Instant end = start.plus(time);
    while (site.now.isBefore(end)) {
      if (runs++ % 7 == 0) {
        site.site.database.execute(
            "UPDATE registry.ds_data SET key_tag = key_tag % 60000 + 1 WHERE domain_id = (SELECT"
                + " min(domain_id) FROM registry.ds_data)");
      }
      RunOutcome outcome = site.run();
      assertThat(outcome.kind())
          .as("%s: %s", site.now, outcome)
          .isIn(RunOutcome.Kind.RELEASED, RunOutcome.Kind.UNCHANGED);
      assertThat(outcome.findings()).as("%s", site.now).isEmpty();
      parent.look();
      if (outcome.kind() == RunOutcome.Kind.RELEASED) {
        releases++;
        verify();
      }
      site.at(next());
    }
  }

  private Instant next() {
    RolloverTerms terms = RolloverTerms.of(site.policy());
    KeySchedule schedule = new KeySchedule(site.keys(), terms);
    Stream<Instant> starts =
        site.keys().keys().stream().flatMap(key -> schedule.startsAt(key).stream());
    return Stream.of(starts, site.nextMove().stream(), parent.due().stream())
        .flatMap(s -> s)
        .filter(at -> at.isAfter(site.now))
        .filter(at -> at.isBefore(site.now.plus(step)))
        .min(Instant::compareTo)
        .orElse(site.now.plus(step));
  }

  private void verify() throws Exception {
    Path zone = site.site.current();
    List<String> ldns = new ArrayList<>(List.of("-t", SECONDS.format(site.now)));
    parent.file(directory).ifPresent(ds -> ldns.addAll(List.of("-k", ds.toString())));
    ldns.add(zone.toString());
    OutsideTool.demand("ldns-verify-zone")
        .run(directory, ldns.toArray(String[]::new))
        .expectSuccess();
    OutsideTool.demand("kzonecheck")
        .run(
            directory,
            "-o",
            "example.",
            "-t",
            Long.toString(site.now.getEpochSecond()),
            zone.toString())
        .expectSuccess();
  }

  /** ZSKs by pre-publication (RFC 7583 sections 2.1 and 3.2.1). */
  List<KeyLives.Life> zskRolls() {
    Policy p = site.policy();
    Duration publish =
        p.timing().zonePropagationDelay().plus(p.ttl().dnskey()).plus(p.timing().publishSafety());
    Duration settle = p.timing().zonePropagationDelay().plus(p.ttl().max());
    Duration retire = settle.plus(p.timing().signDelay()).plus(p.timing().retireSafety());
    List<KeyLives.Life> keys = KeyLives.of(KeyRole.ZSK, site.releases());
    Instant known = keys.get(0).signing().plus(settle); // nothing before it to be forgotten
    for (int i = 1; i < keys.size(); i++) {
      KeyLives.Life former = keys.get(i - 1);
      KeyLives.Life key = keys.get(i);
      print("ZSK", i, key);
      same("Tpub", key.published(), known.plus(p.keys().zsk().lifetime()).minus(publish));
      if (key.signing() == null) {
        return keys;
      }
      same("Tact = Tpub + Ipub", key.signing(), key.published().plus(publish));
      same("Tret of the former", former.silent(), key.signing());
      if (former.withdrawn() != null) {
        same("Trem of the former", former.withdrawn(), former.silent().plus(retire));
      }
      known = key.signing().plus(retire);
    }
    return keys;
  }

  /** KSKs by double-KSK (RFC 7583 sections 2.2 and 3.3.1). */
  List<KeyLives.Life> kskRolls() {
    Policy p = site.policy();
    Duration publish =
        p.timing().zonePropagationDelay().plus(p.ttl().dnskey()).plus(p.timing().publishSafety());
    Duration retire = p.timing().parentPropagationDelay().plus(p.timing().parentDsTtl());
    Duration linked = retire.plus(p.timing().retireSafety());
    List<KeyLives.Life> keys = KeyLives.of(KeyRole.KSK, site.releases());
    Map<Fingerprint, KeyId> ids =
        site.manager().everyKey().stream()
            .collect(Collectors.toMap(k -> k.key().dnskey().fingerprint(), k -> k.key().id()));
    Instant known = parent.seenAt.get(ids.get(keys.get(0).key())).plus(retire);
    for (int i = 1; i < keys.size(); i++) {
      KeyLives.Life former = keys.get(i - 1);
      KeyLives.Life key = keys.get(i);
      Instant asked = parent.askedAt.get(ids.get(key.key()));
      Instant seen = parent.seenAt.get(ids.get(key.key()));
      print("KSK", i, key);
      System.out.println("       DS asked for " + asked + ", seen " + seen);
      same("Tpub", key.published(), known.plus(p.keys().ksk().lifetime()).minus(publish));
      if (asked == null || seen == null) {
        return keys;
      }
      same("Tsbm = Tpub + IpubC", asked, key.published().plus(publish));
      assertThat(parent.goneAt.get(ids.get(former.key()))).isEqualTo(seen);
      if (former.withdrawn() != null) {
        same("Trem of the former", former.withdrawn(), seen.plus(linked));
      }
      known = seen.plus(linked);
    }
    return keys;
  }

  /** Retired keys leave their vault when they have been hidden for purgeAfter. */
  void purged(List<KeyLives.Life> keys) {
    Policy p = site.policy();
    Duration hidden = p.timing().zonePropagationDelay().plus(p.ttl().dnskey());
    for (KeyLives.Life life : keys) {
      if (life.withdrawn() == null) {
        continue;
      }
      Instant due = life.withdrawn().plus(hidden).plus(p.timing().purgeAfter());
      var stored =
          site.manager().everyKey().stream()
              .filter(k -> k.key().dnskey().fingerprint().equals(life.key()))
              .findFirst()
              .orElseThrow();
      if (due.plus(step).isBefore(site.now)) {
        assertThat(stored.destroyedAt()).as("destruction of %s", life).isPresent();
        assertThat(stored.destroyedAt().get()).isBetween(due, due.plus(step));
      } else if (due.isAfter(site.now)) {
        assertThat(stored.destroyedAt()).as("destruction of %s", life).isEmpty();
      }
    }
  }

  String summary() {
    return runs + " runs, " + releases + " releases, from " + start + " to " + site.now;
  }

  private static void print(String role, int number, KeyLives.Life key) {
    System.out.println(
        role
            + " "
            + number
            + " (tag "
            + key.tag()
            + "): published "
            + key.published()
            + ", signs "
            + key.signing()
            + " to "
            + key.silent()
            + ", withdrawn "
            + key.withdrawn());
  }

  private static void same(String what, Instant found, Instant formula) {
    assertThat(found).as(what).isEqualTo(formula);
  }
}
