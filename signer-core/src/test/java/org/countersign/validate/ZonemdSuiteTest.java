package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.finding.RuleId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verisign's test cases for RFC 8976; most are not signed, so the digest is judged alone. */
class ZonemdSuiteTest {
  private static final String FOLDER = "suites/zonemd-verisign/";

  static List<Map<String, String>> zones() {
    return Shared.manifest(FOLDER + "manifest.tsv");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zones")
  void theDigestIsJudgedAsTheManifestSays(Map<String, String> row) {
    Path file = Shared.file(FOLDER + row.get("file"));
    GateRequest request =
        GateRequest.builder(file, Instant.EPOCH, GateLimits.protocolAlone())
            .origin(Name.parse(row.get("origin")))
            .unsigned(true)
            .only(
                RuleId.ZONEMD_VERIFIES,
                RuleId.FILE_WHOLE,
                RuleId.SIG_FIELDS, // one TTL for each RRset: 81-mixed-ttls
                RuleId.NAMES_SANE)
            .build();

    Verdict verdict = new Gate().judge(request);

    boolean good = row.get("expected").equals("good");
    boolean unknown = row.get("reason").startsWith("unknown-");
    assertThat(verdict.approved() && verdict.zonemd() == ZonemdOutcome.VERIFIED)
        .as("%s %s", verdict.zonemd(), verdict.findings())
        .isEqualTo(good);
    assertThat(verdict.zonemd() == ZonemdOutcome.CANNOT_SAY).isEqualTo(unknown);
  }
}
