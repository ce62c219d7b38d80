package org.countersign.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;

/**
 * RDATA between presentation and wire format, for every type dnsjava knows (RFC 3597 otherwise).
 */
public final class Rdata {
  private static final int PRIVATE_USE = 65280;

  /** The root as owner, type, class, TTL and length. */
  private static final int BEFORE_RDATA = 1 + 2 + 2 + 4 + 2;

  /** By RFC 4034 section 6.2 as of RFC 6840 section 5.1: NS to DNAME and RRSIG, without NSEC. */
  private static final Set<Integer> DOWN_CASED =
      Set.of(2, 3, 4, 5, 6, 7, 8, 9, 12, 14, 15, 17, 18, 21, 24, 26, 30, 33, 35, 36, 38, 39, 46);

  private Rdata() {}

  /**
   * Reads presentation format; names in it are relative to {@code origin}. A character above 126
   * stands for one octet.
   *
   * @return canonical wire format (RFC 4034 section 6.2, RFC 6840 section 5.1)
   * @throws IllegalArgumentException if the text is not RDATA of the type
   */
  public static byte[] parse(int type, String text, Name origin) {
    try (Tokenizer tokens = new Tokenizer(ascii(text))) {
      Record record =
          Record.fromString(org.xbill.DNS.Name.root, type, DClass.IN, 0, tokens, foreign(origin));
      return text.stripLeading().startsWith("\\#")
          ? asGiven(record, octets(text, origin))
          : canonical(record);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "not " + RecordType.mnemonic(type) + " data: " + e.getMessage(), e);
    }
  }

  /** dnsjava down-cases the names of every type; SVCB (RFC 9460) and later types keep theirs. */
  private static byte[] canonical(Record record) {
    if (DOWN_CASED.contains(record.getType())) {
      return record.rdataToWireCanonical();
    }
    byte[] whole = record.toWire(Section.ANSWER);
    return Arrays.copyOfRange(whole, BEFORE_RDATA, whole.length);
  }

  /** The octets of the form for unknown types (RFC 3597 section 5). */
  private static byte[] octets(String text, Name origin) throws IOException {
    try (Tokenizer tokens = new Tokenizer(text)) {
      return Record.fromString(
              org.xbill.DNS.Name.root, PRIVATE_USE, DClass.IN, 0, tokens, foreign(origin))
          .rdataToWireCanonical();
    }
  }

  /**
   * The canonical form changes the case of names and nothing else; where dnsjava's does more, as it
   * does to a WKS with empty octets at its end, it is the octets that were given.
   */
  private static byte[] asGiven(Record record, byte[] octets) {
    try {
      byte[] canonical = canonical(record);
      return sameButForCase(canonical, octets) ? canonical : octets;
    } catch (RuntimeException e) {
      return octets; // a WKS without services can be read and not written
    }
  }

  private static boolean sameButForCase(byte[] one, byte[] other) {
    return new String(one, ISO_8859_1).equalsIgnoreCase(new String(other, ISO_8859_1));
  }

  /** dnsjava would read other octets by the platform's character set. */
  private static String ascii(String text) {
    if (text.chars().allMatch(c -> c < 0x7f)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      if (c > 0xff) {
        throw new IllegalArgumentException("a character that is no octet: " + c);
      }
      if (c < 0x7f) {
        out.append(c);
      } else {
        out.append('\\').append((int) c);
      }
    }
    return out.toString();
  }

  /**
   * The RDATA as presentation format, on one line. Where the type's own form would lose something,
   * as dnsjava's of LOC does, it is the form for unknown types (RFC 3597 section 5).
   *
   * @throws IllegalArgumentException if the octets are not RDATA of the type
   */
  public static String text(int type, byte[] rdata) {
    String text;
    try {
      text =
          Record.newRecord(org.xbill.DNS.Name.root, type, DClass.IN, 0, rdata.length, rdata)
              .rdataToString();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "not " + RecordType.mnemonic(type) + " data: " + e.getMessage(), e);
    }
    if (readsAs(type, text, rdata)) {
      return text;
    }
    return generic(rdata);
  }

  private static boolean readsAs(int type, String text, byte[] rdata) {
    try {
      return text.indexOf('\n') < 0 && Arrays.equals(parse(type, text, Name.ROOT), rdata);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String generic(byte[] rdata) {
    String hex = HexFormat.of().formatHex(rdata);
    return ("\\# " + rdata.length + " " + hex).trim();
  }

  private static org.xbill.DNS.Name foreign(Name name) {
    try {
      return org.xbill.DNS.Name.fromString(name.toString());
    } catch (TextParseException e) {
      throw new IllegalStateException("dnsjava does not read the name " + name, e);
    }
  }
}
