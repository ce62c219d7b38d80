package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.countersign.dns.Name;
import org.countersign.settings.PageCheck;
import org.countersign.settings.ReferencePage;
import org.junit.jupiter.api.Test;

class PolicyPageTest {
  private static final String HEAD =
      """
      # The policy file

      This page is made from the code; to write it anew:
      `mvn -pl signer-core test -Dtest=PolicyPageTest -Dcountersign.pages.write=true`.

      A policy says how a zone is built, signed and judged. `zone add ORIGIN --policy FILE` puts one in
      force; `sign` and `validate` take one for a file alone. Every field may be left out. Unknown fields,
      wrong types and numbers that do not fit together are refused, all at once, with exit code 2.

      - Durations are written as `21d`, `12h`, `90m`, `30s`, `1w`, several together as `1d12h`, `0`, or ISO
        8601 (`P1DT12H`). A number without a unit is refused.
      - Names are fully qualified, with or without the final dot. Only `apex.records` is zone file text, in
        which names without a final dot are relative to the origin.
      - A default that follows a stated value says so below. Stated values never move.
      - `zone add` asks that everything fits together. `sign` and `validate` hold what concerns the building
        of a zone (`apex`, the life of keys) to the file's own data instead, and compare values of
        different sections only where all of them are stated.

      ## Example
      ```yaml
      """;

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    String page =
        HEAD
            + example()
            + "```\n\n"
            + ReferencePage.of(PolicyFile.SCHEMA, Policy.defaults(), FittedDefaults.RULES);
    PageCheck.holds("policy.md", page.stripTrailing() + "\n");
  }

  @Test
  void theExampleIsASoundPolicy() throws IOException {
    Policy policy = PolicyFile.parse(example(), "example.yaml");
    assertThat(PolicyLint.forZone(policy, Name.parse("example."))).isEmpty();
    assertThat(policy.apex().records()).hasSize(4);
  }

  private static String example() throws IOException {
    try (var in = PolicyPageTest.class.getResourceAsStream("/policy/example.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
