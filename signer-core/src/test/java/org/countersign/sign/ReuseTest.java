package org.countersign.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.dns.DnssecAlgorithm.ED25519;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.keys.KeyRole;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.RandomZone;
import org.countersign.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which signatures of a former release are used again. */
final class ReuseTest {
  private static final Instant NOW = Instant.now();
  private static final String NSEC3 = "denial: {mode: nsec3, optOut: false}\n";

  @TempDir Path folder;

  private final String text = RandomZone.unruly(11, 60) + "plain.example. 600 A 192.0.2.7\n";
  private final TestKeys keys = TestKeys.pair(ED25519);

  private FormerRelease release(Signing signing, String text, TestKeys by, List<Dnskey> ledger) {
    return new FormerRelease(Signing.image(signing.sign(text, by), RandomZone.ORIGIN), ledger);
  }

  private FormerRelease first() {
    return release(Signing.in(folder).policy(NSEC3).at(NOW), text, keys, keys.dnskeys());
  }

  private SigningTally again(FormerRelease former, Instant at, String text, TestKeys by) {
    Signing signing = Signing.in(folder).policy(NSEC3).at(at).after(former);
    Path signed = signing.sign(text, by);
    if (at.isBefore(NOW.plusSeconds(60))) {
      OutsideTool.demand("dnssec-verify")
          .run(folder, "-x", "-o", "example.", signed.toString())
          .expectSuccess();
    }
    return signing.tally();
  }

  @Test
  void anUnchangedZoneIsReusedWhole() {
    assertThat(again(first(), NOW, text, keys).made()).isZero();
  }

  @Test
  void aNewSerialCostsOneSignature() {
    SigningTally tally = again(first(), NOW, text.replace("2026010100", "2026010101"), keys);
    assertThat(tally.made()).isOne();
    assertThat(tally.dataMade()).isZero();
  }

  @Test
  void aChangedRrsetIsSignedAnew() {
    String changed = text.replace("192.0.2.7\n", "192.0.2.8\n");
    assertThat(again(first(), NOW, changed, keys).made()).isOne();
  }

  @Test
  void aChangedTtlIsSignedAnew() {
    String changed = text.replace("plain.example. 600", "plain.example. 601");
    assertThat(again(first(), NOW, changed, keys).made()).isOne();
  }

  @Test
  void aNewNameCostsItsSignaturesAndThoseOfItsNeighbourInTheChain() {
    String changed = text + "fresh.example. 600 A 192.0.2.1\n";
    assertThat(again(first(), NOW, changed, keys).made())
        .isEqualTo(3); // A, its NSEC3, the one before
  }

  @Test
  void signaturesWithinTheRefreshLimitAreMadeAnew() {
    FormerRelease former = first();
    SigningTally early = again(former, NOW.plus(Duration.ofDays(10)), text, keys);
    assertThat(early.made()).isZero();
    SigningTally late = again(former, NOW.plus(Duration.ofDays(19)), text, keys);
    assertThat(late.reused()).isZero();
    SigningTally between = again(former, NOW.plus(Duration.ofDays(17)), text, keys);
    assertThat(between.made()).isPositive(); // the jitter spreads them over two days
    assertThat(between.reused()).isPositive();
  }

  @Test
  void anotherKeysSignaturesAreNotReused() {
    TestKeys others = TestKeys.pair(ED25519);
    assertThat(again(first(), NOW, text, others).reused()).isZero();
  }

  @Test
  void twinsAreToldApartByVerifyingAndNeverByTheirTag() {
    TestKeys twins = new TestKeys().with(KeyRole.KSK, ED25519).withTwins(ED25519);
    Signing signing = Signing.in(folder).policy(NSEC3).at(NOW);
    FormerRelease both = release(signing, text, twins, twins.dnskeys());
    assertThat(again(both, NOW, text, twins).made()).isZero();

    TestKeys one = twins.without(1);
    FormerRelease byTwo = release(signing, text, one, one.dnskeys());
    // The ledger says both have signed once; the signatures at hand are the second's alone.
    FormerRelease ambiguous = new FormerRelease(byTwo.image(), twins.dnskeys());
    SigningTally tally = again(ambiguous, NOW, text, twins.without(2));
    assertThat(tally.reused()).isLessThanOrEqualTo(1); // the KSK's over DNSKEY, if that is equal
  }

  @Test
  void expirationsAreSpreadTheSameWayInEveryRun() {
    Path once = Signing.in(folder).policy(NSEC3).at(NOW).sign(text, keys);
    Path twice = Signing.in(folder).policy(NSEC3).at(NOW).sign(text, keys);
    assertThat(once).hasSameBinaryContentAs(twice);
  }
}
