package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys leave a vault as BIND files that BIND takes, whole, private and never over others. */
class BindExportTest {
  private static final Name ZONE = Name.parse("example.");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path directory;
  private final MemoryVault vault = new MemoryVault("memory");

  @Test
  void theFilesSayWhatTheKeyIsAndComeBackAsTheyWere() throws Exception {
    ManagedKey ksk = live(KeyRole.KSK, DnssecAlgorithm.ED448);
    List<String> written = export(text(ksk), ksk);

    BindKey read = keys().keysFor(ZONE).get(0);

    assertThat(read.dnskey()).isEqualTo(ksk.dnskey());
    assertThat(read.signable()).isTrue();
    assertThat(read.state().orElseThrow().records()).isEqualTo(ksk.records());
    assertThat(read.state().orElseThrow().goal()).hasValue(Goal.OMNIPRESENT);
    assertThat(read.timing()).isEqualTo(BindStates.timing(ksk));
    assertThat(read.publishedAt(NOW) && read.signsAt(NOW)).isTrue();
    assertThat(directory.resolve(written.get(0) + ".key")).content().contains("example. 3600 IN ");
    for (String ending : List.of(".key", ".private", ".state")) {
      Path file = directory.resolve(written.get(0) + ending);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aRevokedKeyKeepsItsFlagAndHasTheFileNameOfItsRevokedTag() {
    ManagedKey key = live(KeyRole.KSK, DnssecAlgorithm.ED25519);
    ManagedKey revoked = with(key, key.dnskey().revoked());
    List<String> written = export(text(revoked), revoked);
    assertThat(written.get(0)).endsWith("+" + tag(key.dnskey().revoked()));
    assertThat(keys().keysFor(ZONE).get(0).dnskey().flags()).isEqualTo(385);
  }

  @Test
  void allKeysAreWrittenOrNoneAndNothingIsReplaced() throws Exception {
    ManagedKey one = live(KeyRole.KSK, DnssecAlgorithm.ED25519);
    ManagedKey two = live(KeyRole.ZSK, DnssecAlgorithm.ED25519);
    Path taken = directory.resolve(BindFileName.of(ZONE, two.dnskey()) + ".state");
    Files.writeString(taken, "somebody's");

    assertThatThrownBy(() -> new BindExport(directory, CLOCK).write(List.of(item(one), item(two))))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("exists and is not replaced");

    assertThat(taken).hasContent("somebody's");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void anotherKeyThanTheRecordedOneDoesNotLeaveTheVault() {
    ManagedKey one = live(KeyRole.ZSK, DnssecAlgorithm.ED25519);
    ManagedKey two = live(KeyRole.ZSK, DnssecAlgorithm.ED25519);
    BindExport.Item wrong =
        new BindExport.Item(vault, two.handle(), one.dnskey().fingerprint(), text(one));
    assertThatThrownBy(() -> new BindExport(directory, CLOCK).write(List.of(wrong)))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("it is another key");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aVaultThatKeepsItsKeysIsToldApartWithWhatToDo() {
    ManagedKey key = live(KeyRole.ZSK, DnssecAlgorithm.ED25519);
    try (KeyVault token = new DelegatingVault(vault)) {
      BindExport.Item item =
          new BindExport.Item(token, key.handle(), key.dnskey().fingerprint(), text(key));
      assertThatThrownBy(() -> new BindExport(directory, CLOCK).write(List.of(item)))
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("does not give its private keys away");
    }
  }

  @Test
  void bindSignsAZoneWithTheExportedKeysByTheirDates() throws Exception {
    OutsideTool.demand("dnssec-signzone");
    ManagedKey ksk = live(KeyRole.KSK, DnssecAlgorithm.ECDSAP256SHA256);
    ManagedKey zsk = live(KeyRole.ZSK, DnssecAlgorithm.ECDSAP256SHA256);
    ManagedKey standby = standby();
    new BindExport(directory, CLOCK).write(List.of(item(ksk), item(zsk), item(standby)));
    Files.writeString(
        directory.resolve("zone"),
        "example. 3600 IN SOA ns h 1 7200 900 1209600 3600\nexample. 3600 IN NS ns.other.\n");

    OutsideTool.demand("dnssec-signzone")
        .run(
            directory,
            "-S",
            "-x",
            "-K",
            ".",
            "-o",
            "example.",
            "-f",
            "signed",
            "-O",
            "full",
            "zone")
        .expectSuccess();

    List<String> lines =
        Files.readAllLines(directory.resolve("signed")).stream()
            .map(line -> line.replaceAll("\\s+", " "))
            .toList();
    assertThat(lines.stream().filter(l -> l.contains(" IN DNSKEY "))).hasSize(3);
    assertThat(lines.stream().filter(l -> l.contains(" RRSIG SOA ")))
        .singleElement()
        .asString()
        .contains(" " + zsk.dnskey().tag() + " example.");
    assertThat(lines.stream().filter(l -> l.contains(" RRSIG DNSKEY ")))
        .singleElement()
        .asString()
        .contains(" " + ksk.dnskey().tag() + " example.");
  }

  @Test
  void dnssecSettimeReadsTheDatesAndMovesTheStates() throws Exception {
    OutsideTool settime = OutsideTool.demand("dnssec-settime");
    ManagedKey ksk = live(KeyRole.KSK, DnssecAlgorithm.RSASHA256);
    String base = export(text(ksk), ksk).get(0);
    long since = ksk.records().get(KeyRecord.DNSKEY).since().getEpochSecond();
    assertThat(settime.run(directory, "-up", "all", base).expectSuccess())
        .contains("Publish: " + since, "Activate: " + since, "DS Publish: " + since);

    settime
        .run(directory, "-s", "-d", "UNRETENTIVE", "20261124000000", "-g", "HIDDEN", base)
        .expectSuccess();

    BindState state = keys().keysFor(ZONE).get(0).state().orElseThrow();
    assertThat(state.goal()).hasValue(Goal.HIDDEN);
    assertThat(state.lifetime()).hasValue(YEAR);
    assertThat(state.bits()).isEqualTo(2048);
    assertThat(state.records().get(KeyRecord.DS).presence()).isEqualTo(Presence.UNRETENTIVE);
    assertThat(state.records().get(KeyRecord.DNSKEY))
        .isEqualTo(ksk.records().get(KeyRecord.DNSKEY));
  }

  @Test
  void keysOfBindsOwnManagerComeWithTheirStates() throws Exception {
    OutsideTool keygen = OutsideTool.demand("dnssec-keygen");
    Files.writeString(
        directory.resolve("policy"),
        "dnssec-policy p { keys { ksk lifetime P1Y algorithm 13; zsk lifetime P90D algorithm 13; }; };");
    keygen.run(directory, "-q", "-k", "p", "-l", "policy", "example.").expectSuccess();

    List<BindKey> found = keys().keysFor(ZONE);

    assertThat(found).hasSize(2);
    for (BindKey key : found) {
      BindState state = key.state().orElseThrow();
      assertThat(state.ksk()).hasValue(key.dnskey().isEntryPoint());
      assertThat(state.lifetime())
          .hasValue(Duration.ofDays(key.dnskey().isEntryPoint() ? 365 : 90));
      assertThat(state.timing().at(BindTiming.Event.CREATED)).isPresent();
    }
  }

  private BindKeyDirectory keys() {
    return new BindKeyDirectory("keys", directory, CLOCK);
  }

  private List<String> export(BindKeyText text, ManagedKey key) {
    return new BindExport(directory, CLOCK)
        .write(List.of(new BindExport.Item(vault, key.handle(), key.dnskey().fingerprint(), text)));
  }

  private BindExport.Item item(ManagedKey key) {
    return new BindExport.Item(vault, key.handle(), key.dnskey().fingerprint(), text(key));
  }

  private static BindKeyText text(ManagedKey key) {
    KeySet set = new KeySet(ZONE, List.of(key));
    return BindStates.text(set, key, Optional.of(Duration.ofHours(1)), YEAR);
  }

  private static String tag(Dnskey key) {
    return String.format("%05d", key.tag().value());
  }

  /** A key in every cache since yesterday. */
  private ManagedKey live(KeyRole role, DnssecAlgorithm algorithm) {
    return key(role, algorithm, KeyRecord.of(role));
  }

  /** A ZSK in every cache that does not sign. */
  private ManagedKey standby() {
    return key(KeyRole.ZSK, DnssecAlgorithm.ECDSAP256SHA256, List.of(KeyRecord.DNSKEY));
  }

  private ManagedKey key(KeyRole role, DnssecAlgorithm algorithm, List<KeyRecord> known) {
    KeySpec spec = new KeySpec(algorithm, 2048);
    VaultKey made = vault.generate(spec, new KeyPurpose(ZONE, role));
    Instant created = NOW.minus(Duration.ofDays(2));
    Map<KeyRecord, RecordState> records = new EnumMap<>(KeyRecord.class);
    for (KeyRecord record : KeyRecord.of(role)) {
      Presence presence = known.contains(record) ? Presence.OMNIPRESENT : Presence.HIDDEN;
      records.put(
          record, new RecordState(presence, NOW.minus(Duration.ofDays(1)), Optional.empty()));
    }
    return new ManagedKey(
        KeyId.random(),
        role,
        made.dnskey(role),
        made.handle(),
        Goal.OMNIPRESENT,
        Set.of(),
        created,
        records);
  }

  private static ManagedKey with(ManagedKey key, Dnskey dnskey) {
    return new ManagedKey(
        key.id(),
        key.role(),
        dnskey,
        key.handle(),
        key.goal(),
        key.predecessors(),
        key.createdAt(),
        key.records());
  }
}
