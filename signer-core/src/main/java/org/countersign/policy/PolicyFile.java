package org.countersign.policy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.settings.Bound;
import org.countersign.settings.RecordBinder;
import org.countersign.settings.RecordTree;
import org.countersign.settings.ScalarKind;
import org.countersign.settings.Schema;
import org.countersign.settings.SettingsException;
import org.countersign.settings.SettingsText;

/**
 * A policy file: YAML with the sections and fields of {@link Policy}. What the file does not state
 * has its default, fitted to what it does state ({@link FittedDefaults}). Whether the numbers fit
 * together is asked of {@link PolicyLint} afterwards.
 */
public final class PolicyFile {
  /** The fields of a policy file. */
  public static final Schema<Policy> SCHEMA =
      Schema.of(Policy.class)
          .with(
              DnssecAlgorithm.class,
              new ScalarKind<DnssecAlgorithm>(
                  "algorithm",
                  DnssecAlgorithm::parse,
                  algorithm -> algorithm.name().replace('_', '-')));

  private PolicyFile() {}

  /**
   * Reads a file.
   *
   * @throws PolicyException with every problem, if there is one; if the file is missing as well
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public static Policy load(Path file) {
    try {
      return parse(SettingsText.read(file), file.toString());
    } catch (PolicyException e) {
      throw e;
    } catch (SettingsException e) {
      throw new PolicyException(e.source(), e.problems());
    }
  }

  /**
   * Reads YAML text.
   *
   * @param source what to call it in messages
   * @throws PolicyException with every problem, if there is one
   */
  public static Policy parse(String yaml, String source) {
    Bound<Policy> bound = RecordBinder.bind(SCHEMA, yaml);
    if (!bound.problems().isEmpty()) {
      throw new PolicyException(source, bound.problems());
    }
    return FittedDefaults.fit(withStated(bound.value(), bound.stated()));
  }

  private static Policy withStated(Policy policy, Set<String> stated) {
    return RecordTree.with(policy, Map.of("stated", stated));
  }
}
