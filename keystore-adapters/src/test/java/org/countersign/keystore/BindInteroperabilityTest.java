package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files go to and fro between us and BIND, ldns and Knot; tag and DS are what they say. */
class BindInteroperabilityTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 13, 14, 15, 16})
  void keysOfDnssecKeygenSign(int algorithm) {
    OutsideTool keygen = OutsideTool.demand("dnssec-keygen");
    String base = keygen.run(directory, keygenArguments(algorithm, "Example")).expectSuccess();
    assertReadAndSigns(base.trim(), Name.parse("example."));
  }

  @ParameterizedTest
  @CsvSource({".,.", "a_b.*.c-d.example,a_b.*.c-d.example.", "_dmarc.x.,_dmarc.x."})
  void keysOfOddNamesAreFound(String asked, String owner) {
    OutsideTool keygen = OutsideTool.demand("dnssec-keygen");
    String base = keygen.run(directory, keygenArguments(15, asked)).expectSuccess();
    assertReadAndSigns(base.trim(), Name.parse(owner));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSASHA256", "ECDSAP384SHA384", "ED25519", "ED448"})
  void keysOfLdnsKeygenSignAndHaveNoTiming(String algorithm) {
    OutsideTool keygen = OutsideTool.demand("ldns-keygen");
    String base =
        keygen.run(directory, "-a", algorithm, "-b", "1024", "-k", "example.").expectSuccess();
    BindKey key = assertReadAndSigns(base.trim(), Name.parse("example."));
    assertThat(key.timing()).isEqualTo(BindTiming.NONE);
    assertThat(key.dnskey().isEntryPoint()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSASHA1", "RSASHA1_NSEC3_SHA1"})
  void dsAndTagAreThoseOfDnssecDsfromkey(DnssecAlgorithm algorithm) {
    OutsideTool dsfromkey = OutsideTool.demand("dnssec-dsfromkey");
    Name zone = Name.parse("child.example.");
    VaultKey key = write(algorithm, new KeyPurpose(zone, KeyRole.KSK));
    Dnskey dnskey = key.dnskey(KeyRole.KSK);
    for (int digest : new int[] {1, 2, 4}) {
      String[] words =
          dsfromkey
              .run(directory, "-a", Integer.toString(digest), key.handle().reference())
              .expectSuccess()
              .trim()
              .split("\\s+", 7);
      assertThat(words[3]).isEqualTo(dnskey.tag().toString());
      byte[] ds = dnskey.ds(zone, digest);
      assertThat(HexFormat.of().formatHex(ds, 4, ds.length))
          .isEqualTo(words[6].replace(" ", "").toLowerCase(Locale.ROOT));
    }
  }

  /** dnssec-settime reads the private file, checks it, and prints the times it found. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSASHA1", "RSASHA1_NSEC3_SHA1"})
  void bindReadsOurFilesAndTheirTiming(DnssecAlgorithm algorithm) {
    OutsideTool settime = OutsideTool.demand("dnssec-settime");
    VaultKey key = write(algorithm, KeyVaultContract.ZSK);
    String seconds = Long.toString(CLOCK.instant().getEpochSecond());
    assertThat(settime.run(directory, "-up", "all", key.handle().reference()).expectSuccess())
        .contains("Created: " + seconds, "Publish: " + seconds, "Activate: " + seconds)
        .contains("Inactive: UNSET", "Delete: UNSET");
  }

  @Test
  void timesThatDnssecSettimeSetsAreRead() {
    OutsideTool settime = OutsideTool.demand("dnssec-settime");
    VaultKey key = write(DnssecAlgorithm.ED25519, KeyVaultContract.ZSK);
    String base = key.handle().reference();
    settime
        .run(directory, "-I", "20270101000000", "-D", "20270201000000", "-A", "none", base)
        .expectSuccess();
    BindTiming timing = keys().keysFor(KeyVaultContract.ZSK.zone()).get(0).timing();
    assertThat(timing.at(BindTiming.Event.INACTIVE))
        .hasValue(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(timing.at(BindTiming.Event.DELETE)).hasValue(Instant.parse("2027-02-01T00:00:00Z"));
    assertThat(timing.at(BindTiming.Event.ACTIVATE)).isEmpty();
  }

  @Test
  void knotImportsOurKeys() {
    OutsideTool keymgr = OutsideTool.demand("keymgr");
    Name owner = KeyVaultContract.ZSK.zone();
    VaultKey key = write(DnssecAlgorithm.ECDSAP256SHA256, new KeyPurpose(owner, KeyRole.KSK));
    Path file = directory.resolve(key.handle().reference() + ".key");
    Path database = directory.resolve("kasp");
    String zone = owner.toString();
    keymgr
        .run(directory, "-D", database.toString(), zone, "import-bind", file.toString())
        .expectSuccess();
    String field = Base64.getEncoder().encodeToString(key.publicKey());
    assertThat(keymgr.run(directory, "-D", database.toString(), zone, "dnskey").expectSuccess())
        .contains(field);
  }

  private static String[] keygenArguments(int algorithm, String name) {
    String number = Integer.toString(algorithm);
    return algorithm <= 10
        ? new String[] {"-q", "-a", number, "-b", "1024", name}
        : new String[] {"-q", "-a", number, name};
  }

  private BindKeyDirectory keys() {
    return new BindKeyDirectory("keys", directory, CLOCK);
  }

  private VaultKey write(DnssecAlgorithm algorithm, KeyPurpose purpose) {
    return keys().generate(KeyVaultContract.spec(algorithm), purpose);
  }

  private BindKey assertReadAndSigns(String base, Name zone) {
    BindKeyDirectory keys = keys();
    List<BindKey> found = keys.keysFor(zone);
    assertThat(found).hasSize(1);
    BindKey key = found.get(0);
    assertThat(key.handle().reference()).isEqualTo(base);
    assertThat(base).endsWith(String.format("+%05d", key.dnskey().tag().value()));
    byte[] data = base.getBytes();
    try (ZoneSigner signer = keys.open(key.handle(), key.dnskey().fingerprint())) {
      byte[] signature = signer.sign(data, 0, data.length);
      assertThat(SignatureVerifier.of(key.dnskey()).verifies(data, 0, data.length, signature))
          .isTrue();
    }
    return key;
  }
}
