package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.policy.Policy;
import org.countersign.registry.RegistrySnapshot;
import org.countersign.testing.SharedSuite;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryImportTest {
  private static final Name EXAMPLE = Name.parse("example.");
  private static final String APEX =
      """
      example. 3600 IN SOA ns1.nic.example. h.example. 1 1800 900 604800 900
      example. 3600 IN NS ns1.nic.example.
      example. 3600 IN NS ns.elsewhere.
      """;

  @TempDir Path directory;
  private TestDatabase database;

  @BeforeEach
  void migratedDatabase() {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void zoneIsSplitIntoRegistryAndApex() throws Exception {
    ImportResult.Imported result =
        imported(
            zone(
                APEX
                    + """
                    example. 3600 IN TXT "of the zone"
                    example. 3600 IN DNSKEY 256 3 13 AAAA
                    www.example. 60 IN A 192.0.2.80
                    nic.example. 60 IN NS ns1.nic.example.
                    ns1.nic.example. 61 IN A 192.0.2.1
                    a.example. 62 IN NS ns.a.example.
                    a.example. 62 IN NS ns.b.example.
                    a.example. 63 IN DS 1 13 1 abababababababababababababababababababab
                    a.example. 63 IN RRSIG DS 13 2 63 20300101000000 20200101000000 1 example. AAAA
                    a.example. 62 IN TXT "nobody sees this"
                    ns.a.example. 64 IN AAAA 2001:db8::1
                    stray.a.example. 64 IN A 192.0.2.9
                    b.example. 62 IN NS ns.b.example.
                    ns.b.example. 65 IN A 192.0.2.2
                    """));
    assertThat(PulledText.of(pulled(EXAMPLE).records()))
        .containsExactly(
            "a.example. 62 NS 026e730161076578616d706c6500",
            "a.example. 62 NS 026e730162076578616d706c6500",
            "a.example. 63 DS 00010d01" + "ab".repeat(20),
            "b.example. 62 NS 026e730162076578616d706c6500",
            "nic.example. 60 NS 036e7331036e6963076578616d706c6500",
            "ns.a.example. 64 AAAA 20010db8000000000000000000000001",
            "ns.b.example. 65 A c0000202",
            "ns1.nic.example. 61 A c0000201");
    assertThat(PulledText.of(result.apex()))
        .extracting(line -> line.replaceAll("(\\S+) \\d+ (\\S+) .*", "$1 $2"))
        .containsExactly(
            "example. NS",
            "example. NS",
            "example. SOA",
            "example. TXT",
            "ns1.nic.example. A",
            "www.example. A");
    assertThat(result.leftOut()).isEqualTo(2);
    assertThat(result.imported()).isEqualTo(pulled(EXAMPLE).counted());
  }

  @Test
  void secondImportReplacesTheFirstAndLeavesOtherZonesAlone() throws Exception {
    imported(zone(APEX + "a.example. 60 NS ns.a.example.\nns.a.example. 60 A 192.0.2.1\n"));
    imported(
        image(
            Name.parse("other."),
            APEX.replace("example.", "other.") + "x.other. 60 NS ns.shared.\n"));
    imported(zone(APEX + "b.example. 60 NS ns.b.example.\nns.b.example. 60 A 192.0.2.2\n"));
    imported(zone(APEX + "b.example. 70 NS ns.b.example.\nns.b.example. 60 A 192.0.2.3\n"));
    assertThat(PulledText.of(pulled(EXAMPLE).records()))
        .containsExactly(
            "b.example. 70 NS 026e730162076578616d706c6500", "ns.b.example. 60 A c0000203");
    assertThat(pulled(Name.parse("other.")).read().delegations()).isEqualTo(1);
    assertThat(database.rows("SELECT name FROM registry.host ORDER BY 1"))
        .containsExactly("ns.b.example.", "ns.shared.");
  }

  @Test
  void revisionMovesWithTheImport() throws Exception {
    imported(zone(APEX + "a.example. 60 NS ns.other.\n"));
    long before = pulled(EXAMPLE).origin().revision();
    imported(zone(APEX + "a.example. 60 NS ns.other.\n"));
    assertThat(pulled(EXAMPLE).origin().revision()).isGreaterThan(before);
  }

  @Test
  void namesWithAnyOctetSurviveTheRoundTrip() {
    Random random = new Random(11);
    byte[] origin = EXAMPLE.wire();
    PackedRecords.Builder records = PackedRecords.builder(EXAMPLE);
    Set<Name> owners = new HashSet<>();
    List<String> expected = new ArrayList<>();
    apex(records);
    while (owners.size() < 500) {
      Name owner = Name.ofWire(AnyName.wire(random, origin));
      Name server = Name.ofWire(AnyName.wire(random));
      boolean nested = owners.stream().anyMatch(o -> o.isWithin(owner) || owner.isWithin(o));
      if (nested || owner.equals(EXAMPLE)) {
        continue;
      }
      owners.add(owner);
      records.add(owner, RecordType.NS, 60, server.wire());
      expected.add(owner + " 60 NS " + java.util.HexFormat.of().formatHex(server.wire()));
    }
    expected.sort(null);
    imported(new UnsignedZone(ZoneImage.of(records.build(), 1)));
    assertThat(PulledText.of(pulled(EXAMPLE).records())).isEqualTo(expected);
    assertThat(pulled(EXAMPLE).counted()).isEqualTo(pulled(EXAMPLE).read());
  }

  @Test
  void zoneWithABrokenDsIsRefusedWithoutAnyChange() throws Exception {
    imported(zone(APEX + "a.example. 60 NS ns.other.\n"));
    ImportResult result =
        run(zone(APEX + "b.example. 60 NS ns.other.\nb.example. 60 DS 1 13 2 abab\n"));
    assertThat(((ImportResult.Refused) result).findings())
        .singleElement()
        .asString()
        .contains("b.example. DS")
        .contains("2 octets, and digest type 2 has 32");
    assertThat(PulledText.of(pulled(EXAMPLE).records())).hasSize(1);
  }

  @Test
  void progressEndsAtTheEnd() throws Exception {
    List<String> stages = new ArrayList<>();
    new RegistryImport(
            database.sources().registryForWriting(),
            (stage, done, total) -> stages.add(stage + (done == total ? " done" : "")))
        .replace(zone(APEX + "a.example. 60 NS ns.other.\n"));
    assertThat(stages).contains("reading ns done").endsWith("counting done");
  }

  @Test
  void readOnlyPoolIsRefused() throws Exception {
    UnsignedZone zone = zone(APEX + "a.example. 60 NS ns.other.\n");
    RegistryImport readOnly =
        new RegistryImport(database.sources().registry(), ImportProgress.NONE);
    assertThatThrownBy(() -> readOnly.replace(zone))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("read-only");
  }

  @Test
  void rootZoneSurvivesTheRoundTrip() throws Exception {
    Path file = SharedSuite.demand("rootzone-2023110500/root.zone");
    UnsignedZone root =
        new UnsignedZone(ZoneImage.of(new ZoneText(file, octets -> {}).read(Name.ROOT, 2), 2));
    ImportResult.Imported result = imported(root);
    RegistrySnapshot snapshot = pulled(Name.ROOT);
    assertThat(snapshot.counted()).isEqualTo(snapshot.read()).isEqualTo(result.imported());
    assertThat(snapshot.read().delegations()).isEqualTo(root.counts().delegations());
    assertThat(snapshot.read().dsRecords()).isEqualTo(root.counts().dsRecords());
    Set<String> all = new HashSet<>(PulledText.of(snapshot.records()));
    all.addAll(PulledText.of(result.apex()));
    assertThat(result.leftOut()).isZero();
    assertThat(all).hasSize((int) root.counts().records() - signatures(file));
  }

  private static int signatures(Path file) throws Exception {
    try (var lines = Files.lines(file)) {
      return (int)
          lines
              .filter(l -> l.matches("\\S+\\s+\\d+\\s+IN\\s+(RRSIG|NSEC|DNSKEY|ZONEMD)\\s.*"))
              .count();
    }
  }

  private static void apex(PackedRecords.Builder records) {
    byte[] soa = new byte[22];
    records.add(EXAMPLE, RecordType.SOA, 60, soa);
    records.add(EXAMPLE, RecordType.NS, 60, Name.parse("ns.elsewhere.").wire());
  }

  private UnsignedZone zone(String text) throws Exception {
    return image(EXAMPLE, text);
  }

  private UnsignedZone image(Name origin, String text) throws Exception {
    Path file = Files.writeString(directory.resolve("zone"), text);
    return new UnsignedZone(ZoneImage.of(new ZoneText(file, octets -> {}).read(origin, 1), 1));
  }

  private ImportResult run(UnsignedZone zone) {
    return new RegistryImport(database.sources().registryForWriting(), ImportProgress.NONE)
        .replace(zone);
  }

  private ImportResult.Imported imported(UnsignedZone zone) {
    return (ImportResult.Imported) run(zone);
  }

  private RegistrySnapshot pulled(Name zone) {
    PullResult result =
        new RegistryPull(database.sources().registry(), "registry")
            .pull(zone, Policy.defaults().ttl());
    return ((PullResult.Pulled) result).snapshot();
  }
}
