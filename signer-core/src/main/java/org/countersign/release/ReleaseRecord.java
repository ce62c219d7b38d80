package org.countersign.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * A release as the ledger holds it.
 *
 * @param digest SHA-256 of the whole artefact, 64 lower-case hexadecimal digits
 * @param length octets of the artefact
 * @param artefact the artefact's path, relative to the data directory
 * @param dataDigest SHA-256 of the data without DNSSEC records and SOA serial, hexadecimal
 * @param expirations by mnemonic of the covered type, when the first signature over such an RRset
 *     expires; empty where nobody noted it
 * @param ttls empty for a release from before they were recorded
 */
public record ReleaseRecord(
    Name origin,
    Serial serial,
    Instant releasedAt,
    ReleaseKind kind,
    String digest,
    long length,
    String artefact,
    String dataDigest,
    ReleaseBasis basedOn,
    List<ReleasedKey> keys,
    ReleaseVerdict verdict,
    Map<String, Instant> expirations,
    Optional<ReleaseTtls> ttls) {
  public ReleaseRecord {
    sha256("digest", digest);
    sha256("data digest", dataDigest);
    if (length <= 0) {
      throw new IllegalArgumentException(
          "an artefact of " + length + " octets is not a zone; it has at least its SOA record");
    }
    if (kind == ReleaseKind.ROLLBACK && basedOn.serial().isEmpty()) {
      throw new IllegalArgumentException("a rollback names the release it goes back to");
    }
    keys = List.copyOf(keys);
    expirations = Map.copyOf(expirations);
  }

  /** When the first of all its signatures expires; empty where nobody noted it. */
  public Optional<Instant> signaturesEnd() {
    return expirations.values().stream().min(Instant::compareTo);
  }

  private static void sha256(String what, String hex) {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "the " + what + " \"" + hex + "\" is not SHA-256 in 64 lower-case hexadecimal digits");
    }
  }

  /** The keys that made signatures. */
  public List<ReleasedKey> signers() {
    return keys.stream().filter(ReleasedKey::signs).toList();
  }
}
