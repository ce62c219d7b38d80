package org.countersign.operate;

import java.nio.file.Path;
import java.util.List;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.policy.PolicyLint;
import org.countersign.settings.Problem;

/** A policy for a zone file alone, with what its lint warns of. */
record PolicyArgument(Policy policy, List<String> warnings) {
  /**
   * @param file null for the defaults
   * @throws org.countersign.policy.PolicyException with every problem, if one is an error
   */
  static PolicyArgument load(Path file) {
    if (file == null) {
      return new PolicyArgument(Policy.defaults(), List.of());
    }
    Policy policy = PolicyFile.load(file);
    List<Problem> found = PolicyLint.orRefuse(PolicyLint.forFile(policy), file.toString());
    return new PolicyArgument(policy, found.stream().map(p -> file + ": " + p).toList());
  }
}
