package org.countersign.sign;

/** The type bitmap of NSEC and NSEC3 records (RFC 4034 section 4.1.2). */
final class TypeBitmap {
  private TypeBitmap() {}

  /**
   * Writes the bitmap of ascending type numbers at {@code out[at..]}.
   *
   * @return the octet after it
   */
  static int write(int[] types, int count, byte[] out, int at) {
    int window = -1;
    int start = 0;
    for (int i = 0; i < count; i++) {
      int type = types[i];
      if (type >>> 8 != window) {
        window = type >>> 8;
        start = at;
        out[at++] = (byte) window;
        out[at++] = 0;
      }
      int octet = (type & 0xff) >>> 3;
      while ((out[start + 1] & 0xff) <= octet) {
        out[at++] = 0;
        out[start + 1]++;
      }
      out[start + 2 + octet] |= (byte) (0x80 >>> (type & 7));
    }
    return at;
  }
}
