package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.validate.rules.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Deliberate damage: for each rule, zones that only this rule refuses, and that pass when it is
 * switched off.
 */
class RuleFixturesTest {
  @TempDir Path folder;

  /** A defect: the rule that must find it, the zone, and what the request says besides. */
  record Fixture(
      RuleId rule, String defect, TestZone zone, BiConsumer<GateRequest.Builder, Path> request) {
    @Override
    public String toString() {
      return rule.id() + " " + defect;
    }
  }

  static Fixture of(RuleId rule, String defect, TestZone zone) {
    return new Fixture(rule, defect, zone, (request, file) -> {});
  }

  static Fixture of(RuleId rule, String defect, BiConsumer<GateRequest.Builder, Path> request) {
    return new Fixture(rule, defect, new TestZone(), request);
  }

  static Stream<Fixture> fixtures() {
    return Stream.of(signatures(), keys(), ParentFixtures.all(), denial(), content(), requests())
        .flatMap(s -> s);
  }

  private static Stream<Fixture> signatures() {
    return Stream.of(
        of(
            RuleId.SIG_VERIFIES,
            "oneBitInOneSignature",
            new TestZone().then(all -> replace(all, "alpha.example. DS", RuleFixturesTest::flip))),
        of(
            RuleId.SIG_VERIFIES,
            "aBogusSignatureBesideAGoodOne",
            new TestZone()
                .then(
                    all ->
                        all.add(
                            flip(
                                (RRSIGRecord)
                                    all.stream()
                                        .filter(TestZone.signatureOver("ns1.example. A"))
                                        .findFirst()
                                        .orElseThrow())))),
        of(
            RuleId.SIG_VERIFIES,
            "dataChangedAfterSigning",
            new TestZone()
                .then(
                    all -> {
                      all.removeIf(TestZone.is("ns1.example. A"));
                      all.add(TestZone.record("ns1.example. 3600 IN A 192.0.2.99"));
                    })),
        of(
            RuleId.SIG_VERIFIES,
            "theSigningKeyIsNotPublished",
            new TestZone().signedBy(TestKey.of(9, 256))),
        of(
            RuleId.SIG_COMPLETE,
            "aSignatureIsMissing",
            new TestZone().then(all -> all.removeIf(TestZone.signatureOver("alpha.example. DS")))),
        of(
            RuleId.SIG_COMPLETE,
            "glueIsSigned",
            new TestZone()
                .then(
                    all ->
                        all.add(
                            TestZone.sign(
                                TestZone.ZSK,
                                TestZone.record("ns1.alpha.example. 3600 IN A 192.0.2.2"))))),
        of(
            RuleId.SIG_COMPLETE,
            "aDelegationIsSigned",
            new TestZone()
                .then(
                    all ->
                        all.add(
                            TestZone.sign(
                                TestZone.ZSK,
                                TestZone.record("bravo.example. 3600 IN NS ns.example.net."))))),
        of(
            RuleId.SIG_COMPLETE,
            "aSignatureOverAnAbsentType",
            new TestZone()
                .then(
                    all ->
                        all.add(
                            TestZone.sign(
                                TestZone.ZSK,
                                TestZone.record("ns1.example. 3600 IN AAAA 2001:db8::1"))))),
        of(
            RuleId.SIG_WINDOW,
            "oneSignatureExpired",
            new TestZone()
                .window("alpha.example. DS", "2026-11-01T00:00:00Z", "2026-11-30T23:59:59Z")),
        of(
            RuleId.SIG_WINDOW,
            "oneSignatureNotYetValid",
            new TestZone()
                .window("alpha.example. DS", "2026-12-01T00:00:01Z", "2027-01-01T00:00:00Z")),
        of(
            RuleId.SIG_WINDOW,
            "oneSignatureEndsWithinItsTtl",
            new TestZone()
                .window("alpha.example. DS", "2026-11-20T00:00:00Z", "2026-12-01T01:00:00Z")),
        of(
            RuleId.SIG_FIELDS,
            "anotherTtlThanTheSignedOne",
            new TestZone()
                .then(
                    all -> {
                      all.removeIf(TestZone.is("ns1.example. A"));
                      all.add(TestZone.record("ns1.example. 1800 IN A 192.0.2.1"));
                    })),
        of(
            RuleId.SIG_FIELDS,
            "anotherZoneAsSigner",
            new TestZone().fields("ns1.example. A", "ns1.example.", 0)),
        of(
            RuleId.SIG_FIELDS,
            "fewerLabelsThanTheOwner",
            new TestZone().fields("ns1.example. A", "example.", 1)),
        of(
            RuleId.SIG_FIELDS,
            "twoTtlsInOneRrset",
            new TestZone().add("bravo.example. 1800 IN NS ns2.example.net.")));
  }

  private static Stream<Fixture> keys() {
    Dnskey stranger = TestKey.of(5, 256).dnskey();
    return Stream.of(
        of(RuleId.KEY_SANE, "aKeyThatIsNoZoneKey", new TestZone().key(TestKey.of(3, 0).dnskey())),
        of(
            RuleId.KEY_SANE,
            "anotherProtocol",
            new TestZone().key(new Dnskey(256, 2, 15, stranger.publicKey()))),
        of(
            RuleId.KEY_SANE,
            "aKeyOfTheWrongLength",
            new TestZone().key(new Dnskey(256, 3, 15, new byte[31]))),
        of(
            RuleId.KEY_PLAN,
            "aKeyTheplanDoesNotName",
            (request, file) -> request.plan(plan(planned(TestZone.KSK, KeyRole.KSK, true)))),
        of(
            RuleId.KEY_PLAN,
            "aKeySignsAgainstThePlan",
            (request, file) ->
                request.plan(
                    plan(
                        planned(TestZone.KSK, KeyRole.KSK, true),
                        planned(TestZone.ZSK, KeyRole.ZSK, false)))),
        of(
            RuleId.KEY_PLAN,
            "aKeySignsWhatAnotherRoleSigns",
            (request, file) ->
                request.plan(
                    plan(
                        planned(TestZone.KSK, KeyRole.CSK, true),
                        planned(TestZone.ZSK, KeyRole.ZSK, true)))),
        new Fixture(
            RuleId.KEY_PLAN,
            "aStandbyThatThePlanDoesNotName",
            new TestZone().key(TestKey.of(5, 256).dnskey()),
            (request, file) ->
                request.plan(
                    plan(
                        planned(TestZone.KSK, KeyRole.KSK, true),
                        planned(TestZone.ZSK, KeyRole.ZSK, true)))),
        of(
            RuleId.KEY_PLAN,
            "aPlannedKeyIsNotPublished",
            (request, file) ->
                request.plan(
                    plan(
                        planned(TestZone.KSK, KeyRole.KSK, true),
                        planned(TestZone.ZSK, KeyRole.ZSK, true),
                        planned(TestKey.of(5, 256), KeyRole.ZSK, false)))),
        of(
            RuleId.CHAIN_DS,
            "theParentNamesAnotherKey",
            (request, file) ->
                request.ds(
                    List.of(
                        TestKey.of(5, 257)
                            .dnskey()
                            .ds(org.countersign.dns.Name.parse("example."), 2)))));
  }

  private static Stream<Fixture> denial() {
    return Stream.of(
        of(
            RuleId.DENIAL_CHAIN,
            "nsecSkipsAName",
            new TestZone()
                .denial(
                    chain -> {
                      chain.removeIf(TestZone.is("bravo.example. NSEC"));
                      chain.removeIf(TestZone.is("alpha.example. NSEC"));
                      chain.add(nsec("alpha.example.", "ns1.example.", Type.NS, Type.DS));
                    })),
        of(
            RuleId.DENIAL_CHAIN,
            "nsecPointsPastAName",
            new TestZone()
                .denial(
                    chain -> {
                      chain.removeIf(TestZone.is("alpha.example. NSEC"));
                      chain.add(nsec("alpha.example.", "ns1.example.", Type.NS, Type.DS));
                    })),
        of(
            RuleId.DENIAL_CHAIN,
            "nsec3OfASecureDelegationIsMissing",
            new TestZone().nsec3(1).denial(chain -> unlink(chain, hash("alpha.example.")))),
        of(
            RuleId.DENIAL_CHAIN,
            "nsec3OfAnEmptyNonTerminalIsMissing",
            new TestZone().nsec3(0).denial(chain -> unlink(chain, hash("y.example.")))),
        of(
            RuleId.DENIAL_CHAIN,
            "nsec3OfAnInsecureDelegationIsMissingWithoutOptOut",
            new TestZone().nsec3(0).denial(chain -> unlink(chain, hash("bravo.example.")))),
        of(
            RuleId.DENIAL_CHAIN,
            "nsec3ForANameThatIsNot",
            new TestZone().nsec3(1).denial(chain -> link(chain, hash("zulu.example.")))),
        of(
            RuleId.DENIAL_BITMAP,
            "nsecDeniesADs",
            new TestZone()
                .denial(
                    chain -> {
                      chain.removeIf(TestZone.is("alpha.example. NSEC"));
                      chain.add(nsec("alpha.example.", "bravo.example.", Type.NS));
                    })),
        of(
            RuleId.DENIAL_BITMAP,
            "nsecPromisesWhatIsNot",
            new TestZone()
                .denial(
                    chain -> {
                      chain.removeIf(TestZone.is("alpha.example. NSEC"));
                      chain.add(nsec("alpha.example.", "bravo.example.", Type.NS, Type.DS, Type.A));
                    })),
        of(
            RuleId.DENIAL_BITMAP,
            "nsec3DeniesADs",
            new TestZone()
                .nsec3(1)
                .denial(chain -> retype(chain, hash("alpha.example."), Type.NS))),
        of(RuleId.DENIAL_PARAMS, "nsec3ParamHasFlags", new TestZone().nsec3(1).nsec3ParamFlags(1)),
        new Fixture(
            RuleId.DENIAL_PARAMS,
            "denialTtlIsNotTheNegativeTtl",
            new TestZone().denial(chain -> chain.replaceAll(r -> ttl(r, 3600))),
            (request, file) -> {}));
  }

  private static Stream<Fixture> content() {
    return Stream.of(
        of(
            RuleId.APEX_SANE,
            "aCdsOfNoPublishedKey",
            new TestZone().add("example. 3600 IN CDS 1 15 2 " + "00".repeat(32))),
        of(
            RuleId.APEX_SANE,
            "twoSoaRecords",
            new TestZone()
                .add("example. 3600 IN SOA ns1.example. zz.example. 7 3600 900 604800 900")),
        of(
            RuleId.NAMES_SANE,
            "aDsWhereThereIsNoCut",
            new TestZone().add("ns1.example. 3600 IN DS 1 8 2 " + "ab".repeat(32))),
        of(
            RuleId.NAMES_SANE,
            "dataBesideACname",
            new TestZone()
                .add("www.example. 3600 IN CNAME ns1.example.")
                .add("www.example. 3600 IN TXT \"beside\"")),
        of(
            RuleId.GLUE_PRESENT,
            "aNameServerBelowItsCutHasNoAddress",
            new TestZone().remove(TestZone.is("ns1.alpha.example. A"))),
        of(
            RuleId.GLUE_PRESENT,
            "theZonesOwnNameServerHasNoAddress",
            new TestZone()
                .remove(TestZone.is("ns1.example. A"))
                .add("ns1.example. 3600 IN TXT \"no address\"")),
        of(
            RuleId.ZONEMD_VERIFIES,
            "anotherZonesDigest",
            new TestZone().add("example. 3600 IN TYPE63 \\# 54 000000070101" + "00".repeat(48))));
  }

  private static Stream<Fixture> requests() {
    return Stream.of(
        of(
            RuleId.DATA_UNCHANGED,
            "anotherDigestThanTheUnsignedZones",
            (request, file) -> request.dataDigest("00".repeat(32))),
        of(
            RuleId.DATA_COMPLETE,
            "theRegistryCountsMore",
            (request, file) -> request.counts(new ExpectedCounts(3, 1, 1))),
        of(
            RuleId.CHURN_LIMIT,
            "manyDelegationsAreGone",
            (request, file) -> request.baseline(bigger().write(file.getParent(), "former"))),
        new Fixture(
            RuleId.GOLDEN_NAMES,
            "aGoldenNameIsGone",
            new TestZone(),
            (request, file) -> request.limits(golden("zulu.example"))),
        new Fixture(
            RuleId.GOLDEN_NAMES,
            "aGoldenNameChanged",
            new TestZone(),
            (request, file) ->
                request
                    .limits(golden("bravo.example."))
                    .baseline(
                        new TestZone()
                            .remove(r -> r.getType() == Type.SOA)
                            .add("example. 3600 IN SOA a.example. b.example. 6 1 1 604800 900")
                            .add("bravo.example. 3600 IN NS ns2.example.net.")
                            .write(file.getParent(), "former"))),
        of(
            RuleId.SNAPSHOT_FRESH,
            "theDataIsOld",
            (request, file) ->
                request.snapshot(
                    new SnapshotFacts(
                        TestZone.AT.minus(Duration.ofHours(1)),
                        Optional.empty(),
                        "1",
                        Optional.empty()))),
        of(
            RuleId.SERIAL_AHEAD,
            "aSecondaryHasANewerSerial",
            (request, file) -> request.serials(List.of(new Serial(7)))),
        of(
            RuleId.FILE_WHOLE,
            "theEndMarkerIsWrong",
            (request, file) ->
                append(file, "; end of zone: 1 records, sha256 " + "0".repeat(64) + "\n")),
        of(
            RuleId.FILE_WHOLE,
            "aLineThatCannotBeRead",
            (request, file) -> append(file, "zulu.example. 3600 IN A 192.0.2\n")),
        of(
            RuleId.FILE_WHOLE,
            "anotherFileThanTheOneWritten",
            (request, file) -> request.seal(new Seal(size(file), "0".repeat(64)))),
        of(
            RuleId.OUTSIDE_OPINION,
            "anOutsideVerifierSaysNo",
            (request, file) -> request.outside(List.of(verifier(false)))),
        of(
            RuleId.OUTSIDE_OPINION,
            "anOutsideVerifierCannotRun",
            (request, file) ->
                request.outside(
                    List.of(
                        new OutsideVerifier() {
                          @Override
                          public String name() {
                            return "gone";
                          }

                          @Override
                          public Opinion ask(
                              Path artefact,
                              org.countersign.dns.Name origin,
                              java.time.Instant at) {
                            throw new IllegalStateException("no such program");
                          }
                        }))));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void onlyItsRuleRefusesTheDefectAndWithoutTheRuleItPasses(Fixture fixture) {
    Path file = fixture.zone().write(folder, "candidate");
    GateRequest.Builder request =
        GateRequest.builder(file, TestZone.AT, limits(fixture)).threads(1);
    fixture.request().accept(request, file);

    Verdict with = new Gate().judge(request.build());
    Verdict without = new Gate().judge(request.without(fixture.rule()).build());

    assertThat(rules(with)).as("%s", with.findings()).containsExactly(fixture.rule());
    assertThat(with.approval()).isEmpty();
    assertThat(without.approved()).as("%s", without.findings()).isTrue();
  }

  private static GateLimits limits(Fixture fixture) {
    return fixture.defect().equals("denialTtlIsNotTheNegativeTtl")
        ? GateLimits.stated(org.countersign.policy.Policy.defaults())
        : GateLimits.protocolAlone();
  }

  @Test
  void everyRuleHasAFixture() {
    Set<RuleId> asked = Rules.all().stream().map(Rule::id).collect(Collectors.toSet());
    Set<RuleId> shown = fixtures().map(Fixture::rule).collect(Collectors.toSet());

    assertThat(shown).isEqualTo(asked);
    assertThat(asked).containsExactlyInAnyOrder(RuleId.values());
  }

  @ParameterizedTest
  @MethodSource("goodZones")
  void theZonesWithoutADefectAreApproved(TestZone zone) {
    Path file = zone.write(folder, "good");
    PlannedKey ksk = planned(TestZone.KSK, KeyRole.KSK, true);
    PlannedKey zsk = planned(TestZone.ZSK, KeyRole.ZSK, true);
    GateRequest request =
        GateRequest.builder(file, TestZone.AT, GateLimits.protocolAlone())
            .plan(plan(ksk, zsk))
            .ds(List.of(TestZone.KSK.dnskey().ds(org.countersign.dns.Name.parse("example."), 2)))
            .counts(new ExpectedCounts(2, 1, 1))
            .serials(List.of(new Serial(6)))
            .outside(List.of(verifier(true)))
            .build();

    Verdict verdict = new Gate().judge(request);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.approval())
        .hasValueSatisfying(a -> assertThat(a.permits(verdict.sha256())).isTrue());
  }

  static Stream<TestZone> goodZones() {
    return Stream.of(new TestZone(), new TestZone().nsec3(0), new TestZone().nsec3(1));
  }

  private static Set<RuleId> rules(Verdict verdict) {
    return verdict.refusals().stream().map(Finding::rule).collect(Collectors.toSet());
  }

  private static void replace(
      List<Record> all, String covered, java.util.function.UnaryOperator<RRSIGRecord> change) {
    all.replaceAll(
        r -> TestZone.signatureOver(covered).test(r) ? change.apply((RRSIGRecord) r) : r);
  }

  private static RRSIGRecord flip(RRSIGRecord r) {
    byte[] signature = r.getSignature().clone();
    signature[20] ^= 1;
    return new RRSIGRecord(
        r.getName(),
        DClass.IN,
        r.getTTL(),
        r.getTypeCovered(),
        r.getAlgorithm(),
        r.getOrigTTL(),
        r.getExpire(),
        r.getTimeSigned(),
        r.getFootprint(),
        r.getSigner(),
        signature);
  }

  private static Record nsec(String owner, String next, int... types) {
    int[] all =
        java.util.stream.IntStream.concat(
                java.util.Arrays.stream(types),
                java.util.stream.IntStream.of(Type.RRSIG, Type.NSEC))
            .toArray();
    return new NSECRecord(
        org.xbill.DNS.Name.fromConstantString(owner),
        DClass.IN,
        900,
        org.xbill.DNS.Name.fromConstantString(next),
        all);
  }

  private static String hash(String name) {
    return TestZone.hash(org.xbill.DNS.Name.fromConstantString(name));
  }

  private static void unlink(List<Record> chain, String hash) {
    Nsec3Chain.unlink(chain, hash);
  }

  private static void link(List<Record> chain, String hash) {
    Nsec3Chain.link(chain, hash);
  }

  private static void retype(List<Record> chain, String hash, int... types) {
    Nsec3Chain.retype(chain, hash, types);
  }

  private static Record ttl(Record r, long seconds) {
    byte[] wire = r.toWire(org.xbill.DNS.Section.ANSWER);
    java.nio.ByteBuffer.wrap(wire).putInt(r.getName().length() + 4, (int) seconds);
    try {
      return Record.fromWire(wire, org.xbill.DNS.Section.ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SigningPlan plan(PlannedKey... keys) {
    return SigningPlan.of(List.of(keys));
  }

  private static PlannedKey planned(TestKey key, KeyRole role, boolean signs) {
    return new PlannedKey(
        KeyId.random(), role, key.dnskey(), true, signs, new KeyHandle("memory", "test"));
  }

  private static TestZone bigger() {
    TestZone zone =
        new TestZone()
            .remove(r -> r.getType() == Type.SOA)
            .add("example. 3600 IN SOA ns1.example. b.example. 6 3600 900 604800 900");
    for (int i = 0; i < 10; i++) {
      zone.add("d" + i + ".example. 3600 IN NS ns.example.net.");
    }
    return zone;
  }

  private static GateLimits golden(String name) {
    GateLimits l = GateLimits.protocolAlone();
    return new GateLimits(
        l.strict(),
        l.pipeline(),
        l.skew(),
        l.minRemaining(),
        l.maxRemaining(),
        l.maxTtl(),
        l.dnskeyTtl(),
        l.algorithm(),
        l.denial(),
        l.zonemd(),
        l.allowSha1(),
        l.minRsaBits(),
        l.churn(),
        List.of(name),
        l.snapshotMaxAge(),
        l.replicaMaxLag());
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutsideVerifier verifier(boolean yes) {
    return new OutsideVerifier() {
      @Override
      public String name() {
        return "a verifier";
      }

      @Override
      public Opinion ask(Path artefact, org.countersign.dns.Name origin, java.time.Instant at) {
        return new Opinion(yes, "said so");
      }
    };
  }
}
