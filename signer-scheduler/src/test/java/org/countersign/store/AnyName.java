package org.countersign.store;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Random legal names: any octet, any number and length of labels that fit. */
final class AnyName {
  private AnyName() {}

  static byte[] wire(Random random) {
    return wire(random, new byte[] {0});
  }

  /** A name below {@code origin}. */
  static byte[] wire(Random random, byte[] origin) {
    int limit = 255 - origin.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int labels = 1 + random.nextInt(random.nextInt(8) == 0 ? 120 : 4);
    for (int i = 0; i < labels; i++) {
      int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 63 : 8);
      if (out.size() + length + 1 > limit) {
        break;
      }
      out.write(length);
      for (int c = 0; c < length; c++) {
        out.write(random.nextInt(256));
      }
    }
    out.writeBytes(origin);
    return out.toByteArray();
  }
}
