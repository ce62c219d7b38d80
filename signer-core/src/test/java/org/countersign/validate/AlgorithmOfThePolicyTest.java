package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.policy.PolicyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone of Ed25519 keys under a policy that asks for another algorithm. */
class AlgorithmOfThePolicyTest {
  private static final GateLimits LIMITS =
      GateLimits.full(PolicyFile.parse("signing: {algorithm: ECDSAP256SHA256}", "test"));

  @TempDir Path folder;

  @Test
  void isDemandedOfAZoneWhoseKeysNobodyPlanned() {
    assertThat(problems(request())).containsExactly(Severity.REFUSE);
  }

  @Test
  void comesByARolloverThatMayBeHeldOrWaitForApproval() {
    SigningPlan plan =
        SigningPlan.of(
            List.of(planned(TestZone.KSK, KeyRole.KSK), planned(TestZone.ZSK, KeyRole.ZSK)));
    assertThat(problems(request().plan(plan))).containsExactly(Severity.WARN);
  }

  private GateRequest.Builder request() {
    return GateRequest.builder(new TestZone().write(folder, "z"), TestZone.AT, LIMITS).threads(1);
  }

  private static PlannedKey planned(TestKey key, KeyRole role) {
    return new PlannedKey(
        KeyId.random(), role, key.dnskey(), true, true, new KeyHandle("memory", "test"));
  }

  private static List<Severity> problems(GateRequest.Builder request) {
    return new Gate()
        .judge(request.build()).findings().stream()
            .filter(f -> f.rule() == RuleId.KEY_SANE && f.message().contains("algorithm"))
            .map(Finding::severity)
            .toList();
  }
}
