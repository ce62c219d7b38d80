package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Outcome;
import org.countersign.keys.rollover.Presence;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.KeyRefusal;
import org.countersign.run.RunOutcome;
import org.countersign.store.HoldScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and policies ask of keys, through the pipeline and back from the database. */
class RolloverRunsTest {
  private static final String POLICY = Site.POLICY + MovedSite.GATE;

  @TempDir Path directory;

  @Test
  void theFirstReleasePublishesItsKeysAndSignsWithThem() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      RunOutcome first = site.released();

      for (ManagedKey key : site.keys().keys()) {
        assertThat(key.presence(KeyRecord.DNSKEY)).isEqualTo(Presence.RUMOURED);
        assertThat(key.records().get(KeyRecord.DNSKEY).evidence()).isEqualTo(first.serial());
      }
      assertThat(newest(site).signers()).hasSize(2);
    }
  }

  @Test
  void aRefusedRunIsNoEvidence() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.policy(POLICY.replace("gate: {", "gate: {outsideOpinions: ['false {file}'], "));
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      site.later(Duration.ofDays(30));
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);

      for (ManagedKey key : site.keys().keys()) {
        assertThat(key.presence(KeyRecord.DNSKEY)).isEqualTo(Presence.RUMOURED);
        assertThat(key.records().get(KeyRecord.DNSKEY).evidence()).isEmpty();
      }
    }
  }

  @Test
  void aHoldKeepsKeysWhereTheyAreWhileSignaturesAreRefreshed() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      site.hold(HoldScope.ROLLOVER);
      site.change(changes -> changes.roll(KeyRole.ZSK, "test", site.now));
      ManagedKey fresh = newestKey(site);
      site.later(Duration.ofDays(20));

      site.released();

      assertThat(site.keys().key(fresh.id()).allHidden()).isTrue();
      assertThat(site.manager().explain(site.now).step().outcome(fresh.id(), KeyRecord.DNSKEY))
          .isInstanceOfSatisfying(
              Outcome.WaitFor.class, w -> assertThat(w.evidence()).contains("hold on rollovers"));
      site.resume(HoldScope.ROLLOVER);
      site.released();
      assertThat(site.keys().key(fresh.id()).is(KeyRecord.DNSKEY, Presence.RUMOURED)).isTrue();
    }
  }

  @Test
  void aManualPolicyWaitsForAnApprovalOfEachStep() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      site.policy(POLICY + "keys: {approvals: manual}\n");
      site.change(changes -> changes.roll(KeyRole.ZSK, "test", site.now));
      ManagedKey fresh = newestKey(site);
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.UNCHANGED);
      assertThat(site.keys().key(fresh.id()).allHidden()).isTrue();

      Approval approval = new Approval(fresh.id(), KeyRecord.DNSKEY, Presence.RUMOURED);
      boolean given = site.change(changes -> changes.approve(approval, site.now));
      assertThat(given).isTrue();
      site.released();

      assertThat(site.keys().key(fresh.id()).is(KeyRecord.DNSKEY, Presence.RUMOURED)).isTrue();
      assertThat(site.manager().consent(site.now).approvals()).isEmpty(); // used up
      site.settle();
      assertThat(site.keys().key(fresh.id()).is(KeyRecord.ZRRSIG, Presence.HIDDEN)).isTrue();
    }
  }

  @Test
  void aStandbyTakesOverInOneReleaseAndTheOldKeyGoesWhenNothingNeedsIt() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY + "keys: {zsk: {standby: 1}}\n")) {
      site.settle();
      ManagedKey standby =
          site.keys().keys().stream()
              .filter(k -> k.role() == KeyRole.ZSK && k.is(KeyRecord.ZRRSIG, Presence.HIDDEN))
              .findFirst()
              .orElseThrow();
      ManagedKey signer = signer(site);

      site.change(changes -> changes.roll(KeyRole.ZSK, "compromised", site.now));
      site.released();

      assertThat(newest(site).signers())
          .filteredOn(k -> k.role() == KeyRole.ZSK)
          .singleElement()
          .satisfies(k -> assertThat(k.fingerprint()).isEqualTo(standby.dnskey().fingerprint()));
      assertThat(newest(site).keys())
          .anyMatch(k -> k.fingerprint().equals(signer.dnskey().fingerprint()) && k.published());
      site.settle();
      assertThat(site.keys().key(signer.id()).allHidden()).isTrue();
    }
  }

  @Test
  void whatAnOperatorWithdrawsInAnEmergencyGoesWithTheNextReleaseAndAWarning() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY + "keys: {zsk: {standby: 1}}\n")) {
      site.settle();
      ManagedKey signer = signer(site);
      assertThat(site.manager().choices(signer.id(), site.now)).hasSize(2);

      site.change(changes -> changes.removeNow(signer.id(), "stolen", site.now));
      RunOutcome outcome = site.released();

      assertThat(newest(site).keys())
          .noneMatch(k -> k.fingerprint().equals(signer.dnskey().fingerprint()));
      assertThat(outcome.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.rule()).isEqualTo(RuleId.KEY_CONTINUITY);
                assertThat(finding.refuses()).isFalse();
                assertThat(finding.message()).contains("as an operator chose");
              });
      assertThat(site.site.audited()).contains("key surrender");
      site.settle();
      assertThat(site.keys().key(signer.id()).allHidden()).isTrue();
    }
  }

  @Test
  void withoutAStandbyAKeyCannotBeWithdrawnAtOnce() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey signer = signer(site);

      assertThatThrownBy(
              () -> site.change(changes -> changes.removeNow(signer.id(), "stolen", site.now)))
          .isInstanceOf(KeyRefusal.class)
          .hasMessageContaining("no other key signs the zone");

      site.settle(); // the successor was begun all the same
      assertThat(signer(site).id()).isNotEqualTo(signer.id());
      assertThat(site.keys().key(signer.id()).allHidden()).isTrue();
    }
  }

  @Test
  void aForcedRollWhileAnotherRunsFollowsBoth() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey first = signer(site);
      site.change(changes -> changes.roll(KeyRole.KSK, "one", site.now));
      ManagedKey second = newestKey(site);
      site.released();
      site.later(Duration.ofMinutes(5));
      site.change(changes -> changes.roll(KeyRole.KSK, "two", site.now));
      ManagedKey third = newestKey(site);
      site.released();

      assertThat(site.keys().key(third.id()).predecessors()).contains(second.id()).hasSize(2);
      assertThat(signer(site).id()).isEqualTo(first.id());
    }
  }

  @Test
  void aSpareThatWasMadeAheadIsTakenByTheNextRoll() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey spare =
          site.change(changes -> changes.generate(KeyRole.ZSK, "ceremony", site.now));
      site.later(Duration.ofDays(1));
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.UNCHANGED);
      assertThat(site.keys().key(spare.id()).goal()).isEqualTo(Goal.HIDDEN);

      site.change(changes -> changes.roll(KeyRole.ZSK, "test", site.now));
      site.settle();

      assertThat(signer(site).id()).isEqualTo(spare.id());
      assertThat(site.keys().keys()).hasSize(3);
    }
  }

  @Test
  void theLastKeyOfItsKindIsNotRetired() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.released();
      assertThatThrownBy(
              () -> site.change(changes -> changes.retire(signer(site).id(), "test", site.now)))
          .isInstanceOf(KeyRefusal.class)
          .hasMessageContaining("the last to do its work");
      assertThatThrownBy(() -> destroy(site, signer(site)))
          .isInstanceOf(KeyRefusal.class)
          .hasMessageContaining("is in use");
    }
  }

  @Test
  void aRetiredKeyLeavesItsVaultAfterItsTimeAndItsRecordStays() throws Exception {
    try (MovedSite site = new MovedSite(directory, POLICY)) {
      site.settle();
      ManagedKey old = signer(site);
      site.change(changes -> changes.roll(KeyRole.ZSK, "test", site.now));
      site.settle();
      int inVault = site.vault("file").keys().size();
      site.later(Duration.ofDays(89));
      site.run();
      assertThat(site.keys().find(old.id())).isPresent();
      site.later(Duration.ofDays(1));
      Instant destroyed = site.now;

      site.run();

      assertThat(site.keys().find(old.id())).isEmpty();
      assertThat(site.vault("file").keys())
          .noneMatch(k -> k.fingerprint().equals(old.dnskey().fingerprint()));
      assertThat(inVault).isEqualTo(3);
      assertThat(site.manager().everyKey())
          .filteredOn(k -> k.key().id().equals(old.id()))
          .singleElement()
          .satisfies(k -> assertThat(k.destroyedAt()).isEqualTo(Optional.of(destroyed)));
      assertThat(site.site.audited()).contains("key destroy");
    }
  }

  @Test
  void keysOfTwoRolesLiveInTwoVaults() throws Exception {
    try (MovedSite site =
        new MovedSite(
            directory,
            POLICY + "keys: {ksk: {vault: offline}}\n",
            "vaults:\n  file: {type: file, path: keys.p12, passphraseFile: pass}\n"
                + "  offline: {type: file, path: ksk.p12, passphraseFile: pass}\n")) {
      site.released();

      for (ManagedKey key : site.keys().keys()) {
        assertThat(key.handle().vault()).isEqualTo(key.role() == KeyRole.KSK ? "offline" : "file");
      }
      List<Finding> none = site.run().findings();
      assertThat(none).isEmpty();
    }
  }

  private static void destroy(MovedSite site, ManagedKey key) {
    site.change(
        changes -> {
          changes.destroy(key.id(), "test", site.now);
          return null;
        });
  }

  private static ReleaseRecord newest(MovedSite site) {
    return site.releases().get(0);
  }

  private static ManagedKey newestKey(MovedSite site) {
    List<ManagedKey> keys = site.keys().keys();
    return keys.get(keys.size() - 1);
  }

  private static ManagedKey signer(MovedSite site) {
    return site.keys().keys().stream()
        .filter(k -> k.role() == KeyRole.ZSK && k.presence(KeyRecord.ZRRSIG).published())
        .findFirst()
        .orElseThrow();
  }
}
