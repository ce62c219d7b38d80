package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drill 9: a key goes while caches still need it (.nz 2023, .nl 2012, APNIC 2012). */
class Drill09KeyRemovedTooEarlyTest {
  private static final String GATE = "gate: {snapshotMaxAge: 5000d";
  private static final String POLICY =
      Site.POLICY + GATE + "}\nttl: {max: 2h, dnskey: 1h, delegation: 2h, glue: 2h, ds: 1h}\n";
  private static final Duration DNSKEY_WAIT = Duration.ofHours(1 + 1); // TTLkey + Dprp

  @TempDir Path directory;

  /** .nz 2023: the DNSKEY's TTL was raised to a day while a rollover counted hours. */
  @Test
  void aTtlRaisedInMidRollLengthensTheWaitToTheHighestThatWasServed() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      ManagedKey successor = beginZskRoll(site);
      Instant published = site.now;
      site.policy(POLICY.replace("ttl: {max: 2h, dnskey: 1h", "ttl: {max: 1d, dnskey: 1d"));
      site.later(Duration.ofMinutes(30));
      site.released(); // a day, in every cache from now on
      site.policy(POLICY); // and somebody takes it back
      site.later(Duration.ofMinutes(30));
      site.released();

      site.at(published.plus(Duration.ofHours(4))); // all that the policy of today asks for
      site.run();
      assertThat(presence(site, successor, KeyRecord.DNSKEY)).isEqualTo(Presence.RUMOURED);
      assertThat(site.nextMove())
          .contains(published.plus(Duration.ofDays(1)).plus(Duration.ofHours(2)));

      site.at(site.nextMove().orElseThrow());
      site.released();
      assertThat(presence(site, successor, KeyRecord.ZRRSIG)).isEqualTo(Presence.RUMOURED);
    }
  }

  /** .nl 2012: nothing was published for days, and timers ran on. */
  @Test
  void whileReleasesFailNoTimerRuns() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey old = signer(site);
      site.change(changes -> changes.roll(KeyRole.ZSK, "the drill", site.now));
      site.policy(POLICY.replace(GATE, GATE + ", outsideOpinions: ['false {file}']"));
      for (int day = 0; day < 5; day++) {
        assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);
        site.later(Duration.ofDays(1));
      }
      ManagedKey successor = newest(site);
      assertThat(presence(site, successor, KeyRecord.DNSKEY)).isEqualTo(Presence.RUMOURED);
      assertThat(presence(site, successor, KeyRecord.ZRRSIG)).isEqualTo(Presence.HIDDEN);
      assertThat(site.releases().get(0).keys())
          .noneMatch(k -> k.fingerprint().equals(successor.dnskey().fingerprint()));

      site.policy(POLICY);
      Instant published = site.now;
      site.released();
      site.at(published.plus(DNSKEY_WAIT)); // publishSafety is an hour more
      site.run();
      assertThat(presence(site, successor, KeyRecord.ZRRSIG)).isEqualTo(Presence.HIDDEN);
      site.settle();
      assertThat(signer(site).id()).isEqualTo(successor.id());
      assertThat(site.keys().key(old.id()).allHidden()).isTrue();
      assertThat(site.site.audited()).contains("run refused");
    }
  }

  /** .nl 2012: the removal itself waits for a release that carries the swap of signatures. */
  @Test
  void theOldKeyStaysWhileTheSwapOfSignaturesIsNotOut() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      ManagedKey successor = beginZskRoll(site);
      ManagedKey old = signer(site);
      site.policy(POLICY.replace(GATE, GATE + ", outsideOpinions: ['false {file}']"));
      site.later(Duration.ofDays(1));
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      assertThat(presence(site, successor, KeyRecord.ZRRSIG)).isEqualTo(Presence.RUMOURED);
      site.later(Duration.ofDays(3));
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);

      assertThat(presence(site, old, KeyRecord.DNSKEY)).isEqualTo(Presence.OMNIPRESENT);
      assertThat(presence(site, old, KeyRecord.ZRRSIG)).isEqualTo(Presence.UNRETENTIVE);
      ReleaseRecord served = site.releases().get(0);
      assertThat(served.signers())
          .anyMatch(k -> k.fingerprint().equals(old.dnskey().fingerprint()));
      site.policy(POLICY);
      site.settle();
      assertThat(site.keys().key(old.id()).allHidden()).isTrue();
    }
  }

  /** APNIC 2012: a standby signer took over with ZSKs of its own. */
  @Test
  void aStandbySignerWithOtherZsksIsRefused() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey ours = signer(site);
      var before = site.releases();
      // the standby's database knows its own ZSK as the one that every cache has, and not ours
      site.change(changes -> changes.roll(KeyRole.ZSK, "the drill", site.now));
      ManagedKey theirs = newest(site);
      swapBehindTheMachine(site, ours, theirs);
      site.later(Duration.ofMinutes(1));

      RunOutcome outcome = site.run();

      assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      assertThat(outcome.findings()).extracting(Finding::rule).contains(RuleId.KEY_CONTINUITY);
      assertThat(outcome.findings())
          .filteredOn(f -> f.rule() == RuleId.KEY_CONTINUITY)
          .anyMatch(f -> f.key().equals(java.util.Optional.of(ours.dnskey().fingerprint())))
          .anyMatch(f -> f.key().equals(java.util.Optional.of(theirs.dnskey().fingerprint())));
      assertThat(site.releases()).isEqualTo(before);
      assertThat(site.site.audited()).contains("run refused");
    }
  }

  private static void swapBehindTheMachine(MovedSite site, ManagedKey ours, ManagedKey theirs)
      throws Exception {
    for (String state : new String[] {"RUMOURED", "OMNIPRESENT"}) {
      states(site, theirs, state);
    }
    for (String state : new String[] {"UNRETENTIVE", "HIDDEN"}) {
      states(site, ours, state);
    }
  }

  private static void states(MovedSite site, ManagedKey key, String state) throws Exception {
    site.site.database.execute(
        "UPDATE signer.key_record SET state = '"
            + state
            + "' WHERE key_id = '"
            + key.id()
            + "' AND record IN ('DNSKEY', 'ZRRSIG')");
  }

  /** A successor's DNSKEY is out, now. */
  private static ManagedKey beginZskRoll(MovedSite site) throws Exception {
    site.settle();
    site.change(changes -> changes.roll(KeyRole.ZSK, "the drill", site.now));
    site.released();
    return newest(site);
  }

  private static ManagedKey newest(MovedSite site) {
    var keys = site.keys().keys();
    return keys.get(keys.size() - 1);
  }

  private static ManagedKey signer(MovedSite site) {
    return site.keys().keys().stream()
        .filter(k -> k.role() == KeyRole.ZSK && k.presence(KeyRecord.ZRRSIG).published())
        .findFirst()
        .orElseThrow();
  }

  private static Presence presence(MovedSite site, ManagedKey key, KeyRecord record) {
    return site.keys().key(key.id()).presence(record);
  }
}
