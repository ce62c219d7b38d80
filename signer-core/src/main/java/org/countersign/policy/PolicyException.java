package org.countersign.policy;

import java.util.List;
import org.countersign.settings.Problem;
import org.countersign.settings.SettingsException;

/** A policy that cannot be used, with everything that is wrong with it: wrong usage. */
public final class PolicyException extends SettingsException {
  public PolicyException(String source, List<Problem> problems) {
    super(source, problems);
  }
}
