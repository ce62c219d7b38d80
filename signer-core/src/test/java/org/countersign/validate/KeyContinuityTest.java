package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.validate.KeyHistories.OLD;
import static org.countersign.validate.KeyHistories.alsoPublished;
import static org.countersign.validate.KeyHistories.of;
import static org.countersign.validate.KeyHistories.period;
import static org.countersign.validate.KeyHistories.seen;
import static org.countersign.validate.KeyHistories.served;
import static org.countersign.validate.TestZone.KSK;
import static org.countersign.validate.TestZone.ZSK;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.observe.ParentAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A zone with a KSK and a ZSK, judged against what caches may hold. TTL of the keys an hour, of the
 * data three, propagation half an hour.
 */
class KeyContinuityTest {
  private static final Duration LONG = Duration.ofDays(9);
  private static final TestKey KSK_OLD = TestKey.of(8, 257);

  @TempDir Path folder;
  private Path zone;
  private Path besideOld;

  @BeforeEach
  void sign() {
    zone = new TestZone().write(folder, "candidate");
    besideOld = new TestZone().key(OLD.dnskey()).write(folder, "rolling");
  }

  @Test
  void theFirstReleaseOfAZoneNobodyServesIsRight() {
    assertThat(problems(of())).isEmpty();
  }

  @Test
  void nothingNewIsNotJudgedAnew() {
    assertThat(problems(of(period(1, Duration.ZERO, KSK, ZSK)))).isEmpty();
  }

  @Test
  void aSuccessorSignsOnceEveryCacheKnowsItsKey() {
    assertThat(swapping(successor(89))).hasSize(1).allMatch(p -> p.contains("without it"));
    assertThat(swapping(successor(90))).isEmpty(); // an hour of TTL, half an hour of propagation
  }

  private static KeyHistory successor(long minutesPublished) {
    return of(
        period(1, LONG, KSK, OLD),
        period(3, Duration.ofMinutes(minutesPublished), KSK, OLD, alsoPublished(ZSK)));
  }

  @Test
  void aKeyGoesOnceNoCacheHoldsItsSignatures() {
    assertThat(problems(retired(209))).hasSize(1).allMatch(p -> p.contains("published no more"));
    assertThat(problems(retired(210))).isEmpty(); // three hours, and half an hour of propagation
  }

  private static KeyHistory retired(long minutesAgo) {
    return of(
        period(1, LONG, KSK, OLD, alsoPublished(ZSK)),
        period(2, Duration.ofMinutes(minutesAgo), KSK, ZSK, alsoPublished(OLD)));
  }

  @Test
  void aServerThatLagsStopsTheClock() {
    KeyHistory released = successor(600);

    assertThat(
            swapping(
                seen(
                    released,
                    Map.of(),
                    served("ns1", 3, minutes(600), minutes(0), KSK, OLD, ZSK),
                    served("ns2", 1, minutes(900), minutes(0), KSK, OLD))))
        .hasSize(1)
        .allMatch(p -> p.contains("serial 1 at ns2"));
    assertThat(
            swapping(
                seen(
                    released,
                    Map.of(),
                    served("ns2", 1, minutes(900), minutes(91), KSK, OLD),
                    served("ns2", 3, minutes(90), minutes(0), KSK, OLD, ZSK))))
        .isEmpty();
    assertThat(
            swapping(
                seen(
                    released,
                    Map.of(),
                    served("ns2", 1, minutes(900), minutes(200), KSK, OLD),
                    served("ns2", 3, minutes(89), minutes(0), KSK, OLD, ZSK))))
        .hasSize(1);
  }

  @Test
  void aServerThatFellBackCountsFromItsReturn() {
    assertThat(
            swapping(
                seen(
                    successor(600),
                    Map.of(),
                    served("ns1", 3, minutes(500), minutes(60), KSK, OLD, ZSK),
                    served("ns1", 1, minutes(50), minutes(40), KSK, OLD),
                    served("ns1", 3, minutes(30), minutes(0), KSK, OLD, ZSK))))
        .hasSize(1);
  }

  @Test
  void aReleaseBetweenTwoAnswersMayHaveBeenServedUntilTheSecond() {
    assertThat(
            swapping(
                seen(
                    of(
                        period(1, LONG, KSK, OLD, alsoPublished(ZSK)),
                        period(2, minutes(600), KSK, OLD),
                        period(3, minutes(500), KSK, OLD, alsoPublished(ZSK))),
                    Map.of(),
                    served("ns1", 1, minutes(900), minutes(700), KSK, OLD, ZSK),
                    served("ns1", 3, minutes(60), minutes(0), KSK, OLD, ZSK))))
        .hasSize(1)
        .allMatch(p -> p.contains("serial 2 at ns1"));
  }

  @Test
  void aDeadServerCountsUntilItIsWaived() {
    KeyHistory dead =
        seen(
            successor(600),
            Map.of("ns2", TestZone.AT.minus(minutes(90))),
            served("ns2", 1, minutes(900), minutes(700), KSK, OLD));

    assertThat(swapping(dead)).isEmpty();
    assertThat(swapping(seen(dead, Map.of(), dead.served().get(0)))).hasSize(1);
  }

  @Test
  void aStandbySignerWithOtherZsksMayNotTakeOver() {
    // another signer, with no history of its own: what the world has is what the servers serve
    assertThat(problems(seen(of(), Map.of(), served("ns1", 4, minutes(900), minutes(0), KSK, OLD))))
        .hasSize(2)
        .anyMatch(p -> p.contains("without it, serial 4 at ns1"))
        .anyMatch(p -> p.contains("published no more"));
    assertThat(problems(seen(of(), Map.of(), served("ns1", 4, minutes(900), minutes(0), KSK, ZSK))))
        .isEmpty();
  }

  @Test
  void anAlgorithmComesAndGoesAsAWholeBesideOneThatCachesKnow() {
    // the zone's own keys stay; another algorithm was there before, and is gone as a whole
    KeyHistory left =
        of(
            new KeyHistory.Period(
                new Serial(1),
                new Serial(1),
                TestZone.AT.minus(minutes(10)),
                Map.of(
                    KSK.dnskey().fingerprint(), 15,
                    ZSK.dnskey().fingerprint(), 15,
                    fingerprint("aa"), 8,
                    fingerprint("bb"), 8),
                Set.of(ZSK.dnskey().fingerprint(), fingerprint("bb")),
                Set.of(KSK.dnskey().fingerprint()),
                KeyHistories.KEY_TTL,
                KeyHistories.DATA_TTL));
    assertThat(problems(left)).isEmpty();

    // nobody knows the zone's algorithm, and no other one signs
    KeyHistory abrupt =
        of(
            new KeyHistory.Period(
                new Serial(1),
                new Serial(1),
                TestZone.AT.minus(LONG),
                Map.of(fingerprint("aa"), 8, fingerprint("bb"), 8),
                Set.of(fingerprint("bb")),
                Set.of(fingerprint("aa")),
                KeyHistories.KEY_TTL,
                KeyHistories.DATA_TTL));
    assertThat(problems(abrupt))
        .anyMatch(p -> p.contains("without it"))
        .anyMatch(p -> p.contains("published no more"));
  }

  @Test
  void anAlgorithmThatNoDsNamesIsDemandedByNobody() {
    KeyHistory known =
        new KeyHistory(
            successor(1).periods(),
            List.of(),
            List.of(),
            Map.of(),
            Optional.of(Set.of(13)),
            KeyHistories.PROPAGATION,
            KeyHistories.PROPAGATION);

    assertThat(swapping(known)).isEmpty();
    assertThat(swapping(successor(1))).isNotEmpty();
  }

  @Test
  void aCachedDsKeepsItsKeySigning() {
    KeyHistory history =
        of(period(1, LONG, KSK_OLD, ZSK, alsoPublished(KSK)), period(2, LONG, KSK_OLD, ZSK));
    ParentAnswer before =
        new ParentAnswer(
            "192.0.2.1",
            true,
            Duration.ofDays(1),
            ParentFixtures.says("", KSK_OLD.dnskey()).ds(),
            TestZone.AT.minus(Duration.ofDays(2)));

    assertThat(problems(ds(history, before, after(Duration.ofHours(24)))))
        .hasSize(1)
        .allMatch(p -> p.contains("caches may hold the DS RRset"));
    assertThat(problems(ds(history, before, after(Duration.ofMinutes(24 * 60 + 30))))).isEmpty();
  }

  @Test
  void aZoneIsNotUnsignedWhileCachesMayHoldItsDs() {
    ParentAnswer before =
        new ParentAnswer(
            "192.0.2.1",
            true,
            Duration.ofDays(1),
            ParentFixtures.says("", KSK.dnskey()).ds(),
            TestZone.AT.minus(Duration.ofDays(2)));
    KeyHistory signed = of(period(1, LONG, KSK, ZSK));

    assertThat(unsigning(ds(signed, before, gone(Duration.ofHours(24)))))
        .hasSize(1)
        .allMatch(p -> p.contains("caches may hold the DS RRset"));
    assertThat(unsigning(ds(signed, before, gone(Duration.ofMinutes(24 * 60 + 30))))).isEmpty();
  }

  private static ParentAnswer gone(Duration ago) {
    return new ParentAnswer("192.0.2.1", true, Duration.ZERO, List.of(), TestZone.AT.minus(ago));
  }

  private List<String> unsigning(KeyHistory history) {
    Path file =
        new TestZone()
            .then(all -> all.removeIf(r -> org.countersign.dns.RecordType.isDnssec(r.getType())))
            .write(folder, "unsigned");
    GateRequest request =
        GateRequest.builder(file, TestZone.AT, GateLimits.protocolAlone())
            .threads(1)
            .history(history)
            .unsigned(true)
            .build();
    return new Gate()
        .judge(request).findings().stream()
            .filter(f -> f.rule() == RuleId.KEY_CONTINUITY)
            .map(Finding::message)
            .toList();
  }

  private static ParentAnswer after(Duration ago) {
    return new ParentAnswer(
        "192.0.2.1",
        true,
        Duration.ofDays(1),
        ParentFixtures.says("", KSK.dnskey()).ds(),
        TestZone.AT.minus(ago));
  }

  private static KeyHistory ds(KeyHistory history, ParentAnswer... answers) {
    return new KeyHistory(
        history.periods(),
        List.of(),
        List.of(answers),
        Map.of(),
        Optional.empty(),
        history.propagation(),
        history.parentPropagation());
  }

  private static Fingerprint fingerprint(String octet) {
    return new Fingerprint(octet.repeat(32));
  }

  private static Duration minutes(long n) {
    return Duration.ofMinutes(n);
  }

  private List<String> problems(KeyHistory history) {
    return problems(zone, history);
  }

  /** Of the zone that still publishes the former key. */
  private List<String> swapping(KeyHistory history) {
    return problems(besideOld, history);
  }

  private static List<String> problems(Path file, KeyHistory history) {
    GateRequest request =
        GateRequest.builder(file, TestZone.AT, GateLimits.protocolAlone())
            .threads(1)
            .history(history)
            .build();
    List<Finding> findings = new Gate().judge(request).findings();
    assertThat(findings).allMatch(f -> f.rule() == RuleId.KEY_CONTINUITY && f.refuses());
    return findings.stream().map(Finding::message).toList();
  }
}
