package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.dns.DnssecAlgorithm.ECDSAP256SHA256;
import static org.countersign.dns.DnssecAlgorithm.ED25519;
import static org.countersign.dns.DnssecAlgorithm.RSASHA256;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.countersign.dns.Fingerprint;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.UnprovenKeyException;
import org.countersign.keys.VaultException;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keystore.BindTiming;
import org.countersign.operate.TwinKeys.Made;
import org.countersign.operate.WrongTwinVault.Lie;
import org.countersign.run.KeyChanges;
import org.countersign.run.RunOutcome;
import org.countersign.store.StoredKey;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 1, .ru 2024: two keys of one tag, and the vault hands out the wrong one. The roll between
 * them succeeds with the right key, and with the wrong one each line of defence alone refuses: the
 * check of the key, the proof by a probe, the check of each signature, and the gate.
 */
@Tag("slow")
class Drill01TwinTagTest {
  private static final int ZSK = 256;
  private static final int KSK = 257;
  private static final int REVOKED_KSK = 385;
  private static final String ONE_STANDBY = "keys: {zsk: {standby: 1}}\n";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  @TempDir Path directory;
  @TempDir Path bind;
  private final TwinKeys keys = new TwinKeys();
  private final Map<Made, BindTiming> first = new HashMap<>();
  private final Map<Made, BindTiming> second = new HashMap<>();
  private String policy = Site.POLICY + MovedSite.GATE;

  @BeforeEach
  void tools() {
    OutsideTool.demand("ldns-verify-zone");
  }

  @Test
  void anArchivedKeyHasTheTagOfTheNewZsk() throws Exception {
    List<Made> twins = keys.pair(ECDSAP256SHA256, ZSK, ECDSAP256SHA256, ZSK);
    first.put(keys.key(ECDSAP256SHA256, KSK), active());
    first.put(keys.key(ECDSAP256SHA256, ZSK), active());
    first.put(twins.get(0), archived());
    second.put(twins.get(1), published());
    policy += ONE_STANDBY;
    drill(twins, rollZsk());
  }

  @Test
  void bothZsksSign() throws Exception {
    List<Made> twins = keys.pair(ECDSAP256SHA256, ZSK, ECDSAP256SHA256, ZSK);
    first.put(keys.key(ECDSAP256SHA256, KSK), active());
    first.put(twins.get(0), active());
    second.put(twins.get(1), active());
    drill(twins, site -> changes -> changes.retire(id(site, twins.get(0)), "drill", site.now));
  }

  @Test
  void theKskHasTheTagOfTheZsk() throws Exception {
    List<Made> twins = keys.pair(ECDSAP256SHA256, KSK, ECDSAP256SHA256, ZSK);
    first.put(twins.get(0), active());
    first.put(keys.key(ECDSAP256SHA256, ZSK), active());
    second.put(twins.get(1), published());
    policy += ONE_STANDBY;
    drill(twins, rollZsk());
  }

  @Test
  void aRevokedKskHasTheTagOfTheZsk() throws Exception {
    List<Made> twins = keys.pair(ECDSAP256SHA256, REVOKED_KSK, ECDSAP256SHA256, ZSK);
    first.put(keys.key(ECDSAP256SHA256, KSK), active());
    first.put(keys.key(ECDSAP256SHA256, ZSK), active());
    first.put(twins.get(0), active().with(BindTiming.Event.REVOKE, ago(20)));
    second.put(twins.get(1), published());
    policy += ONE_STANDBY;
    drill(twins, rollZsk());
  }

  @Test
  void aKeyOfTheAlgorithmThatGoesHasTheTag() throws Exception {
    algorithmRoll(keys.pair(ED25519, ZSK, ECDSAP256SHA256, ZSK), keys.key(ED25519, KSK));
  }

  @Test
  void anRsaKeyHasTheTagOfTheEcdsaKey() throws Exception {
    algorithmRoll(keys.pair(RSASHA256, ZSK, ECDSAP256SHA256, ZSK), keys.key(RSASHA256, KSK));
  }

  /**
   * Both algorithms sign when the zone comes; the policy has one of them, so that the other goes.
   */
  private void algorithmRoll(List<Made> twins, Made otherKsk) throws Exception {
    first.put(otherKsk, active());
    first.put(twins.get(0), active());
    first.put(keys.key(ECDSAP256SHA256, KSK), active());
    first.put(twins.get(1), active());
    drill(twins, site -> changes -> null);
  }

  /**
   * @param twins the one that goes, or has gone, and the one that signs in the end
   */
  private void drill(List<Made> twins, Function<MovedSite, Function<KeyChanges, Object>> roll)
      throws Exception {
    assertThat(twins.get(0).dnskey().tag()).isEqualTo(twins.get(1).dnskey().tag());
    try (MovedSite site = new MovedSite(directory, policy)) {
      adopt(site);
      verify(site, site.released());
      site.zones().changeKeys(MovedSite.ZONE, roll.apply(site));
      finish(site, twins.get(1), twins.get(0));

      ManagedKey asked = stored(site, twins.get(1));
      ManagedKey twin = stored(site, twins.get(0));
      refusals(site, asked, twin);
      change(site);
      verify(site, site.released());
    } finally {
      keys.close();
    }
  }

  private void adopt(MovedSite site) throws Exception {
    imported(site, keys.write(bind.resolve("first"), first));
    if (!second.isEmpty()) {
      imported(site, keys.write(bind.resolve("second"), second));
    }
    assertThat(site.site.run("resume", "example.", "--scope", "rollover").exit()).isZero();
  }

  private static void imported(MovedSite site, Path from) {
    CliRun run = site.site.run("key", "import", "example.", "--from", from);
    assertThat(run.exit()).as("%s", run).isZero();
  }

  /** Runs, and lets the parent do its part, until the one signs alone and settled. */
  private void finish(MovedSite site, Made stays, Made goes) throws Exception {
    for (int i = 0; i < 20; i++) {
      site.settle();
      ManagedKey successor = stored(site, stays);
      ManagedKey other = stored(site, goes);
      boolean zskAlone =
          site.keys().keys().stream()
              .filter(k -> k.presence(KeyRecord.ZRRSIG) != Presence.HIDDEN)
              .allMatch(k -> k.id().equals(successor.id()));
      if (zskAlone
          && successor.is(KeyRecord.ZRRSIG, Presence.OMNIPRESENT)
          && (other.role() == KeyRole.KSK || other.allHidden())) {
        return;
      }
      site.later(Duration.ofHours(1));
      for (ManagedKey key : site.keys().keys()) {
        if (key.is(KeyRecord.DS, Presence.RUMOURED)) {
          site.say(key.id(), true);
        } else if (key.is(KeyRecord.DS, Presence.UNRETENTIVE)) {
          site.say(key.id(), false);
        }
      }
    }
    throw new AssertionError("it has not ended: " + site.keys());
  }

  private void refusals(MovedSite site, ManagedKey asked, ManagedKey twin) throws Exception {
    String shown = asked.dnskey().fingerprint().hex();
    int releases = site.releases().size();
    String served = site.site.currentText();
    site.policy(policy + "signing: {verifyAfterSign: true}\n");
    change(site);

    assertThatThrownBy(() -> lying(site, asked, twin, Lie.NONE))
        .as("the check of the key")
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(shown)
        .hasMessageContaining(twin.dnskey().fingerprint().hex());
    assertThatThrownBy(() -> lying(site, asked, twin, Lie.PUBLIC_HALF))
        .as("the proof by a probe")
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("signed a probe that its DNSKEY does not verify")
        .hasMessageContaining(shown);
    assertThatThrownBy(() -> lying(site, asked, twin, Lie.PROBE))
        .as("the check of each signature")
        .hasStackTraceContaining("signatures in a row that its DNSKEY does not verify")
        .hasStackTraceContaining(shown);
    site.policy(policy + "signing: {verifyAfterSign: false}\n");
    RunOutcome outcome = lying(site, asked, twin, Lie.PROBE);
    assertThat(outcome.kind()).as("the gate").isEqualTo(RunOutcome.Kind.REJECTED);
    assertThat(outcome.findings())
        .filteredOn(Finding::refuses)
        .anySatisfy(
            f -> {
              assertThat(f.rule()).isEqualTo(refusing(site, twin));
              assertThat(f.keyTag()).hasValue(asked.dnskey().tag());
              assertThat(f.owner()).isPresent();
            });

    assertThat(site.releases()).as("the serial does not move").hasSize(releases);
    assertThat(site.site.currentText()).isEqualTo(served);
  }

  /** What a published twin signs does verify, and is against the plan all the same (.de 2026). */
  private static RuleId refusing(MovedSite site, ManagedKey twin) {
    return site.keys().key(twin.id()).presence(KeyRecord.DNSKEY).published()
        ? RuleId.KEY_PLAN
        : RuleId.SIG_VERIFIES;
  }

  private static RunOutcome lying(MovedSite site, ManagedKey asked, ManagedKey twin, Lie lie)
      throws Exception {
    return site.run(vault -> new WrongTwinVault(vault, asked, twin, lie));
  }

  /** Something that has to be signed anew. */
  private static void change(MovedSite site) throws Exception {
    site.site.database.execute(
        "UPDATE registry.ds_data SET key_tag = key_tag % 60000 + 1 WHERE domain_id = (SELECT"
            + " min(domain_id) FROM registry.ds_data)");
  }

  private static void verify(MovedSite site, RunOutcome outcome) {
    assertThat(outcome.findings()).filteredOn(Finding::refuses).isEmpty();
    OutsideTool.demand("ldns-verify-zone")
        .run(site.site.directory, "-t", SECONDS.format(site.now), site.site.current().toString())
        .expectSuccess();
  }

  private static Function<MovedSite, Function<KeyChanges, Object>> rollZsk() {
    return site -> changes -> changes.roll(KeyRole.ZSK, "drill", site.now);
  }

  private static org.countersign.keys.KeyId id(MovedSite site, Made key) {
    return stored(site, key).id();
  }

  private static ManagedKey stored(MovedSite site, Made key) {
    Fingerprint wanted = key.dnskey().fingerprint();
    return site.manager().everyKey().stream()
        .map(StoredKey::key)
        .filter(k -> k.dnskey().fingerprint().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static Instant ago(int days) {
    return Instant.now().minus(Duration.ofDays(days));
  }

  private static BindTiming active() {
    return BindTiming.from(ago(30));
  }

  private static BindTiming published() {
    return BindTiming.NONE
        .with(BindTiming.Event.CREATED, ago(30))
        .with(BindTiming.Event.PUBLISH, ago(30));
  }

  private static BindTiming archived() {
    return BindTiming.from(ago(300))
        .with(BindTiming.Event.INACTIVE, ago(200))
        .with(BindTiming.Event.DELETE, ago(190));
  }
}
