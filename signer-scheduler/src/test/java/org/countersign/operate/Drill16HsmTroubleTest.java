package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.dns.Name;
import org.countersign.keys.KeyRole;
import org.countersign.keys.VaultException;
import org.countersign.run.RunOutcome;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 16: the session lost, the PIN wrong, the token full, slow or in another slot. Nothing is
 * released, the token is not locked, and the next run succeeds once the HSM does.
 */
class Drill16HsmTroubleTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";
  private static final String SIGN_ALL = HsmSite.POLICY + "signing: {refresh: 29d}\n";

  @TempDir Path directory;
  private HsmSite at;
  private Site site;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    at = new HsmSite(directory, "one");
    site = at.site.withZone(HsmSite.POLICY);
    site.released();
    before = site.currentText();
    site.database.execute(CHANGE);
  }

  @AfterEach
  void close() {
    if (at != null) {
      at.close();
    }
  }

  private void broken(String... words) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains(words).doesNotContain("\tat ", SoftHsm.PIN);
    assertThat(run.json().get("error").asText()).contains(words);
    assertNothingReleased();
  }

  private void assertNothingReleased() throws Exception {
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.candidates()).isEmpty();
    assertThat(
            site.database.rows("SELECT outcome FROM signer.run ORDER BY started_at DESC LIMIT 1"))
        .containsExactly("failed");
  }

  private void releasedAndAccepted() throws Exception {
    site.released();
    assertThat(site.currentText()).isNotEqualTo(before);
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aTokenTakenAwayInMidSigningReleasesNothingAndTheNextRunSucceedsOnceItIsBack()
      throws Exception {
    site.policy(SIGN_ALL);
    TroubledRun run =
        new TroubledRun(
            site,
            "hsm",
            true,
            (signature, number) -> {
              if (number == 8) { // two were proofs
                at.hsm.takeAway("one");
              }
            });

    assertThatThrownBy(run::run)
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("token \"one\"");

    assertNothingReleased();
    broken("shows no token \"one\"");
    at.hsm.bringBack("one");
    releasedAndAccepted();
  }

  @Test
  void aTokenThatComesBackWhileARunIsAtWorkIsFoundByIt() throws Exception {
    site.policy(SIGN_ALL);
    AtomicInteger times = new AtomicInteger();
    TroubledRun run =
        new TroubledRun(
            site,
            "hsm",
            true,
            (signature, number) -> {
              if (number % 8 == 0) { // all sessions end, as after a short circuit
                at.hsm.takeAway("one");
                at.hsm.bringBack("one");
                times.incrementAndGet();
              }
            });

    assertThat(run.run().kind()).isEqualTo(RunOutcome.Kind.RELEASED);

    assertThat(times).hasValueGreaterThan(0);
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aWrongPinIsTriedOnceHoweverOftenTheScheduleRunsAndTheTokenStaysOpen() throws Exception {
    at.pin("another");
    broken("refused the PIN", "not tried again");
    for (int i = 0; i < 12; i++) {
      broken("has refused this PIN before");
    }
    at.pin(SoftHsm.PIN);
    releasedAndAccepted();
  }

  @Test
  void aFullTokenBeginsNoRolloverAndSignsOn() throws Exception {
    Path home = at.hsm.home("one");
    at.hsm.takeAway("one");
    Files.createDirectory(home);
    assumeTrue(mounted(home), "a small file system cannot be mounted here (needs root)");
    try {
      at.hsm.copyBack("one");
      Files.write(home.resolve("filler"), new byte[1 << 20]);
    } catch (java.io.IOException full) {
      // as wanted
    }
    try {
      AppConfig config =
          AppConfigFile.load(
              java.util.Optional.of(site.config()), java.util.Optional.empty(), java.util.Map.of());
      try (Installation installation = Installation.open(config)) {
        assertThatThrownBy(
                () ->
                    new ManagedZones(installation)
                        .changeKeys(
                            Name.parse("example."),
                            changes -> changes.roll(KeyRole.ZSK, "by hand", Instant.now())))
            .isInstanceOf(VaultException.class)
            .hasMessageContaining("may be full");
      }
      assertThat(site.run("key", "list", "example.").json()).hasSize(2);
      releasedAndAccepted();
    } finally {
      OutsideTool.demand("umount").run(directory, home.toString()).expectSuccess();
    }
  }

  private boolean mounted(Path at) {
    return OutsideTool.demand("mount")
            .run(directory, "-t", "tmpfs", "-o", "size=96k", "tmpfs", at.toString())
            .exit()
        == 0;
  }

  @Test
  void aSlowTokenIsWaitedForAndTheLeaseIsKept() throws Exception {
    site.policy(SIGN_ALL);
    Duration lease = Duration.ofSeconds(1);
    TroubledRun run = new TroubledRun(site, "hsm", true, (signature, number) -> Thread.sleep(200));

    RunOutcome outcome = run.run(lease);

    assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.RELEASED);
    assertThat(outcome.millis().get("sign")).isGreaterThan(lease.toMillis());
  }

  @Test
  void aTokenThatIsFoundInAnotherPlaceAmongTheSlotsIsTheSameToken() throws Exception {
    at.hsm.takeAway("one");
    at.hsm.token("zero").token("half");
    broken("shows no token \"one\"", "\"zero\"");
    at.hsm.bringBack("one");
    releasedAndAccepted();
  }
}
