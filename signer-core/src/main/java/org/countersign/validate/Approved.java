package org.countersign.validate;

import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * The gate's permission to release one artefact: made only by {@link Gate}, only for the octets it
 * judged. Whoever releases compares {@link #permits} with what is about to be published.
 */
public final class Approved {
  private final Name origin;
  private final Serial serial;
  private final String sha256;

  Approved(Name origin, Serial serial, String sha256) {
    this.origin = origin;
    this.serial = serial;
    this.sha256 = sha256;
  }

  public Name origin() {
    return origin;
  }

  public Serial serial() {
    return serial;
  }

  /** SHA-256 of the whole judged file, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** Whether this is the permission for the file with {@code digest} (SHA-256, hexadecimal). */
  public boolean permits(String digest) {
    return sha256.equals(digest);
  }

  @Override
  public String toString() {
    return "approved " + origin + " " + serial + " sha256 " + sha256;
  }
}
