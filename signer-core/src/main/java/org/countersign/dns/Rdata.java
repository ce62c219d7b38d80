package org.countersign.dns;

import java.io.IOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;

/**
 * RDATA between presentation and wire format, for every type dnsjava knows (RFC 3597 otherwise).
 */
public final class Rdata {
  private Rdata() {}

  /**
   * Reads presentation format; names in it are relative to {@code origin}.
   *
   * @return canonical wire format (RFC 4034 section 6.2, RFC 6840 section 5.1)
   * @throws IllegalArgumentException if the text is not RDATA of the type
   */
  public static byte[] parse(int type, String text, Name origin) {
    try (Tokenizer tokens = new Tokenizer(text)) {
      Record record =
          Record.fromString(org.xbill.DNS.Name.root, type, DClass.IN, 0, tokens, foreign(origin));
      return record.rdataToWireCanonical();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not " + RecordType.mnemonic(type) + " data: " + e.getMessage(), e);
    }
  }

  /**
   * The RDATA as presentation format, on one line.
   *
   * @throws IllegalArgumentException if the octets are not RDATA of the type
   */
  public static String text(int type, byte[] rdata) {
    try {
      return Record.newRecord(org.xbill.DNS.Name.root, type, DClass.IN, 0, rdata.length, rdata)
          .rdataToString();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "not " + RecordType.mnemonic(type) + " data: " + e.getMessage(), e);
    }
  }

  private static org.xbill.DNS.Name foreign(Name name) {
    try {
      return org.xbill.DNS.Name.fromString(name.toString());
    } catch (TextParseException e) {
      throw new IllegalStateException("dnsjava does not read the name " + name, e);
    }
  }
}
