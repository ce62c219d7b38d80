package org.countersign.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.settings.DurationText;
import org.countersign.settings.Problem;

/**
 * What a lint rule looks at and reports to.
 *
 * @param origin the zone under management; empty for a policy that is used on files
 */
record LintContext(Policy policy, Optional<Name> origin, List<Problem> problems) {
  /** One relation that a policy's values must keep. */
  interface Rule {
    void check(LintContext context);
  }

  boolean managed() {
    return origin.isPresent();
  }

  /**
   * Whether a relation between sections binds: always for a zone under management, for a file only
   * between values that are all stated.
   */
  boolean binds(String... paths) {
    return managed() || Arrays.stream(paths).allMatch(policy::states);
  }

  void error(String path, String message) {
    problems.add(Problem.error(path, message));
  }

  void warn(String path, String message) {
    problems.add(Problem.warning(path, message));
  }

  /** The field and its value, for a message: {@code signing.refresh 12d (the default)}. */
  String shown(String path, Object value) {
    String text = value instanceof Duration d ? DurationText.of(d) : String.valueOf(value);
    return path + " " + text + (policy.states(path) ? "" : " (the default)");
  }

  static Duration sum(Duration... parts) {
    return Arrays.stream(parts).reduce(Duration.ZERO, Duration::plus);
  }

  static boolean longer(Duration a, Duration b) {
    return a.compareTo(b) > 0;
  }
}
