package org.countersign.validate;

import java.time.Instant;
import java.util.Map;
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
  private final Map<String, Instant> expirations;
  private final boolean overridden;

  Approved(
      Name origin,
      Serial serial,
      String sha256,
      Map<String, Instant> expirations,
      boolean overridden) {
    this.origin = origin;
    this.serial = serial;
    this.sha256 = sha256;
    this.expirations = Map.copyOf(expirations);
    this.overridden = overridden;
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

  /** By mnemonic of the covered type: when the first signature over such an RRset expires. */
  public Map<String, Instant> expirations() {
    return expirations;
  }

  /** Whether two people overrode a content limit that had refused. */
  public boolean overridden() {
    return overridden;
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
