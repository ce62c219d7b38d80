package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.dns.DnssecAlgorithm.ECDSAP256SHA256;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeyVault;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keystore.BindTiming;
import org.countersign.operate.TwinKeys.Made;
import org.countersign.operate.WrongTwinVault.Lie;
import org.countersign.release.ReleaseKind;
import org.countersign.release.RollbackTarget;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackOrder;
import org.countersign.run.RunOutcome;
import org.countersign.store.StoredKey;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 2024-01-30, the day of .ru, step by step with its serials: the incoming ZSK has the tag of
 * another key, the vault hands that one out, and what was published then is refused here; and the
 * way back that secondaries follow.
 */
class RuDayReplayTest {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final int ZSK = 256;
  private static final int KSK = 257;
  private static final String POLICY = Site.POLICY + MovedSite.GATE + "keys: {zsk: {standby: 1}}\n";

  @TempDir Path directory;
  @TempDir Path bind;
  private final TwinKeys keys = new TwinKeys();
  private Made outgoing;
  private Made incoming;
  private Made twin;
  private MovedSite site;

  /** 12:29: serial 4058855, signed by the outgoing ZSK; the incoming one is published already. */
  @BeforeEach
  void theMorning() throws Exception {
    List<Made> twins = keys.pair(ECDSAP256SHA256, ZSK, ECDSAP256SHA256, ZSK);
    outgoing = keys.key(ECDSAP256SHA256, ZSK);
    twin = twins.get(0);
    incoming = twins.get(1);
    Map<Made, BindTiming> first = new HashMap<>();
    first.put(keys.key(ECDSAP256SHA256, KSK), BindTiming.from(ago(30)));
    first.put(outgoing, BindTiming.from(ago(30)));
    first.put(
        twin,
        BindTiming.from(ago(300))
            .with(BindTiming.Event.INACTIVE, ago(200))
            .with(BindTiming.Event.DELETE, ago(190)));
    site = new MovedSite(directory, POLICY);
    imported(keys.write(bind.resolve("first"), first));
    imported(
        keys.write(
            bind.resolve("second"),
            Map.of(
                incoming,
                BindTiming.NONE
                    .with(BindTiming.Event.CREATED, ago(30))
                    .with(BindTiming.Event.PUBLISH, ago(30)))));
    assertThat(site.site.run("resume", "example.", "--scope", "rollover").exit()).isZero();
    site.settle();
    site.stranger(4058854, "before");
    change();
    assertThat(serial(site.released())).isEqualTo(4058855);
    assertThat(signers()).containsExactly(print(outgoing));
    change();
    assertThat(serial(site.released())).isEqualTo(4058856);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
    keys.close();
  }

  @Test
  void theTwinIsRefusedAndTheOldKeyEndsWhatAnotherSignerPublished() throws Exception {
    String good = site.site.currentText();

    // about 15:20: the incoming ZSK is to sign, and the vault hands out its twin
    site.change(changes -> changes.roll(KeyRole.ZSK, "the roll", site.now));
    RunOutcome refused = site.run(this::wrongTwin);
    assertThat(refused.kind()).isEqualTo(RunOutcome.Kind.REJECTED);
    assertThat(refused.findings())
        .filteredOn(Finding::refuses)
        .anySatisfy(
            f -> {
              assertThat(f.rule()).isEqualTo(RuleId.SIG_VERIFIES);
              assertThat(f.keyTag()).contains(incoming.dnskey().tag());
            });
    assertThat(serial(refused)).as("the serial stays").isEqualTo(4058856);
    assertThat(site.site.currentText()).isEqualTo(good);
    assertThat(site.site.audited()).contains("run refused");

    // 15:27 and later: another signer has published two bad zones all the same
    site.stranger(4058857, "192.0.2.1");
    site.stranger(4058858, "192.0.2.2");
    change();

    long begun = System.nanoTime();
    Rollback.Result back = site.rollback(keepData(), this::wrongTwin);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("from the command to a good artefact: %.1f s%n", seconds);

    RunOutcome outcome = back.outcome().orElseThrow();
    assertThat(outcome.kind()).as("%s", outcome).isEqualTo(RunOutcome.Kind.RELEASED);
    assertThat(serial(outcome)).as("newer than all three").isEqualTo(4058859);
    assertThat(outcome.release().orElseThrow().kind()).isEqualTo(ReleaseKind.ROLLBACK);
    assertThat(signers()).containsExactly(print(outgoing));
    OutsideTool.demand("ldns-verify-zone")
        .run(directory, "-t", SECONDS.format(site.now), site.site.current().toString())
        .expectSuccess();
    assertThat(site.site.database.rows("SELECT scope FROM signer.hold ORDER BY scope"))
        .contains("ingest", "rollover");

    // the frozen night: signatures are refreshed by the old key, whatever the vault does
    site.later(Duration.ofDays(20));
    RunOutcome refreshed = site.run(this::wrongTwin);
    assertThat(refreshed.kind()).as("%s", refreshed).isEqualTo(RunOutcome.Kind.RELEASED);
    assertThat(signers()).containsExactly(print(outgoing));
  }

  @Test
  void aRollThatWentOutIsTakenBackWhileBothKeysAreKnown() throws Exception {
    site.change(changes -> changes.roll(KeyRole.ZSK, "the roll", site.now));
    assertThat(serial(site.released())).isEqualTo(4058857);
    assertThat(signers()).containsExactly(print(incoming));

    RunOutcome outcome =
        site.rollback(keepData(), UnaryOperator.identity()).outcome().orElseThrow();

    assertThat(outcome.kind()).as("%s", outcome).isEqualTo(RunOutcome.Kind.RELEASED);
    assertThat(serial(outcome)).isEqualTo(4058858);
    assertThat(signers()).containsExactly(print(outgoing));
    assertThat(site.releases().get(0).keys())
        .as("both stay published")
        .filteredOn(k -> k.fingerprint().equals(print(incoming)))
        .singleElement()
        .satisfies(k -> assertThat(k.published()).isTrue());
  }

  private static RollbackOrder keepData() {
    return new RollbackOrder(
        Optional.empty(), true, "bogus since 15:20", List.of(), false, false, false, false, false);
  }

  private KeyVault wrongTwin(KeyVault vault) {
    return new WrongTwinVault(vault, stored(incoming), stored(twin), Lie.PROBE);
  }

  private Set<Fingerprint> signers() {
    return RollbackTarget.zoneSigners(site.releases().get(0));
  }

  private static long serial(RunOutcome outcome) {
    return outcome.serial().map(Serial::value).orElseThrow();
  }

  private static Fingerprint print(Made key) {
    return key.dnskey().fingerprint();
  }

  private ManagedKey stored(Made key) {
    return site.manager().everyKey().stream()
        .map(StoredKey::key)
        .filter(k -> k.dnskey().fingerprint().equals(print(key)))
        .findFirst()
        .orElseThrow();
  }

  private void imported(Path from) {
    CliRun run = site.site.run("key", "import", "example.", "--from", from);
    assertThat(run.exit()).as("%s", run).isZero();
  }

  private void change() throws Exception {
    site.site.database.execute(
        "UPDATE registry.ds_data SET key_tag = key_tag % 60000 + 1 WHERE domain_id = (SELECT"
            + " min(domain_id) FROM registry.ds_data)");
  }

  private static Instant ago(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }
}
