package org.countersign.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.registry.ContentDifference.Change.ADDED;
import static org.countersign.registry.ContentDifference.Change.CHANGED;
import static org.countersign.registry.ContentDifference.Change.REMOVED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.policy.GatePolicy;
import org.countersign.policy.PolicyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeGateTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ContentCounts FORMER = new ContentCounts(1000, 100, 50, 3);
  private static final Name ORIGIN = Name.parse("example.");
  private static final Name GOLD = Name.parse("nic.example.");
  private static final GatePolicy POLICY =
      PolicyFile.parse("gate: {goldenNames: [nic.example.], churn: {glue: {max: 4}}}", "t").gate();

  /** A snapshot that is as it should be, to be spoilt in one way. */
  private static final class Snapshot {
    private long revision = 7;
    private Instant takenAt = NOW.minusSeconds(10);
    private Optional<Duration> lag = Optional.empty();
    private String schema = "18";
    private RegistryCounts pulled = new RegistryCounts(1001, 120, 60);
    private RegistryCounts counted = pulled;
    private boolean first;
    private ContentDifference.Collector difference = new ContentDifference.Collector();
    private List<GoldenName> golden = List.of(new GoldenName(GOLD, GoldenName.State.SAME));

    Snapshot change(ContentKind kind, ContentDifference.Change change, int times) {
      for (int i = 0; i < times; i++) {
        String owner = "d" + i + ".example.";
        difference.count(kind, change, () -> owner);
      }
      return this;
    }

    IntakeCase shown() {
      SnapshotOrigin origin =
          new SnapshotOrigin("s2", revision, Optional.empty(), takenAt, lag, Optional.of(schema));
      SnapshotOrigin former =
          new SnapshotOrigin(
              "s1", 7, Optional.empty(), NOW.minusSeconds(3600), lag, Optional.of("18"));
      PackedRecords records = PackedRecords.builder(ORIGIN).build();
      return new IntakeCase(
          new RegistrySnapshot(ORIGIN, origin, records, pulled, counted),
          Optional.of("18"),
          first ? Optional.empty() : Optional.of(former),
          first ? Optional.empty() : Optional.of(difference.from(FORMER)),
          golden,
          POLICY,
          NOW);
    }
  }

  private static Arguments bad(
      RuleId rule, String words, java.util.function.Consumer<Snapshot> spoil) {
    Snapshot snapshot = new Snapshot();
    spoil.accept(snapshot);
    return Arguments.of(rule, words, snapshot.shown());
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        bad(RuleId.SNAPSHOT_FRESH, "31m old", s -> s.takenAt = NOW.minusSeconds(31 * 60)),
        bad(RuleId.SNAPSHOT_FRESH, "10m in the future", s -> s.takenAt = NOW.plusSeconds(600)),
        bad(RuleId.SNAPSHOT_FRESH, "6m behind", s -> s.lag = Optional.of(Duration.ofMinutes(6))),
        bad(RuleId.SNAPSHOT_FRESH, "version 17; needed is 18", s -> s.schema = "17"),
        bad(RuleId.SNAPSHOT_FRESH, "went back from 7 to 6", s -> s.revision = 6),
        bad(
            RuleId.DATA_COMPLETE,
            "1001 delegations arrived, but the database counts 1002",
            s -> s.counted = new RegistryCounts(1002, 120, 60)),
        bad(
            RuleId.DATA_COMPLETE,
            "120 DS records arrived, but the database counts 119",
            s -> s.counted = new RegistryCounts(1001, 119, 60)),
        bad(
            RuleId.DATA_COMPLETE,
            "60 glue records arrived, but the database counts 61",
            s -> s.counted = new RegistryCounts(1001, 120, 61)),
        bad(
            RuleId.DATA_COMPLETE,
            "no delegation at all",
            s -> s.counted = s.pulled = new RegistryCounts(0, 0, 0)),
        bad(
            RuleId.CHURN_LIMIT,
            "51 delegations (NS RRsets at a cut) removed, formerly there were 1000 (5.10 %), such as"
                + " d0.example., d1.example., d2.example.; gate.churn.delegations.removedPercent"
                + " allows 5 %",
            s -> s.change(ContentKind.DELEGATIONS, REMOVED, 51)),
        bad(
            RuleId.CHURN_LIMIT,
            "addedPercent allows 20 %",
            s -> s.change(ContentKind.DELEGATIONS, ADDED, 201)),
        bad(
            RuleId.CHURN_LIMIT,
            "100 DS RRsets removed",
            s -> s.change(ContentKind.DS, REMOVED, 100)),
        bad(
            RuleId.CHURN_LIMIT,
            "gate.churn.glue.max allows 4",
            s -> s.change(ContentKind.GLUE, CHANGED, 5)),
        bad(
            RuleId.CHURN_LIMIT,
            "gate.churn.other.changedPercent",
            s -> s.change(ContentKind.OTHER, CHANGED, 6)),
        bad(
            RuleId.GOLDEN_NAMES,
            "nic.example. is missing",
            s -> s.golden = List.of(new GoldenName(GOLD, GoldenName.State.MISSING))),
        bad(
            RuleId.GOLDEN_NAMES,
            "nic.example. has other data",
            s -> s.golden = List.of(new GoldenName(GOLD, GoldenName.State.CHANGED))),
        bad(RuleId.GOLDEN_NAMES, "was not looked for", s -> s.golden = List.of()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoilt")
  void refusesAndOnlyThatRuleDoes(RuleId rule, String words, IntakeCase intake) {
    assertThat(new IntakeGate().judge(intake))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.findings()).extracting(Finding::rule).containsOnly(rule);
              assertThat(refused.findings())
                  .extracting(Finding::message)
                  .anyMatch(message -> message.contains(words));
            });
    assertThat(IntakeGate.without(rule).judge(intake)).isInstanceOf(AcceptedSnapshot.class);
  }

  @Test
  void acceptsASnapshotThatIsAsItShouldBe() {
    IntakeVerdict verdict = new IntakeGate().judge(new Snapshot().shown());
    assertThat(verdict)
        .isInstanceOfSatisfying(
            AcceptedSnapshot.class,
            accepted -> {
              assertThat(accepted.snapshot().origin().id()).isEqualTo("s2");
            });
    assertThat(verdict.findings()).isEmpty();
  }

  @Test
  void acceptsChangesWithinTheLimits() {
    Snapshot snapshot = new Snapshot().change(ContentKind.DELEGATIONS, REMOVED, 50);
    snapshot.change(ContentKind.DELEGATIONS, ADDED, 200).change(ContentKind.DS, REMOVED, 5);
    assertThat(new IntakeGate().judge(snapshot.shown()).accepted()).isTrue();
  }

  @Test
  void aZonesFirstSnapshotHasNothingToBeComparedWith() {
    Snapshot snapshot = new Snapshot();
    snapshot.first = true;
    snapshot.revision = 1;
    assertThat(new IntakeGate().judge(snapshot.shown()).accepted()).isTrue();
  }

  @Test
  void reportsWhatEveryRuleFinds() {
    Snapshot snapshot = new Snapshot().change(ContentKind.DELEGATIONS, REMOVED, 1000);
    snapshot.pulled = new RegistryCounts(0, 0, 0);
    snapshot.golden = List.of();
    snapshot.takenAt = NOW.minus(Duration.ofDays(1));
    assertThat(new IntakeGate().judge(snapshot.shown()).findings())
        .extracting(Finding::rule)
        .contains(
            RuleId.SNAPSHOT_FRESH, RuleId.DATA_COMPLETE, RuleId.CHURN_LIMIT, RuleId.GOLDEN_NAMES);
  }

  @Test
  void aRuleThatThrowsRefuses() {
    IntakeCase good = new Snapshot().shown();
    RegistrySnapshot uncounted =
        new RegistrySnapshot(
            ORIGIN, good.snapshot().origin(), good.snapshot().records(), null, null);
    IntakeCase broken =
        new IntakeCase(
            uncounted,
            good.expectedSchema(),
            good.former(),
            good.difference(),
            good.golden(),
            POLICY,
            NOW);
    assertThat(new IntakeGate().judge(broken).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.rule()).isEqualTo(RuleId.DATA_COMPLETE))
        .satisfies(f -> assertThat(f.message()).contains("could not be made"));
  }
}
