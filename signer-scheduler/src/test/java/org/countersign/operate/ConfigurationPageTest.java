package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.countersign.settings.PageCheck;
import org.countersign.settings.ReferencePage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String HEAD =
      """
      # The configuration file

      This page is made from the code; to write it anew: `mvn -pl signer-scheduler -am test
      -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcountersign.pages.write=true`.

      `-c FILE` names it. It says where everything is; what a zone is like is said by its
      [policy](policy.md). Every field may be left out: `--data DIR` alone is a configuration. Unknown
      fields, wrong types and what cannot be used are refused, all at once, with exit code 2.

      - Relative paths are below the data directory; `data` itself is relative to the file's directory.
      - The data directory is what `--data` says, else `COUNTERSIGN_DATA`, else `data`, else `data` in the
        current directory. No other field comes from the environment.
      - Passwords and passphrases are never in this file, on the command line or in the environment: fields
        name files that only their owner may read.

      ## Example
      ```yaml
      """;

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    String tables = ReferencePage.of(AppConfigFile.SCHEMA, AppConfig.defaults(), Map.of());
    String page = (HEAD + example() + "```\n\n" + tables).stripTrailing() + "\n";
    PageCheck.holds("configuration.md", page);
  }

  @Test
  void theExampleCanBeUsed() throws IOException {
    AppConfig config = AppConfigFile.parse(example(), "example.yaml");
    assertThat(config.vaults()).containsOnlyKeys("file", "hsm", "old");
    assertThat(config.database().registry().configured()).isTrue();
  }

  private static String example() throws IOException {
    try (var in = ConfigurationPageTest.class.getResourceAsStream("/config/example.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
