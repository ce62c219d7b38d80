package org.countersign.operate;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;

/**
 * Findings for people: refusals first, then warnings, a paragraph for each rule; of many alike the
 * first few and how many more there are.
 */
final class FindingsText {
  private static final int SHOWN = 5;

  /** How a report ends the findings of a rule of which it kept only the first. */
  private static final Pattern REST = Pattern.compile("and (\\d+) more like these");

  private FindingsText() {}

  static void print(List<Finding> findings, PrintWriter out) {
    print("refused by", findings, Severity.REFUSE, out);
    print("warned of by", findings, Severity.WARN, out);
  }

  private static void print(String verb, List<Finding> all, Severity severity, PrintWriter out) {
    Map<RuleId, List<Finding>> byRule =
        all.stream()
            .filter(f -> f.severity() == severity)
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    byRule.forEach(
        (rule, some) -> {
          out.println();
          out.println(verb + " " + rule + " (" + number(some) + "):");
          some.stream().limit(SHOWN).forEach(f -> out.println("  " + sentence(f)));
          if (some.size() > SHOWN) {
            out.println(
                String.format(
                    Locale.ROOT,
                    "  and %,d more like these; --json shows more of them",
                    count(some) - SHOWN));
          }
        });
  }

  private static String number(List<Finding> some) {
    long count = count(some);
    return count == 1 ? "1 finding" : String.format(Locale.ROOT, "%,d findings", count);
  }

  private static long count(List<Finding> some) {
    Matcher rest = REST.matcher(some.get(some.size() - 1).message());
    return rest.matches() ? some.size() - 1 + Long.parseLong(rest.group(1)) : some.size();
  }

  /** {@code ru. NS, key tag 52263: …} */
  static String sentence(Finding finding) {
    StringBuilder out = new StringBuilder();
    finding.owner().ifPresent(out::append);
    finding.type().ifPresent(t -> out.append(' ').append(t));
    finding.keyTag().ifPresent(t -> out.append(", key tag ").append(t));
    finding.key().ifPresent(k -> out.append(", key ").append(k.brief()));
    String about = out.toString().replaceFirst("^[ ,]+", "");
    return about.isEmpty() ? finding.message() : about + ": " + finding.message();
  }
}
