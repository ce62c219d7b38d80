package org.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code ./verify} installs what the tests ask for: on a bare machine none is skipped. */
final class VerifyScriptTest {
  private static final Pattern DEMAND = Pattern.compile("OutsideTool\\.demand\\(\\s*\"([^\"]+)\"");

  @Test
  void everyOutsideToolOfATestIsInstalledByVerify() {
    String script = ProjectFiles.text(ProjectFiles.root().resolve("verify"));
    Set<String> demanded = new TreeSet<>();
    ProjectFiles.testSources().stream()
        .map(ProjectFiles::text)
        .flatMap(source -> DEMAND.matcher(source).results())
        .map(demand -> demand.group(1))
        .forEach(demanded::add);
    demanded.removeIf(tool -> script.contains("[" + tool + "]="));
    assertThat(demanded)
        .as("programs that ./verify should name with their Debian package")
        .isEmpty();
  }
}
