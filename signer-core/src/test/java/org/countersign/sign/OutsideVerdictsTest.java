package org.countersign.sign;

import static org.countersign.dns.DnssecAlgorithm.ECDSAP256SHA256;
import static org.countersign.dns.DnssecAlgorithm.ECDSAP384SHA384;
import static org.countersign.dns.DnssecAlgorithm.ED25519;
import static org.countersign.dns.DnssecAlgorithm.ED448;
import static org.countersign.dns.DnssecAlgorithm.RSASHA256;
import static org.countersign.dns.DnssecAlgorithm.RSASHA512;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.keys.KeyRole;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.RandomZone;
import org.countersign.testing.TestKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What BIND, ldns and Knot say of random zones that the signer signed. */
final class OutsideVerdictsTest {
  private static final List<String> DENIALS =
      List.of(
          "{mode: nsec}",
          "{mode: nsec3, optOut: false}",
          "{mode: nsec3, optOut: true}",
          "{mode: nsec3, optOut: false, iterations: 3, salt: aabbccdd}",
          "{mode: nsec3, optOut: true, iterations: 1, salt: '01'}");

  private static final List<Supplier<TestKeys>> KEYS =
      List.of(
          () -> TestKeys.pair(ECDSAP256SHA256),
          () -> TestKeys.pair(RSASHA256),
          () -> TestKeys.pair(ED25519),
          () -> new TestKeys().with(KeyRole.CSK, ECDSAP256SHA256),
          () -> TestKeys.pair(ECDSAP384SHA384),
          () -> TestKeys.pair(ED25519).with(KeyRole.ZSK, ED25519),
          () -> TestKeys.pair(RSASHA512),
          () -> TestKeys.pair(ED448));

  @TempDir Path folder;

  static Stream<Integer> seeds() {
    return IntStream.range(0, 20).boxed();
  }

  static List<String> denials() {
    return DENIALS;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void threeVerifiersAcceptEveryKindOfChainAndKey(int seed) {
    TestKeys keys = KEYS.get(seed % KEYS.size()).get();
    Path signed = sign(DENIALS.get(seed % DENIALS.size()), seed, keys);
    bind(signed, keys.planned().size() == 1 ? "-z" : "-x"); // a CSK does both
    ldns(signed);
    knot(signed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bindAcceptsNamesOfAnyOctetsAndDataBelowCuts(int seed) {
    bind(
        Signing.in(folder)
            .policy("denial: " + DENIALS.get(seed % DENIALS.size()))
            .sign(RandomZone.unruly(seed, 40), TestKeys.pair(ED25519)));
  }

  @ParameterizedTest(name = "denial {0}")
  @MethodSource("denials")
  void twoZoneKeysWithOneTagSignAZoneThatBindAndLdnsAccept(String denial) {
    TestKeys keys = new TestKeys().with(KeyRole.KSK, ED25519).withTwins(ED25519);
    Path signed = sign(denial, 99, keys);
    bind(signed);
    ldns(signed);
    // Knot 3.2 is not asked: it refuses such zones, right as they are, and so proves nothing.
  }

  @ParameterizedTest(name = "denial {0}")
  @MethodSource("denials")
  void twoAlgorithmsSideBySideAreAccepted(String denial) {
    TestKeys keys =
        TestKeys.pair(ECDSAP256SHA256).with(KeyRole.KSK, RSASHA256).with(KeyRole.ZSK, RSASHA256);
    Path signed = sign(denial, 7, keys);
    bind(signed);
    ldns(signed);
    knot(signed);
  }

  /** With ZONEMD where NSEC denies: ldns 1.8.3 does not end where NSEC3 does, see ZonemdTest. */
  private Path sign(String denial, int seed, TestKeys keys) {
    boolean zonemd = denial.equals(DENIALS.get(0));
    return Signing.in(folder)
        .policy("denial: " + denial + "\nzonemd: {enabled: " + zonemd + "}\n")
        .sign(RandomZone.sane(seed, 40), keys);
  }

  private void bind(Path signed) {
    bind(signed, "-x"); // the DNSKEY RRset is signed with KSKs only
  }

  private void bind(Path signed, String keys) {
    OutsideTool.demand("dnssec-verify")
        .run(folder, keys, "-o", "example.", signed.toString())
        .expectSuccess();
  }

  /** Where there is a ZONEMD record, ldns checks it as well. */
  private void ldns(Path signed) {
    OutsideTool.demand("ldns-verify-zone")
        .run(folder, "-V", "1", signed.toString())
        .expectSuccess();
  }

  private void knot(Path signed) {
    OutsideTool.demand("kzonecheck")
        .run(folder, "-o", "example.", "-d", "on", signed.toString())
        .expectSuccess();
  }
}
