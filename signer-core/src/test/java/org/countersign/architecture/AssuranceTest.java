package org.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.finding.RuleId;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/assurance.md} says what is so: every rule is in it, and every test it names exists.
 */
final class AssuranceTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
  private static final Pattern RULE = Pattern.compile("[A-Z]+(?:-[A-Z0-9]+)+");

  /** A line of the table. */
  private record Row(String claim, String rule, String shownBy) {}

  private static List<Row> rows() {
    List<Row> rows =
        ProjectFiles.text(ProjectFiles.root().resolve("docs/assurance.md"))
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
            .filter(line -> !line.startsWith("| claim"))
            .map(line -> line.split("\\|", -1))
            .peek(cells -> assertThat(cells).as(Arrays.toString(cells)).hasSize(5))
            .map(cells -> new Row(cells[1].strip(), cells[2].strip(), cells[3].strip()))
            .toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  @Test
  void everyRuleOfTheGateHasALineAndNoOtherRuleHas() {
    List<String> named =
        rows().stream().map(Row::rule).flatMap(AssuranceTest::rulesIn).sorted().distinct().toList();
    List<String> rules = Arrays.stream(RuleId.values()).map(RuleId::id).sorted().toList();
    assertThat(named).isEqualTo(rules);
  }

  private static Stream<String> rulesIn(String cell) {
    return RULE.matcher(cell).results().map(MatchResult::group);
  }

  @Test
  void everyClaimIsShownByTestsThatExistOrSaysThatNothingShowsItYet() {
    TreeSet<String> missing = new TreeSet<>();
    for (Row row : rows()) {
      List<MatchResult> tests = TEST.matcher(row.shownBy()).results().toList();
      assertThat(!tests.isEmpty() || row.shownBy().startsWith("nothing yet: "))
          .as("\"%s\" names a test, or \"nothing yet: \" and why", row.claim())
          .isTrue();
      tests.stream()
          .filter(test -> !exists(test.group(1), test.group(2)))
          .forEach(test -> missing.add(test.group()));
    }
    assertThat(missing).as("tests that docs/assurance.md names and nobody wrote").isEmpty();
  }

  private static boolean exists(String type, String method) {
    return ProjectFiles.testSources().stream()
        .filter(source -> source.getFileName().equals(Path.of(type + ".java")))
        .anyMatch(source -> method == null || declares(source, method));
  }

  private static boolean declares(Path source, String method) {
    return Pattern.compile("\\bvoid\\s+" + method + "\\s*\\(")
        .matcher(ProjectFiles.text(source))
        .find();
  }
}
