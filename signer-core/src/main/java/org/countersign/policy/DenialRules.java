package org.countersign.policy;

import java.util.List;

/** Denial of existence. */
final class DenialRules {
  /** Above this, resolvers in use answer as if the zone were not signed (RFC 9276 section 3.2). */
  private static final int MOST_ITERATIONS = 50;

  /** RFC 5155 section 3.2: the length is one octet. */
  private static final int MOST_SALT = 255;

  private DenialRules() {}

  static void iterationsAreFew(LintContext c) {
    int n = c.policy().denial().iterations();
    if (n < 0 || n > MOST_ITERATIONS) {
      c.error(
          "denial.iterations",
          c.shown("denial.iterations", n)
              + " is out of range: 0 is right, and above "
              + MOST_ITERATIONS
              + " resolvers take the zone as insecure (RFC 9276 section 3.2)");
    } else if (n > 0) {
      c.warn(
          "denial.iterations",
          c.shown("denial.iterations", n)
              + " costs every resolver and hides nothing; 0 is right (RFC 9276 section 3.1)");
    }
    for (String path : List.of("denial.optOut", "denial.iterations", "denial.salt")) {
      if (!c.policy().denial().nsec3() && c.policy().states(path)) {
        c.warn(path, path + " has no effect with denial.mode nsec");
      }
    }
  }

  static void saltIsHexadecimal(LintContext c) {
    String salt = c.policy().denial().salt();
    int octets;
    try {
      octets = c.policy().denial().saltOctets().length;
    } catch (IllegalArgumentException e) {
      c.error(
          "denial.salt",
          c.shown("denial.salt", '"' + salt + '"')
              + " is not hexadecimal; write pairs of digits such as \"aabb\", or \"-\" for none");
      return;
    }
    if (octets > MOST_SALT) {
      c.error(
          "denial.salt",
          "denial.salt has " + octets + " octets; the most is 255 (RFC 5155 section 3.2)");
    } else if (octets > 0) {
      c.warn(
          "denial.salt",
          c.shown("denial.salt", salt)
              + " protects nothing, and changing it costs a whole chain; none is right (RFC 9276"
              + " section 3.1)");
    }
  }
}
