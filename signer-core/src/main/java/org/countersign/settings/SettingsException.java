package org.countersign.settings;

import java.util.List;

/** Settings that cannot be used, with everything that is wrong with them: wrong usage. */
public class SettingsException extends RuntimeException {
  private final String source;
  private final transient List<Problem> problems;

  /**
   * @param source the file, as the user named it
   * @param problems at least one
   */
  public SettingsException(String source, List<Problem> problems) {
    super(describe(source, problems));
    this.source = source;
    this.problems = List.copyOf(problems);
  }

  private static String describe(String source, List<Problem> problems) {
    if (problems.size() == 1) {
      return source + ": " + problems.get(0);
    }
    StringBuilder out = new StringBuilder(source + ": " + problems.size() + " problems:");
    problems.forEach(p -> out.append("\n  ").append(p));
    return out.toString();
  }

  public String source() {
    return source;
  }

  public List<Problem> problems() {
    return problems;
  }
}
