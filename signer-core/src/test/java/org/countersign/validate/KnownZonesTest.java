package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The zones of RFC 4035 and RFC 5155 and the root zone of 2023-11-05. */
class KnownZonesTest {
  static Stream<Map<String, String>> zones() {
    return Stream.of("rfc-zones", "rootzone-2023110500")
        .flatMap(
            suite ->
                Shared.manifest("suites/" + suite + "/manifest.tsv").stream()
                    .filter(row -> row.get("file").endsWith(".zone"))
                    .peek(row -> row.put("suite", suite)));
  }

  private static Verdict judge(Map<String, String> row) {
    Path file = Shared.file("suites/" + row.get("suite") + "/" + row.get("file"));
    Instant at = Instant.ofEpochSecond(Long.parseLong(row.get("verify_epoch")));
    return new Gate()
        .judge(GateRequest.builder(file, at, GateLimits.protocolAlone()).threads(2).build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zones")
  void areApprovedByTheProtocolAlone(Map<String, String> row) {
    Verdict verdict = judge(row);

    assertThat(verdict.approved()).as("%s", verdict.findings()).isTrue();
    assertThat(verdict.origin().orElseThrow()).hasToString(row.get("origin"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zones")
  void whatIsMerelyUnwiseIsWarnedOf(Map<String, String> row) {
    List<RuleId> warned = judge(row).findings().stream().map(Finding::rule).distinct().toList();

    assertThat(warned)
        .containsExactlyInAnyOrderElementsOf(
            switch (row.get("file")) {
              case "rfc4035-appA.zone" -> List.of(RuleId.SIG_WINDOW, RuleId.KEY_SANE);
              case "rfc5155-appA.zone" -> List.of(RuleId.KEY_SANE, RuleId.DENIAL_PARAMS);
              default -> List.of(RuleId.ZONEMD_VERIFIES);
            });
  }
}
