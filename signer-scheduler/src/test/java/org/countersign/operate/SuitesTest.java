package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Zones of others with known verdicts, judged by the command itself. */
class SuitesTest {
  static final String KSK_OF_THE_DRILLS =
      "drill. IN DS 46152 13 2"
          + " 835246D4E0C7002813D1CD4934DDA4221A5572030FAFB580BE77111070CF9B4E\n";

  @TempDir static Path directory;

  @TestFactory
  List<DynamicTest> drillZones() throws Exception {
    Path folder = SharedSuite.demand("drill-zones");
    Path small =
        policy(
            "small",
            "gate: {churn: {delegations: {floor: 0}, ds: {floor: 0}, glue: {floor: 0}}}\n");
    Path ttl = policy("ttl", "ttl: {max: 2d}\n");
    Path ds = policy("ds", KSK_OF_THE_DRILLS);
    List<DynamicTest> tests = new ArrayList<>();
    List<String> rows = Files.readAllLines(folder.resolve("manifest.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cell = row.split("\t");
      List<Object> arguments =
          new ArrayList<>(List.of("validate", folder.resolve(cell[0]), "--at", cell[5], "--json"));
      if (cell[2].equals("content")) {
        arguments.addAll(
            List.of("--baseline", folder.resolve("d01-plain-good.zone"), "--policy", small));
      } else if (cell[0].startsWith("d30")) {
        arguments.addAll(List.of("--policy", ttl));
      } else if (cell[0].startsWith("d18")) {
        arguments.addAll(List.of("--ds", ds));
      }
      boolean good = cell[1].equals("good");
      tests.add(DynamicTest.dynamicTest(cell[0], () -> judged(arguments, good)));
    }
    assertThat(tests).hasSize(30);
    return tests;
  }

  private static Path policy(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static void judged(List<Object> arguments, boolean good) {
    CliRun run = CliRun.of(arguments.toArray());
    assertThat(run.json().get("verdict").asText()).isEqualTo(good ? "approved" : "rejected");
    assertThat(run.exit()).isEqualTo(good ? ExitCode.DONE : ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("severity").contains("REFUSE"))
        .isEqualTo(!good);
  }

  @Test
  void theRootZoneIsApprovedUnderItsTrustAnchors() {
    Path folder = SharedSuite.demand("rootzone-2023110500");

    CliRun run =
        CliRun.of(
            "validate",
            folder.resolve("root.zone"),
            "--ds",
            folder.resolve("trust_anchors"),
            "--at",
            "2023-11-05T04:01:00Z",
            "--json");

    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().get("counts").get("delegations").asInt()).isEqualTo(1458);
    assertThat(run.json().get("zonemd").asText()).isEqualTo("cannot-say");
  }

  @Test
  void theRfcsOwnZonesAreApproved() {
    Path folder = SharedSuite.demand("rfc-zones");

    assertThat(CliRun.of("validate", folder.resolve("rfc4035-appA.zone"), "--at", "2004-04-20"))
        .satisfies(run -> assertThat(run.exit()).as("%s", run).isZero());
    assertThat(CliRun.of("validate", folder.resolve("rfc5155-appA.zone"), "--at", "2010-06-01"))
        .satisfies(run -> assertThat(run.exit()).as("%s", run).isZero());
  }
}
