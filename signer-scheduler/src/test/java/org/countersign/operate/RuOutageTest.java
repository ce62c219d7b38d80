package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.Test;

/** The records of the outage of 2024-01-30, as served, judged by the command itself. */
class RuOutageTest {
  private CliRun judge(String file, String at) {
    Path folder = SharedSuite.demand("../incident-ru-2024");
    return CliRun.of(
        "validate",
        "--partial",
        folder.resolve("dnskey.zone"),
        folder.resolve(file),
        "--at",
        at,
        "--json");
  }

  @Test
  void theSignatureByTheWrongTwinIsBogus() {
    CliRun run = judge("apex-outage.zone", "2024-01-31T12:00:00Z");

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    JsonNode signatures = run.json().get("signatures");
    assertThat(signatures.findValuesAsText("type")).containsExactly("DNSKEY", "NS");
    assertThat(signatures.findValuesAsText("verdict")).containsExactly("valid", "bogus");
  }

  @Test
  void theGoodZonesBeforeAndAfterAreValid() {
    assertThat(judge("apex-4058856.zone", "2024-01-31T12:00:00Z").exit()).isZero();
    assertThat(judge("apex-4058871.zone", "2024-02-01T12:00:00Z").exit()).isZero();
  }
}
