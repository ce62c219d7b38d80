package org.countersign.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A fully qualified domain name in canonical form: wire format, ASCII letters in lower case (RFC
 * 4034 section 6.2). Names are ordered canonically (RFC 4034 section 6.1).
 */
public final class Name implements Comparable<Name> {
  /** The root. */
  public static final Name ROOT = new Name(new byte[] {0});

  /** Most octets of a name in wire format (RFC 1035 section 2.3.4). */
  public static final int MAX_WIRE = 255;

  private final byte[] wire;

  private Name(byte[] wire) {
    this.wire = wire;
  }

  /**
   * Reads presentation format (RFC 1035 section 5.1); the final dot may be missing, the name is
   * taken as fully qualified all the same.
   *
   * @throws IllegalArgumentException if the text is not a legal name
   */
  public static Name parse(String text) {
    if (text.equals(".")) {
      return ROOT;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty string is not a domain name");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is not ASCII: write an IDN as its A-label, other octets as \\DDD");
      }
    }
    byte[] in = text.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length + 2);
    ByteArrayOutputStream label = new ByteArrayOutputStream(63);
    for (int i = 0; i < in.length; i++) {
      int c = in[i] & 0xff;
      if (c == '.') {
        endLabel(label, out, text);
        continue;
      }
      if (c == '\\') {
        if (i + 3 < in.length && digit(in[i + 1]) && digit(in[i + 2]) && digit(in[i + 3])) {
          c = (in[i + 1] - '0') * 100 + (in[i + 2] - '0') * 10 + (in[i + 3] - '0');
          i += 3;
        } else if (i + 1 < in.length && !digit(in[i + 1])) {
          c = in[++i] & 0xff;
        } else {
          throw new IllegalArgumentException("\"" + text + "\" ends or continues wrongly after \\");
        }
        if (c > 255) {
          throw new IllegalArgumentException("\"" + text + "\" has an escape above \\255");
        }
      }
      label.write(c);
    }
    if (label.size() > 0) {
      endLabel(label, out, text);
    }
    out.write(0);
    return ofWire(out.toByteArray());
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static void endLabel(
      ByteArrayOutputStream label, ByteArrayOutputStream out, String text) {
    if (label.size() == 0 || label.size() > 63) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has a label of " + label.size() + " octets; a label has 1 to 63");
    }
    out.write(label.size());
    out.writeBytes(label.toByteArray());
    label.reset();
  }

  /**
   * Takes an uncompressed wire-format name; upper-case letters are folded.
   *
   * @throws IllegalArgumentException if the octets are not exactly one legal name
   */
  public static Name ofWire(byte[] octets) {
    int at = 0;
    while (true) {
      if (at >= octets.length || octets[at] < 0 || octets[at] > 63) {
        throw new IllegalArgumentException("not a wire-format name: bad label at octet " + at);
      }
      if (octets[at] == 0) {
        break;
      }
      at += octets[at] + 1;
    }
    if (at + 1 != octets.length || octets.length > MAX_WIRE) {
      throw new IllegalArgumentException(
          "not a wire-format name: " + octets.length + " octets, a name ends within " + MAX_WIRE);
    }
    byte[] copy = octets.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = lower(copy[i]);
    }
    return copy.length == 1 ? ROOT : new Name(copy);
  }

  /** Folds an ASCII upper-case letter; a length octet is below 64 and so never changed. */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  /** A copy of the wire format. */
  public byte[] wire() {
    return wire.clone();
  }

  /** Octets of the wire format, the root label's included. */
  public int length() {
    return wire.length;
  }

  /** Copies the wire format into {@code target} and returns the octet after it. */
  public int write(byte[] target, int at) {
    System.arraycopy(wire, 0, target, at, wire.length);
    return at + wire.length;
  }

  /** Whether exactly this name's octets stand at {@code octets[at..]}. */
  boolean matches(byte[] octets, int at) {
    return Arrays.equals(octets, at, at + wire.length, wire, 0, wire.length);
  }

  /** Labels without the root label: 0 for the root, 2 for {@code a.example.}. */
  public int labels() {
    int count = 0;
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      count++;
    }
    return count;
  }

  /** The name without its first label; the root is its own parent. */
  public Name parent() {
    return wire[0] == 0 ? this : ofWire(Arrays.copyOfRange(wire, wire[0] + 1, wire.length));
  }

  /** Whether this name is {@code ancestor} or below it. */
  public boolean isWithin(Name ancestor) {
    int at = wire.length - ancestor.wire.length;
    if (at < 0 || !Arrays.equals(wire, at, wire.length, ancestor.wire, 0, ancestor.wire.length)) {
      return false;
    }
    int label = 0;
    while (label < at) {
      label += wire[label] + 1;
    }
    return label == at; // the tail must begin at a label's start, not inside one
  }

  public boolean isWildcard() {
    return wire.length > 2 && wire[0] == 1 && wire[1] == '*';
  }

  @Override
  public int compareTo(Name other) {
    return Arrays.compareUnsigned(OwnerKey.of(this, ROOT), OwnerKey.of(other, ROOT));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Name n && Arrays.equals(wire, n.wire);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(wire);
  }

  /** Presentation format with the final dot; every octet that is not plain is escaped. */
  @Override
  public String toString() {
    return text(wire, 0);
  }

  /** Presentation format of the wire-format name that begins at {@code at}. */
  public static String text(byte[] wire, int at) {
    if (wire[at] == 0) {
      return ".";
    }
    StringBuilder out = new StringBuilder(wire.length + 8);
    while (wire[at] != 0) {
      int end = at + 1 + wire[at];
      for (int i = at + 1; i < end; i++) {
        appendOctet(out, wire[i] & 0xff);
      }
      out.append('.');
      at = end;
    }
    return out.toString();
  }

  private static void appendOctet(StringBuilder out, int c) {
    switch (c) {
      case '"', '(', ')', '.', ';', '\\', '@', '$' -> out.append('\\').append((char) c);
      default -> {
        if (c > 0x20 && c < 0x7f) {
          out.append((char) c);
        } else {
          out.append('\\').append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10));
          out.append((char) ('0' + c % 10));
        }
      }
    }
  }
}
