package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.RecordType;
import org.countersign.validate.OwnerNode;

/**
 * How a zone denies what does not exist: NSEC, NSEC3 with its parameters (RFC 5155 section 4), or
 * not at all.
 *
 * @param salt of NSEC3, empty for none
 */
record DenialParameters(Kind kind, int hash, int iterations, byte[] salt) {
  enum Kind {
    NONE,
    NSEC,
    NSEC3
  }

  static DenialParameters of(OwnerNode apex) {
    int rrset = apex.find(RecordType.NSEC3PARAM);
    if (rrset >= 0) {
      int at = apex.dataFrom(apex.from(rrset));
      byte[] d = apex.data();
      return new DenialParameters(
          Kind.NSEC3,
          d[at] & 0xff,
          apex.u16(at + 2),
          Arrays.copyOfRange(d, at + 5, at + 5 + (d[at + 4] & 0xff)));
    }
    Kind kind = apex.has(RecordType.NSEC) ? Kind.NSEC : Kind.NONE;
    return new DenialParameters(kind, 0, 0, new byte[0]);
  }

  /** Whether an NSEC3 or NSEC3PARAM RDATA at {@code at} has these parameters. */
  boolean match(OwnerNode node, int at) {
    byte[] d = node.data();
    return (d[at] & 0xff) == hash
        && node.u16(at + 2) == iterations
        && Arrays.equals(d, at + 5, at + 5 + (d[at + 4] & 0xff), salt, 0, salt.length);
  }

  String text() {
    return "hash "
        + hash
        + ", "
        + iterations
        + " iterations, salt "
        + (salt.length == 0 ? "-" : HexFormat.of().formatHex(salt));
  }
}
