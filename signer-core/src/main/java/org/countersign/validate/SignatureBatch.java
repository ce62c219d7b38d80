package org.countersign.validate;

import java.util.Arrays;

/** Signatures to verify and the octets they are over, packed to hand from thread to thread. */
final class SignatureBatch {
  static final int MOST = 64;

  byte[] data = new byte[1 << 15];
  int length;
  int count;
  final int[] from = new int[MOST];
  final int[] signature = new int[MOST];
  final int[] owner = new int[MOST];
  final int[] end = new int[MOST];
  final int[] covered = new int[MOST];
  final int[] algorithm = new int[MOST];
  final int[] tag = new int[MOST];
  final boolean[] twice = new boolean[MOST];

  void clear() {
    length = 0;
    count = 0;
  }

  boolean full() {
    return count == MOST || length > 1 << 18;
  }

  /** Adds signature {@code i} of {@code node} over its RRset (RFC 4034 section 3.1.8.1). */
  void add(OwnerNode node, int i, int rrset, boolean secondOpinion) {
    int job = count++;
    covered[job] = node.covered(i);
    algorithm[job] = node.signatureAlgorithm(i);
    tag[job] = node.signatureTag(i);
    twice[job] = secondOpinion;
    from[job] = length;
    int start = node.signatureFrom(i);
    int signerEnd = node.signerEnd(i);
    append(node.data(), start, signerEnd - start);
    int ownerLabels = node.signatureLabels();
    int strip = ownerLabels - node.signatureLabelCount(i);
    for (int r = node.from(rrset); r < node.to(rrset); r++) {
      appendOwner(node, strip);
      append16(covered[job]);
      append16(1);
      append(node.data(), start + 4, 4); // the original TTL
      append16(node.dataLength(r));
      append(node.data(), node.dataFrom(r), node.dataLength(r));
    }
    signature[job] = length;
    append(node.data(), signerEnd, start + node.signatureLength(i) - signerEnd);
    owner[job] = length;
    append(node.wire(), 0, node.wireLength());
    end[job] = length;
  }

  /** RFC 4035 section 5.3.2: fewer labels in the signature mean a wildcard was signed. */
  private void appendOwner(OwnerNode node, int strip) {
    if (strip <= 0) {
      append(node.wire(), 0, node.wireLength());
      return;
    }
    int at = node.wire()[0] == 1 && node.wire()[1] == '*' ? 2 : 0;
    for (; strip > 0; strip--) {
      at += node.wire()[at] + 1;
    }
    append(new byte[] {1, '*'}, 0, 2);
    append(node.wire(), at, node.wireLength() - at);
  }

  private void append16(int value) {
    room(2);
    data[length++] = (byte) (value >> 8);
    data[length++] = (byte) value;
  }

  private void append(byte[] from, int at, int octets) {
    room(octets);
    System.arraycopy(from, at, data, length, octets);
    length += octets;
  }

  private void room(int octets) {
    if (length + octets > data.length) {
      data = Arrays.copyOf(data, 2 * (length + octets));
    }
  }
}
