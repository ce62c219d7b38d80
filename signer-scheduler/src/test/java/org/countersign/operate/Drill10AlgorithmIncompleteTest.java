package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;
import org.countersign.run.RunOutcome;
import org.countersign.store.HoldScope;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drill 10: an algorithm is in the DNSKEY RRset and does not sign everything (.gov 2013). */
class Drill10AlgorithmIncompleteTest {
  private static final String OLD = Site.POLICY + MovedSite.GATE;
  private static final String NEW = OLD + "signing: {algorithm: ED25519}\n";
  private static final int OLD_NUMBER = 13;
  private static final int NEW_NUMBER = 15;

  @TempDir Path directory;

  @Test
  void theZoneOfTheSuiteIsRefusedThatOthersAccept() throws Exception {
    Path zone = SharedSuite.demand("drill-zones/d20-two-algorithms-one-signs.zone");

    CliRun run = CliRun.of("validate", zone, "--json");

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("rule")).contains("SIG-COMPLETE");
  }

  @Test
  void anAlgorithmRollIsCompleteInEveryRelease() throws Exception {
    try (MovedSite site = secure()) {
      site.policy(NEW);
      site.settle();
      site.say(ksk(site, NEW_NUMBER).id(), true);
      site.say(ksk(site, OLD_NUMBER).id(), false);
      site.settle();

      for (ReleaseRecord release : site.releases()) {
        assertThat(release.keys()).isNotEmpty();
        assertThat(algorithms(release, true, KeyRole.ZSK))
            .isEqualTo(algorithms(release, false, KeyRole.ZSK));
        assertThat(algorithms(release, true, KeyRole.KSK))
            .isEqualTo(algorithms(release, false, KeyRole.KSK));
      }
      Set<Set<Integer>> seen =
          site.releases().stream()
              .map(r -> algorithms(r, false, KeyRole.ZSK))
              .collect(Collectors.toSet());
      assertThat(seen)
          .containsExactlyInAnyOrder(
              Set.of(OLD_NUMBER), Set.of(OLD_NUMBER, NEW_NUMBER), Set.of(NEW_NUMBER));
      Verifiers.ldnsAt(site.site.current(), site.now);
    }
  }

  /** The new DNSKEYs are out and the new ZSK does not sign: refused as long as that is so. */
  @Test
  void anAlgorithmThatDoesNotSignEverythingIsNotReleased() throws Exception {
    try (MovedSite site = secure()) {
      site.policy(NEW);
      site.change(changes -> changes.begin(site.now));
      site.site.database.execute(
          "UPDATE signer.key_record SET state = 'RUMOURED' WHERE record IN ('DNSKEY', 'KRRSIG')"
              + " AND key_id IN (SELECT key_id FROM signer.key WHERE algorithm = 15)");
      site.hold(HoldScope.ROLLOVER);
      String before = Files.readString(site.site.current());

      RunOutcome outcome = site.run();

      assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      assertThat(outcome.findings())
          .filteredOn(f -> f.rule() == RuleId.SIG_COMPLETE)
          .isNotEmpty()
          .extracting(Finding::message)
          .anyMatch(m -> m.contains("no signature by algorithm 15"));
      assertThat(Files.readString(site.site.current())).isEqualTo(before);
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      assertThat(site.site.audited()).contains("run refused");

      site.resume(HoldScope.ROLLOVER); // the state machine brings the signatures with the keys
      assertThat(site.released().findings()).isEmpty();
    }
  }

  private MovedSite secure() throws Exception {
    MovedSite site = new MovedSite(directory, OLD);
    site.settle();
    site.say(ksk(site, OLD_NUMBER).id(), true);
    site.settle();
    assertThat(ksk(site, OLD_NUMBER).is(KeyRecord.DS, Presence.OMNIPRESENT)).isTrue();
    return site;
  }

  private static ManagedKey ksk(MovedSite site, int algorithm) {
    return site.keys().keys().stream()
        .filter(k -> k.role() == KeyRole.KSK && k.algorithm() == algorithm)
        .findFirst()
        .orElseThrow();
  }

  private static Set<Integer> algorithms(ReleaseRecord release, boolean signing, KeyRole role) {
    List<ReleasedKey> keys =
        release.keys().stream()
            .filter(k -> k.role() == role && k.published() && (k.signs() || !signing))
            .toList();
    return keys.stream().map(ReleasedKey::algorithm).collect(Collectors.toCollection(TreeSet::new));
  }
}
