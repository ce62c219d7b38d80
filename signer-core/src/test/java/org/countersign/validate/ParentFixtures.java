package org.countersign.validate;

import static org.countersign.validate.RuleFixturesTest.of;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.finding.RuleId;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.GatePolicy.Parent.Unreachable;
import org.countersign.validate.RuleFixturesTest.Fixture;

/** What was seen outside, and what was released before, that the good zone does not follow. */
final class ParentFixtures {
  private static final Name ORIGIN = Name.parse("example.");
  static final Dnskey STRANGER = TestKey.of(5, 257).dnskey();

  private ParentFixtures() {}

  static Stream<Fixture> all() {
    return Stream.of(
        of(
            RuleId.CHAIN_DS,
            "oneServerOfTheParentNamesStrangersOnly",
            (request, file) ->
                request.parent(
                    view(
                        List.of(
                            says("192.0.2.1", TestZone.KSK.dnskey()), says("192.0.2.2", STRANGER)),
                        List.of()))),
        of(
            RuleId.CHAIN_DS,
            "theParentNamesAKeyThatDoesNotSign",
            (request, file) ->
                request.parent(view(List.of(says("192.0.2.1", TestZone.ZSK.dnskey())), List.of()))),
        of(
            RuleId.CHAIN_DS,
            "noServerOfTheParentAnswers",
            (request, file) -> request.parent(view(List.of(), List.of(silent("192.0.2.1"))))),
        of(
            RuleId.KEY_CONTINUITY,
            "aKeySignsThatCachesMayNotKnow",
            (request, file) ->
                request.history(
                    KeyHistories.of(
                        KeyHistories.period(1, Duration.ofDays(9), TestZone.KSK, KeyHistories.OLD),
                        KeyHistories.period(
                            2,
                            Duration.ofMinutes(30),
                            TestZone.KSK,
                            KeyHistories.OLD,
                            KeyHistories.alsoPublished(TestZone.ZSK))))),
        of(
            RuleId.KEY_CONTINUITY,
            "aKeyIsGoneWhoseSignaturesCachesMayHold",
            (request, file) ->
                request.history(
                    KeyHistories.of(
                        KeyHistories.period(
                            1,
                            Duration.ofDays(9),
                            TestZone.KSK,
                            KeyHistories.OLD,
                            KeyHistories.alsoPublished(TestZone.ZSK)),
                        KeyHistories.period(
                            2,
                            Duration.ofHours(2),
                            TestZone.KSK,
                            TestZone.ZSK,
                            KeyHistories.alsoPublished(KeyHistories.OLD))))));
  }

  static ParentView view(List<ParentAnswer> answers, List<NoAnswer> silent) {
    return new ParentView(answers, silent, Unreachable.REFUSE);
  }

  static ParentAnswer says(String server, Dnskey... named) {
    return new ParentAnswer(
        server,
        true,
        Duration.ofDays(1),
        Stream.of(named).map(key -> key.ds(ORIGIN, 2)).toList(),
        TestZone.AT);
  }

  static NoAnswer silent(String server) {
    return new NoAnswer(Asked.PARENT, server, "it did not answer", TestZone.AT);
  }
}
