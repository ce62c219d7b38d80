package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.policy.Policy;
import org.countersign.policy.TtlPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The thirty drill zones, each with the verdict its manifest expects. */
class DrillZonesTest {
  private static final String FOLDER = "suites/drill-zones/";

  static List<Map<String, String>> zones() {
    return Shared.manifest(FOLDER + "manifest.tsv");
  }

  private static GateRequest.Builder request(Map<String, String> row, GateLimits limits) {
    Path file = Shared.file(FOLDER + row.get("file"));
    return GateRequest.builder(file, Instant.parse(row.get("verify_time")), limits).threads(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zones")
  void judgedByTheProtocolAlone(Map<String, String> row) {
    Verdict verdict = new Gate().judge(request(row, GateLimits.protocolAlone()).build());

    boolean good =
        switch (row.get("expected")) {
          case "good", "bad-with-DS", "good-crypto/bad-content" -> true;
          default -> false;
        };
    assertThat(verdict.approved()).as("%s", verdict.findings()).isEqualTo(good);
  }

  static List<Map<String, String>> contentDrills() {
    return zones().stream().filter(row -> row.get("class").equals("content")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contentDrills")
  void contentDrillsAreRefusedAgainstTheFormerRelease(Map<String, String> row) {
    Verdict verdict =
        new Gate()
            .judge(
                request(row, GateLimits.protocolAlone())
                    .baseline(Shared.file(FOLDER + "d01-plain-good.zone"))
                    .build());

    assertThat(verdict.refusals())
        .extracting(Finding::rule)
        .isNotEmpty()
        .isSubsetOf(RuleId.CHURN_LIMIT, RuleId.SERIAL_AHEAD);
  }

  private static Map<String, String> row(String file) {
    return zones().stream().filter(r -> r.get("file").startsWith(file)).findFirst().orElseThrow();
  }

  @Test
  void theGoodZoneIsApprovedAgainstItself() {
    Verdict verdict =
        new Gate()
            .judge(
                request(row("d01"), GateLimits.protocolAlone())
                    .baseline(Shared.file(FOLDER + "d01-plain-good.zone"))
                    .build());

    assertThat(verdict.approved()).as("%s", verdict.findings()).isTrue();
    assertThat(verdict.counts().delegations()).isEqualTo(14);
    assertThat(verdict.counts().secureDelegations()).isEqualTo(7);
  }

  @Test
  void aDsWhoseKeyDoesNotSignIsRefused() {
    byte[] ds =
        HexFormat.of()
            .parseHex("b4480d02835246d4e0c7002813d1cd4934dda4221a5572030fafb580be77111070cf9b4e");

    Verdict d18 =
        new Gate().judge(request(row("d18"), GateLimits.protocolAlone()).ds(List.of(ds)).build());
    Verdict d01 =
        new Gate().judge(request(row("d01"), GateLimits.protocolAlone()).ds(List.of(ds)).build());

    assertThat(d18.refusals()).extracting(Finding::rule).containsExactly(RuleId.CHAIN_DS);
    assertThat(d01.approved()).as("%s", d01.findings()).isTrue();
  }

  @Test
  void aTtlAboveThePolicysIsRefused() {
    Policy policy =
        new Policy(
            null,
            null,
            null,
            null,
            new TtlPolicy(Duration.ofDays(1), null, null, null, null),
            null,
            null,
            null,
            null,
            null,
            Set.of("ttl.max"));

    Verdict d30 = new Gate().judge(request(row("d30"), GateLimits.stated(policy)).build());
    Verdict d01 = new Gate().judge(request(row("d01"), GateLimits.stated(policy)).build());

    assertThat(d30.refusals()).extracting(Finding::rule).containsOnly(RuleId.SIG_FIELDS);
    assertThat(d01.approved()).as("%s", d01.findings()).isTrue();
  }
}
