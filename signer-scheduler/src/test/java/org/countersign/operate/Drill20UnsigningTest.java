package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.run.KeyRefusal;
import org.countersign.run.RunOutcome;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drill 20: DNSSEC is removed while the parent has a DS (.my 2018). */
class Drill20UnsigningTest {
  private static final String SIGNED = Site.POLICY + MovedSite.GATE;
  private static final String INSECURE = SIGNED + "keys: {insecure: true}\n";

  @TempDir Path directory;

  @Test
  void aPolicyAloneUnsignsNothing() throws Exception {
    try (MovedSite site = secure()) {
      site.policy(INSECURE);
      site.later(Duration.ofDays(20));
      site.settle();

      assertThat(site.site.currentText()).contains("\tDNSKEY\t", "\tRRSIG\tSOA ");
    }
  }

  @Test
  void anOperatorAloneUnsignsNothing() throws Exception {
    try (MovedSite site = secure()) {
      assertThatThrownBy(() -> site.change(changes -> changes.goInsecure("the drill", site.now)))
          .isInstanceOf(KeyRefusal.class)
          .hasMessageContaining("keys.insecure");
    }
  }

  @Test
  void keysStaySigningUntilNoCacheHoldsTheDsAndThenTheZoneGoesOutUnsigned() throws Exception {
    try (MovedSite site = secure()) {
      site.policy(INSECURE);
      site.change(changes -> changes.goInsecure("the drill", site.now));
      site.released();
      assertThat(site.site.currentText()).contains("\tCDS\t0 0 0 00\n"); // RFC 8078 section 4
      site.later(Duration.ofDays(60));
      site.settle(); // nobody has seen the DS gone: nothing moves
      assertThat(site.site.currentText()).contains("\tDNSKEY\t", "\tRRSIG\tSOA ");

      ManagedKey ksk = ksk(site);
      site.say(ksk.id(), false);
      site.run();
      assertThat(site.site.currentText()).contains("\tRRSIG\tSOA "); // caches hold it still
      site.settle();

      assertThat(site.keys().keys()).allMatch(ManagedKey::allHidden);
      assertThat(site.site.currentText())
          .doesNotContain("DNSKEY", "RRSIG", "NSEC", "CDS")
          .contains("\tSOA\t", "d10.example.\t");
      OutsideTool.demand("kzonecheck")
          .run(directory, "-o", "example.", site.site.current().toString())
          .expectSuccess();
      assertThat(site.run().kind()).isEqualTo(RunOutcome.Kind.UNCHANGED);
    }
  }

  @Test
  void aZoneThatWentInsecureCanBecomeSecureAgain() throws Exception {
    try (MovedSite site = secure()) {
      site.policy(INSECURE);
      site.change(changes -> changes.goInsecure("the drill", site.now));
      site.released();
      site.say(ksk(site).id(), false);
      site.settle();
      assertThat(site.site.currentText()).doesNotContain("DNSKEY");

      site.policy(SIGNED);
      site.released();

      assertThat(site.site.currentText()).contains("\tDNSKEY\t", "\tRRSIG\tSOA ");
      Verifiers.ldnsAt(site.site.current(), site.now);
    }
  }

  /** The bug: every record of every key is hidden in the database, and the parent has a DS. */
  @Test
  void keysThatVanishFromTheDatabaseUnsignNothing() throws Exception {
    try (MovedSite site = secure()) {
      String before = Files.readString(site.site.current());
      for (String state : new String[] {"UNRETENTIVE", "HIDDEN"}) {
        site.site.database.execute(
            "UPDATE signer.key SET goal = 'HIDDEN'",
            "UPDATE signer.key_record SET state = '" + state + "' WHERE record <> 'DS'");
      }
      site.policy(INSECURE);

      RunOutcome outcome = site.run();

      assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.REJECTED);
      assertThat(outcome.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.rule()).isEqualTo(RuleId.KEY_PLAN);
                assertThat(finding.message()).contains("every DS gone");
              });
      assertThat(Files.readString(site.site.current())).isEqualTo(before);
      assertThat(site.site.audited()).contains("run refused");
    }
  }

  @Test
  void zonesOfTheSuiteWithoutSignaturesAreRefusedBesideTheirDs() throws Exception {
    Path suite = SharedSuite.demand("drill-zones");
    for (String zone : new String[] {"d21", "d22"}) {
      Path file = zone(suite, zone);
      Path ds = Files.writeString(directory.resolve("ds"), SuitesTest.KSK_OF_THE_DRILLS);
      CliRun run = CliRun.of("validate", file, "--ds", ds, "--json");
      assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    }
  }

  private static Path zone(Path suite, String prefix) throws Exception {
    try (var files = Files.list(suite)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .filter(f -> f.toString().endsWith(".zone"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A zone whose DS is in every cache. */
  private MovedSite secure() throws Exception {
    MovedSite site = new MovedSite(directory, SIGNED);
    site.settle();
    site.say(ksk(site).id(), true);
    site.settle();
    assertThat(ksk(site).is(KeyRecord.DS, Presence.OMNIPRESENT)).isTrue();
    return site;
  }

  private static ManagedKey ksk(MovedSite site) {
    return site.keys().keys().stream()
        .filter(k -> k.role() == KeyRole.KSK)
        .findFirst()
        .orElseThrow();
  }
}
