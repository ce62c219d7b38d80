package org.countersign.validate.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.dns.RecordType;
import org.countersign.validate.OwnerNode;

/** The type bitmap a name must have in its NSEC or NSEC3 record (RFC 4034 4.1.2, RFC 5155 7.1). */
final class TypeBitmap {
  private int[] types = new int[64];
  private int count;

  /** The bitmap, the first {@link #length} octets. */
  byte[] octets = new byte[256];

  int length;

  /** Makes the bitmap for the NSEC record of a name. */
  void forNsec(OwnerNode node) {
    gather(node, true);
    encode();
  }

  /** Makes the bitmap for the NSEC3 record of a name. */
  void forNsec3(OwnerNode node) {
    gather(node, false);
    encode();
  }

  /** Makes the bitmap of an empty non-terminal. */
  void empty() {
    length = 0;
  }

  private void gather(OwnerNode node, boolean nsec) {
    count = 0;
    boolean cut = node.place() == OwnerNode.Place.CUT;
    boolean signed = nsec;
    if (types.length < node.rrsets() + 2) {
      types = new int[node.rrsets() * 2 + 2];
    }
    for (int i = 0; i < node.rrsets(); i++) {
      int type = node.type(i);
      if (type == RecordType.NSEC || type == RecordType.NSEC3) {
        continue;
      }
      if (cut && type != RecordType.NS && type != RecordType.DS) {
        continue; // RFC 4035 section 2.3: the child's data is not the parent's to list
      }
      signed |= !cut || type == RecordType.DS;
      types[count++] = type;
    }
    if (signed) {
      insert(RecordType.RRSIG);
    }
    if (nsec) {
      insert(RecordType.NSEC);
    }
  }

  private void insert(int type) {
    int at = count++;
    while (at > 0 && types[at - 1] > type) {
      types[at] = types[at - 1];
      at--;
    }
    types[at] = type;
  }

  private void encode() {
    length = 0;
    int i = 0;
    while (i < count) {
      int block = types[i] >> 8;
      int start = length;
      room(34);
      octets[length++] = (byte) block;
      octets[length++] = 0;
      for (; i < count && types[i] >> 8 == block; i++) {
        int octet = types[i] >> 3 & 31;
        while (length - start - 2 <= octet) {
          octets[length++] = 0;
        }
        octets[start + 2 + octet] |= (byte) (0x80 >> (types[i] & 7));
      }
      octets[start + 1] = (byte) (length - start - 2);
    }
  }

  private void room(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, 2 * (length + more));
    }
  }

  boolean matches(byte[] data, int from, int to) {
    return Arrays.equals(octets, 0, length, data, from, to);
  }

  /** The mnemonics of a bitmap. */
  static String text(byte[] data, int from, int to) {
    List<String> names = new ArrayList<>();
    while (from + 2 <= to) {
      int block = data[from] & 0xff;
      int octets = data[from + 1] & 0xff;
      for (int bit = 0; bit < octets * 8; bit++) {
        if ((data[from + 2 + (bit >> 3)] & 0x80 >> (bit & 7)) != 0) {
          names.add(RecordType.mnemonic(block << 8 | bit));
        }
      }
      from += 2 + octets;
    }
    return names.isEmpty() ? "nothing" : String.join(" ", names);
  }
}
