package org.countersign.policy;

import java.util.HexFormat;
import org.countersign.settings.Doc;

/** How the zone denies what does not exist (RFC 4034 section 4, RFC 5155, RFC 9276). */
public record DenialPolicy(
    @Doc("`nsec` or `nsec3`.") Mode mode,
    @Doc("NSEC3 only: leave insecure delegations out of the chain (RFC 5155 section 6).")
        Boolean optOut,
    @Doc("NSEC3 only: extra iterations; RFC 9276 section 3.1 wants 0.") Integer iterations,
    @Doc("NSEC3 only: salt in hexadecimal, `-` for none; RFC 9276 section 3.1 wants none.")
        String salt) {
  /** The kind of denial records. */
  public enum Mode {
    NSEC,
    NSEC3
  }

  public DenialPolicy {
    mode = Defaults.or(mode, Mode.NSEC3);
    optOut = Defaults.or(optOut, true);
    iterations = Defaults.or(iterations, 0);
    salt = Defaults.or(salt, "-");
  }

  /**
   * The salt's octets.
   *
   * @throws IllegalArgumentException if the text is not hexadecimal
   */
  public byte[] saltOctets() {
    return salt.equals("-") || salt.isEmpty() ? new byte[0] : HexFormat.of().parseHex(salt);
  }

  public boolean nsec3() {
    return mode == Mode.NSEC3;
  }
}
