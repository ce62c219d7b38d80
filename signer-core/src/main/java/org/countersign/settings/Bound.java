package org.countersign.settings;

import java.util.List;
import java.util.Set;

/**
 * What a settings file came to.
 *
 * @param value the record; what was wrong in the file is left to its default, so that everything
 *     else can still be looked at. Null where the record cannot be made at all
 * @param stated the dotted paths the file states, sections included
 */
public record Bound<T>(T value, Set<String> stated, List<Problem> problems) {
  /**
   * The record, if nothing was wrong.
   *
   * @throws SettingsException with all problems
   */
  public T orRefuse(String source) {
    if (!problems.isEmpty()) {
      throw new SettingsException(source, problems);
    }
    return value;
  }
}
