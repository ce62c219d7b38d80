package org.countersign.sign;

import java.util.Arrays;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.policy.DenialPolicy;
import org.countersign.zone.OwnerKind;
import org.countersign.zone.PairSort;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneException;
import org.countersign.zone.ZoneImage;

/**
 * The hashed names of a zone in hash order: who owns each, and who is next (RFC 5155 section 7.1).
 * 24 octets a name.
 */
final class Nsec3Chain {
  private final DenialPolicy parameters;
  private final byte[] hashes;
  private final int[] nodes;
  private final List<byte[]> emptyNonTerminals;

  private Nsec3Chain(
      DenialPolicy parameters, byte[] hashes, int[] nodes, List<byte[]> emptyNonTerminals) {
    this.parameters = parameters;
    this.hashes = hashes;
    this.nodes = nodes;
    this.emptyNonTerminals = emptyNonTerminals;
  }

  /**
   * @throws ZoneException if two names have one hash, which another salt ends
   */
  static Nsec3Chain of(UnsignedZone zone, DenialPolicy parameters, Workers workers) {
    ZoneImage image = zone.image();
    List<byte[]> ents =
        EmptyNonTerminals.of(image, owner -> hashed(zone.kindOf(owner), parameters));
    int[] nodes = new int[image.owners() + ents.size()];
    int n = 0;
    for (int owner = 0; owner < image.owners(); owner++) {
      if (hashed(zone.kindOf(owner), parameters)) {
        nodes[n++] = owner;
      }
    }
    for (int i = 0; i < ents.size(); i++) {
      nodes[n++] = ~i;
    }
    if (n > Integer.MAX_VALUE / Nsec3Hash.LENGTH) {
      throw new ZoneException(n + " names are too many for one NSEC3 chain: use opt-out");
    }
    byte[] hashes = new byte[n * Nsec3Hash.LENGTH];
    long[] prefix = new long[n];
    long[] order = new long[n];
    workers.slices(
        n,
        (from, to) -> {
          Nsec3Hash hash = new Nsec3Hash(parameters.saltOctets(), parameters.iterations());
          byte[] wire = new byte[OwnerKey.MAX + Name.MAX_WIRE];
          for (int i = from; i < to; i++) {
            int length = writeName(image, ents, nodes[i], wire);
            hash.hash(wire, length, hashes, i * Nsec3Hash.LENGTH);
            prefix[i] = prefix(hashes, i * Nsec3Hash.LENGTH);
            order[i] = i;
          }
        });
    PairSort.sort(
        prefix, order, (a, b) -> compare(hashes, (int) a, hashes, (int) b), workers.threads());
    byte[] sorted = new byte[hashes.length];
    int[] sortedNodes = new int[n];
    for (int i = 0; i < n; i++) {
      int at = (int) order[i];
      System.arraycopy(
          hashes, at * Nsec3Hash.LENGTH, sorted, i * Nsec3Hash.LENGTH, Nsec3Hash.LENGTH);
      sortedNodes[i] = nodes[at];
      if (i > 0 && compare(sorted, i - 1, sorted, i) == 0) {
        throw new ZoneException(
            "two names of "
                + zone.origin()
                + " have one NSEC3 hash (RFC 5155 section 7.1): choose another denial.salt");
      }
    }
    return new Nsec3Chain(parameters, sorted, sortedNodes, ents);
  }

  private static boolean hashed(OwnerKind kind, DenialPolicy parameters) {
    return switch (kind) {
      case OCCLUDED -> false;
      case INSECURE_CUT -> !parameters.optOut();
      case AUTHORITATIVE, SECURE_CUT -> true;
    };
  }

  private static int writeName(ZoneImage image, List<byte[]> ents, int node, byte[] wire) {
    if (node >= 0) {
      return image.writeOwner(node, wire, 0);
    }
    byte[] key = ents.get(~node);
    return OwnerKey.decode(key, 0, key.length, image.origin(), wire, 0);
  }

  private static long prefix(byte[] hashes, int at) {
    long prefix = 0;
    for (int i = 0; i < 8; i++) {
      prefix = prefix << 8 | hashes[at + i] & 0xff;
    }
    return prefix;
  }

  private static int compare(byte[] a, int i, byte[] b, int j) {
    int from = i * Nsec3Hash.LENGTH;
    int other = j * Nsec3Hash.LENGTH;
    return Arrays.compareUnsigned(
        a, from, from + Nsec3Hash.LENGTH, b, other, other + Nsec3Hash.LENGTH);
  }

  DenialPolicy parameters() {
    return parameters;
  }

  int size() {
    return nodes.length;
  }

  int emptyNonTerminals() {
    return emptyNonTerminals.size();
  }

  /** The owner whose name the n-th hash is, or a negative number for an empty non-terminal. */
  int node(int n) {
    return nodes[n];
  }

  /** Writes the owner key of the n-th NSEC3 record, 33 octets, at {@code key[0..]}. */
  void writeKey(int n, byte[] key) {
    Nsec3Hash.label(hashes, n * Nsec3Hash.LENGTH, key, 0);
    key[32] = 0;
  }

  /** Writes the n-th record's RDATA up to its bitmap; returns the octet after it. */
  int writeRdata(int n, byte[] out, int at) {
    byte[] salt = parameters.saltOctets();
    out[at++] = 1; // SHA-1
    out[at++] = (byte) (parameters.optOut() ? 1 : 0);
    out[at++] = (byte) (parameters.iterations() >> 8);
    out[at++] = (byte) (int) parameters.iterations();
    out[at++] = (byte) salt.length;
    System.arraycopy(salt, 0, out, at, salt.length);
    at += salt.length;
    out[at++] = Nsec3Hash.LENGTH;
    int next = n + 1 == nodes.length ? 0 : n + 1;
    System.arraycopy(hashes, next * Nsec3Hash.LENGTH, out, at, Nsec3Hash.LENGTH);
    return at + Nsec3Hash.LENGTH;
  }

  /** RDATA of the NSEC3PARAM record that announces this chain (RFC 5155 section 4). */
  static byte[] param(DenialPolicy parameters) {
    byte[] salt = parameters.saltOctets();
    byte[] out = new byte[5 + salt.length];
    out[0] = 1;
    out[2] = (byte) (parameters.iterations() >> 8);
    out[3] = (byte) (int) parameters.iterations();
    out[4] = (byte) salt.length;
    System.arraycopy(salt, 0, out, 5, salt.length);
    return out;
  }
}
