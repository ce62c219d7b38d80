package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.validate.ParentFixtures.says;
import static org.countersign.validate.ParentFixtures.silent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.GatePolicy.Parent.Unreachable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parent's servers say of a zone whose KSK signs, and what they leave unsaid. */
class ChainDsTest {
  private static final ParentAnswer NO_DS =
      new ParentAnswer("192.0.2.8", true, Duration.ZERO, List.of(), TestZone.AT);

  @TempDir Path folder;

  @Test
  void theRightDsBesideOthersIsRight() {
    assertThat(
            judge(
                Unreachable.REFUSE,
                List.of(says("192.0.2.1", ParentFixtures.STRANGER, TestZone.KSK.dnskey())),
                List.of()))
        .isEmpty();
  }

  @Test
  void noDsIsNoChainAndRight() {
    assertThat(judge(Unreachable.REFUSE, List.of(NO_DS), List.of())).isEmpty();
  }

  @Test
  void aParentThatKnowsNoSuchNameIsPointedOut() {
    ParentAnswer unknown =
        new ParentAnswer("192.0.2.8", false, Duration.ZERO, List.of(), TestZone.AT);

    assertThat(judge(Unreachable.REFUSE, List.of(unknown), List.of()))
        .singleElement()
        .matches(f -> !f.refuses() && f.message().contains("192.0.2.8 knows no such name"));
  }

  @Test
  void anUnreachableParentIsRefusedOrWarnedOfByPolicyAndNeverPassedOver() {
    assertThat(judge(Unreachable.REFUSE, List.of(), List.of(silent("192.0.2.1"))))
        .singleElement()
        .matches(Finding::refuses)
        .matches(f -> f.message().contains("192.0.2.1: it did not answer"));
    assertThat(judge(Unreachable.WARN, List.of(), List.of(silent("192.0.2.1"))))
        .singleElement()
        .matches(f -> !f.refuses())
        .matches(f -> f.message().contains("192.0.2.1: it did not answer"));
  }

  @Test
  void aParentThatWasNotAskedIsNotPassedOver() {
    assertThat(judge(Unreachable.REFUSE, List.of(), List.of()))
        .singleElement()
        .matches(f -> f.refuses() && f.message().contains("none was asked"));
  }

  @Test
  void oneSilentServerBesideOthersIsNamed() {
    assertThat(
            judge(
                Unreachable.REFUSE,
                List.of(says("192.0.2.1", TestZone.KSK.dnskey())),
                List.of(silent("192.0.2.2"))))
        .singleElement()
        .matches(f -> !f.refuses() && f.message().contains("192.0.2.2"));
  }

  @Test
  void aZoneThatIsNotSignedIsRefusedUnderADs() {
    TestZone bare =
        new TestZone().then(all -> all.removeIf(r -> r.getType() >= 46 && r.getType() <= 51));
    GateRequest.Builder request = request(bare).unsigned(true);

    assertThat(
            new Gate()
                .judge(
                    request
                        .parent(view(Unreachable.WARN, says("192.0.2.1", TestZone.KSK.dnskey())))
                        .build())
                .refusals())
        .extracting(Finding::rule)
        .containsOnly(RuleId.CHAIN_DS);
    assertThat(new Gate().judge(request.parent(view(Unreachable.WARN, NO_DS)).build()).approved())
        .isTrue();
  }

  private static ParentView view(Unreachable unreachable, ParentAnswer answer) {
    return new ParentView(List.of(answer), List.of(), unreachable);
  }

  private List<Finding> judge(
      Unreachable unreachable, List<ParentAnswer> answers, List<NoAnswer> silent) {
    return new Gate()
        .judge(request(new TestZone()).parent(new ParentView(answers, silent, unreachable)).build())
        .findings();
  }

  private GateRequest.Builder request(TestZone zone) {
    return GateRequest.builder(
            zone.write(folder, "candidate"), TestZone.AT, GateLimits.protocolAlone())
        .threads(1);
  }
}
