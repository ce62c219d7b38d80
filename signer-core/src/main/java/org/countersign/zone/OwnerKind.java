package org.countersign.zone;

/** What a name is in its zone; it decides what is signed and what is denied. */
public enum OwnerKind {
  /** The origin, or a name below it with data of our own. */
  AUTHORITATIVE,
  /** A zone cut without DS. */
  INSECURE_CUT,
  /** A zone cut with DS. */
  SECURE_CUT,
  /** Below a zone cut or a DNAME: glue, or data nobody sees (RFC 1034 section 4.2.1). */
  OCCLUDED;

  public boolean isCut() {
    return this == INSECURE_CUT || this == SECURE_CUT;
  }
}
