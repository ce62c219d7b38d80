package org.countersign.zone.text;

import java.nio.charset.StandardCharsets;
import org.countersign.dns.Name;
import org.countersign.dns.Rdata;
import org.countersign.dns.RecordType;

/**
 * Reads master file text (RFC 1035 section 5.1) from an array. Plain one-line records take the
 * short way; parentheses, quotes, comments within and rare types take the long one, through
 * dnsjava.
 */
final class TextParser {
  private static final byte PLAIN = 0;
  private static final byte BLANK = 1;
  private static final byte LINE_END = 2;
  private static final byte SYNTAX = 3;

  /** What an octet is on a line; what is neither plain nor blank needs the full syntax. */
  private static final byte[] KIND = new byte[256];

  static {
    for (int c = 0; c < KIND.length; c++) {
      KIND[c] = Blank.isControl(c) || "();\"\\".indexOf(c) >= 0 ? SYNTAX : PLAIN;
    }
    KIND[' '] = BLANK;
    KIND['\t'] = BLANK;
    KIND['\r'] = BLANK;
    KIND['\n'] = LINE_END;
  }

  private final byte[] text;
  private final int end;
  private final TextState state;
  private final RecordSink sink;
  private final byte[] rdata = new byte[65_535 + 255];
  private final long base;
  private int at;

  /**
   * @param to where a line ends, so that only a record of several lines can be cut
   * @param base offset of the array's first octet in the whole text, for messages
   */
  TextParser(byte[] text, int from, int to, long base, TextState state, RecordSink sink) {
    this.text = text;
    this.at = from;
    this.end = to;
    this.base = base;
    this.state = state;
    this.sink = sink;
  }

  /** Whether the range ended within parentheses or a quoted string, so that more must be read. */
  private boolean open;

  /**
   * Reads all records of the range.
   *
   * @return false if the range ends in the middle of a record; what was read before it is in the
   *     sink
   * @throws ZoneTextException if the text is at fault
   */
  boolean readAll() {
    while (at < end) {
      record();
      if (open) {
        return false;
      }
    }
    return true;
  }

  /** How far whole records were read. */
  int position() {
    return at;
  }

  private void record() {
    int start = at;
    int c = text[at];
    if (c == '\n' || c == '\r' && at + 1 < end && text[at + 1] == '\n') {
      at++;
      return;
    }
    if (c == '$' || !plainRecord(start)) {
      longRecord(start);
    }
  }

  /** Reads a record that stands on one line without any syntax; false, and nothing done, if not. */
  private boolean plainRecord(int start) {
    int i = start;
    boolean inherits = Blank.is(text[start]);
    if (!inherits) {
      i = ownerEnd(start);
    }
    int ownerEnd = i;
    int ttl = TextState.NONE;
    boolean classSeen = false;
    int type = -1;
    while (type < 0) {
      i = skipBlanks(i);
      int token = i;
      while (i < end && KIND[text[i] & 0xff] == PLAIN) {
        i++;
      }
      if (i == token || i >= end || KIND[text[i] & 0xff] == SYNTAX) {
        return false; // a blank line, a comment, a parenthesis, or the text's end
      }
      if (ttl == TextState.NONE && text[token] >= '0' && text[token] <= '9') {
        ttl = ttl(start, text, token, i);
      } else if (!classSeen
          && i - token == 2
          && (text[token] | 32) == 'i'
          && (text[token + 1] | 32) == 'n') {
        classSeen = true;
      } else {
        type = TypeText.type(text, token, i);
        if (type < 0) {
          return false;
        }
      }
    }
    int data = skipBlanks(i);
    i = data;
    while (i < end && text[i] != '\n') {
      if (KIND[text[i] & 0xff] == SYNTAX) {
        return false;
      }
      i++;
    }
    if (i == end) {
      return false;
    }
    int dataEnd = i;
    while (dataEnd > data && Blank.is(text[dataEnd - 1])) {
      dataEnd--;
    }
    if (!inherits) {
      owner(start, text, start, ownerEnd);
    }
    int length = HotRdata.read(type, text, data, dataEnd, state.origin, rdata);
    if (length < 0) {
      length = coldRdata(start, type, string(data, dataEnd));
    }
    put(start, type, ttl, length);
    at = i + 1;
    return true;
  }

  private int ownerEnd(int start) {
    int i = start;
    while (i < end) {
      if (text[i] == '\\' && i + 1 < end && text[i + 1] != '\n') {
        i += 2;
      } else if (KIND[text[i] & 0xff] == PLAIN) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < end && KIND[text[i] & 0xff] == BLANK) {
      i++;
    }
    return i;
  }

  private void owner(int start, byte[] text, int from, int to) {
    int length = WireNames.read(text, from, to, state.origin, state.owner, 0);
    if (length < 0) {
      state.ownerLength = 0;
      throw notAName(start, new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }
    state.ownerLength = length;
  }

  private int ttl(int start, byte[] text, int from, int to) {
    int ttl = Numbers.ttl(text, from, to);
    if (ttl < 0) {
      String found = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
      throw fault(start, "\"" + found + "\" is not a TTL; 0 to 2147483647 is");
    }
    return ttl;
  }

  private ZoneTextException notAName(int start, String text) {
    return fault(
        start,
        "\""
            + text
            + "\" is not a domain name"
            + (state.origin.length == 0 ? " while no origin is known: say --origin" : ""));
  }

  private int coldRdata(int start, int type, String data) {
    try {
      Name origin = state.origin.length == 0 ? Name.ROOT : Name.ofWire(state.origin);
      byte[] wire = Rdata.parse(type, data, origin);
      if (wire.length > 0xffff) {
        throw fault(start, wire.length + " octets of RDATA; a record has at most 65535");
      }
      System.arraycopy(wire, 0, rdata, 0, wire.length);
      return wire.length;
    } catch (IllegalArgumentException e) {
      throw fault(start, e.getMessage());
    }
  }

  private void put(int start, int type, int statedTtl, int length) {
    if (state.ownerLength == 0) {
      throw fault(start, "the first record has no owner name");
    }
    if (RecordType.isMeta(type)) {
      throw fault(start, RecordType.mnemonic(type) + " is for messages and stands in no zone");
    }
    int ttl = statedTtl;
    if (ttl == TextState.NONE) {
      ttl = state.defaultTtl != TextState.NONE ? state.defaultTtl : state.lastTtl;
      if (ttl == TextState.NONE) {
        throw fault(start, "a record without a TTL, and no $TTL or earlier TTL to take");
      }
    } else {
      state.lastTtl = ttl;
    }
    if (!sink.add(state.owner, state.ownerLength, type, ttl, rdata, 0, length)) {
      throw fault(start, Name.text(state.owner, 0) + " is not in the zone");
    }
  }

  /** The full syntax: a logical line is put together first, then read token by token. */
  private void longRecord(int start) {
    LogicalLine line = LogicalLine.read(text, start, end);
    if (line == null) {
      open = true;
      return;
    }
    if (line.fault() != null) {
      throw fault(start, line.fault());
    }
    at = line.end();
    if (line.isEmpty()) {
      return;
    }
    String first = line.ownerToken();
    if (first != null && first.startsWith("$")) {
      directive(start, first, line);
      return;
    }
    if (first != null) {
      byte[] octets = first.getBytes(StandardCharsets.ISO_8859_1);
      owner(start, octets, 0, octets.length);
    }
    int ttl = TextState.NONE;
    boolean classSeen = false;
    while (true) {
      String token = line.next();
      if (token == null) {
        throw fault(start, "a record without a type");
      }
      byte[] octets = token.getBytes(StandardCharsets.ISO_8859_1);
      if (ttl == TextState.NONE && octets[0] >= '0' && octets[0] <= '9') {
        ttl = ttl(start, octets, 0, octets.length);
        continue;
      }
      if (!classSeen && token.equalsIgnoreCase("IN")) {
        classSeen = true;
        continue;
      }
      int type = RecordType.parse(token);
      if (type < 0) {
        throw fault(start, "\"" + token + "\" is neither a TTL, nor class IN, nor a record type");
      }
      put(start, type, ttl, coldRdata(start, type, line.rest()));
      return;
    }
  }

  private void directive(int start, String name, LogicalLine line) {
    String value = line.next();
    switch (name.toUpperCase(java.util.Locale.ROOT)) {
      case "$TTL" -> {
        byte[] octets = value == null ? new byte[0] : value.getBytes(StandardCharsets.ISO_8859_1);
        int ttl = Numbers.ttl(octets, 0, octets.length);
        if (ttl < 0) {
          throw fault(start, "$TTL with \"" + value + "\", which is not a TTL");
        }
        state.defaultTtl = ttl;
      }
      case "$ORIGIN" -> {
        byte[] octets = value == null ? new byte[0] : value.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wire = new byte[Name.MAX_WIRE + 1];
        int length = WireNames.read(octets, 0, octets.length, state.origin, wire, 0);
        if (length < 0) {
          throw fault(start, "$ORIGIN with \"" + value + "\", which is not a domain name");
        }
        state.origin = java.util.Arrays.copyOf(wire, length);
      }
      default ->
          throw fault(
              start,
              name + " is not read here: expand it first, for instance with named-compilezone");
    }
  }

  private String string(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private ZoneTextException fault(int start, String message) {
    return new ZoneTextException(base + start, message);
  }
}
