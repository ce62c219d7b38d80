package org.countersign.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.dns.FileDigest;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * A signed zone on disk that asks to be released. It digests its artefact itself, from the disk, so
 * that what it vouches for is what is there and not what somebody meant to write.
 */
public final class SignedCandidate {
  private final Name origin;
  private final Serial serial;
  private final Path artefact;
  private final long length;
  private final String sha256;
  private final String dataSha256;
  private final SigningTally tally;
  private final Duration dnskeyTtl;
  private final Duration maxTtl;

  /**
   * @param dataSha256 digest of the unsigned zone's data, hexadecimal
   * @throws IOException if the artefact cannot be read
   */
  public SignedCandidate(SignedZone zone, Path artefact, String dataSha256) throws IOException {
    this.origin = zone.origin();
    this.serial = zone.serial();
    this.artefact = artefact;
    this.dataSha256 = dataSha256;
    this.tally = zone.tally();
    this.dnskeyTtl = Duration.ofSeconds(SignedTtls.dnskey(zone.layout()));
    this.maxTtl = Duration.ofSeconds(SignedTtls.max(zone.layout()));
    this.length = Files.size(artefact);
    this.sha256 = FileDigest.sha256(artefact);
  }

  public Name origin() {
    return origin;
  }

  /** The serial it would be released under. */
  public Serial serial() {
    return serial;
  }

  public Path artefact() {
    return artefact;
  }

  /** Octets of the artefact. */
  public long length() {
    return length;
  }

  /** SHA-256 of the whole artefact, hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Digest of the unsigned zone's data, hexadecimal. */
  public String dataSha256() {
    return dataSha256;
  }

  public SigningTally tally() {
    return tally;
  }

  /** TTL of the DNSKEY RRset; zero where there is none. */
  public Duration dnskeyTtl() {
    return dnskeyTtl;
  }

  /** Highest TTL of any RRset that is signed where there are keys. */
  public Duration maxTtl() {
    return maxTtl;
  }
}
