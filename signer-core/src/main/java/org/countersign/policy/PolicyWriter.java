package org.countersign.policy;

import org.countersign.settings.SettingsWriter;

/** Policies as YAML that {@link PolicyFile} reads back. */
public final class PolicyWriter {
  private PolicyWriter() {}

  /** What the policy states, and nothing else. */
  public static String stated(Policy policy) {
    return SettingsWriter.write(PolicyFile.SCHEMA, policy, policy::states);
  }

  /** Every field, defaults as well: the policy in force, for people and for its content hash. */
  public static String whole(Policy policy) {
    return SettingsWriter.write(PolicyFile.SCHEMA, policy, path -> true);
  }
}
