package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.VaultException;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.run.ClockException;
import org.countersign.run.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is never healed by itself: each is said, and changes nothing. */
class HardStopsTest {
  @TempDir Path directory;

  @Test
  void aKeyThatIsMissingFromItsVaultIsNotReplaced() throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      site.released();
      ManagedKey zsk = key(site, KeyRole.ZSK);
      site.vault("file").destroy(zsk.handle(), zsk.dnskey().fingerprint());
      site.later(Duration.ofDays(200)); // its lifetime is over as well
      KeySet before = site.keys();

      assertThatThrownBy(site::run)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining(zsk.shown())
          .hasMessageContaining("no other is made in its place");

      assertThat(site.keys()).isEqualTo(before);
      assertThat(site.vault("file").keys()).hasSize(1);
      assertThat(site.releases()).hasSize(1);
    }
  }

  @Test
  void aHandleThatHoldsAnotherKeyStopsTheRun() throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      site.released();
      ManagedKey zsk = key(site, KeyRole.ZSK);
      ManagedKey ksk = key(site, KeyRole.KSK);
      site.site.database.execute(
          "UPDATE signer.key SET reference = '"
              + ksk.handle().reference()
              + "' WHERE key_id = '"
              + zsk.id()
              + "'");

      assertThatThrownBy(site::run)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("holds the key " + ksk.dnskey().fingerprint())
          .hasMessageContaining("nothing is signed with it");
      assertThat(site.releases()).hasSize(1);
    }
  }

  @Test
  void aClockThatIsNotTheDatabasesSignsNothing() throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      site.released();
      String published = Files.readString(site.site.current());
      for (Duration skew :
          List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(20))) {
        site.site.databaseClock(site.now);
        assertThatThrownBy(() -> site.runAt(site.now.plus(skew)))
            .isInstanceOf(ClockException.class)
            .hasMessageContaining("the database's")
            .hasMessageContaining("Nothing was signed or published");
      }
      assertThat(site.releases()).hasSize(1);
      assertThat(Files.readString(site.site.current())).isEqualTo(published);
    }
  }

  @Test
  void theCommandSaysSoAsABrokenWorld() throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      CliRun run =
          CliRun.at(
              Clock.offset(Clock.systemUTC(), Duration.ofHours(1)),
              "run",
              "example.",
              "-c",
              directory.resolve("countersign.yaml"),
              "--json");

      assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
      assertThat(run.err()).contains("set the clock that is wrong").doesNotContain("\tat ");
      assertThat(site.releases()).isEmpty();
    }
  }

  @Test
  void aClockBeforeTheLastReleaseSignsNothing() throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      site.released();
      site.later(Duration.ofDays(-730));

      assertThatThrownBy(site::run)
          .isInstanceOf(ClockException.class)
          .hasMessageContaining("was released at")
          .hasMessageContaining("set the clock");
    }
  }

  @Test
  void noKeyMovesWhileASignatureInServiceIsAboutToExpire() throws Exception {
    String policy = Site.POLICY + MovedSite.GATE + "keys: {zsk: {lifetime: 26d}}\n";
    try (MovedSite site = new MovedSite(directory, policy)) {
      site.settle();
      site.later(Duration.ofDays(28)); // signatures live for 30 days less the jitter
      ManagedKey zsk = key(site, KeyRole.ZSK);

      RunOutcome outcome = site.released();

      assertThat(outcome.findings()).extracting(Finding::rule).containsExactly(RuleId.SIG_WINDOW);
      assertThat(outcome.findings().get(0).message())
          .contains("no key is published or withdrawn before the zone has been signed anew");
      assertThat(site.keys().keys()).hasSize(2).contains(zsk);
      assertThat(site.released().findings()).isEmpty(); // signed anew: the rollover begins
      assertThat(site.keys().keys()).hasSize(3);
    }
  }

  private static ManagedKey key(MovedSite site, KeyRole role) {
    return site.keys().keys().stream().filter(k -> k.role() == role).findFirst().orElseThrow();
  }
}
