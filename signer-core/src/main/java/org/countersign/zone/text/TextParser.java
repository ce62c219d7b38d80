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
  private final byte[] text;
  private final int end;
  private final TextState state;
  private final RecordSink sink;
  private final byte[] rdata = new byte[65_535 + 255];
  private final long base;
  private int at;

  /**
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
    if (c == '\n' || c == '\r') {
      at++;
      return;
    }
    if (c == ';') {
      skipLine();
      return;
    }
    int i = at;
    boolean inherits = c == ' ' || c == '\t';
    if (!inherits) {
      while (i < end && text[i] > ' ' && text[i] != ';' && text[i] != '(' && text[i] != '"') {
        i += text[i] == '\\' ? 2 : 1;
      }
      if (i < end && text[i] > ' ') {
        longRecord(start);
        return;
      }
      if (c == '$') {
        longRecord(start);
        return;
      }
    }
    int ownerEnd = Math.min(i, end);
    int ttl = TextState.NONE;
    boolean classSeen = false;
    int type = 0;
    while (type == 0) {
      while (i < end && (text[i] == ' ' || text[i] == '\t')) {
        i++;
      }
      int token = i;
      while (i < end && text[i] > ' ' && text[i] != ';' && text[i] != '(' && text[i] != '"') {
        i++;
      }
      if (i == token || i >= end || text[i] > ' ') {
        longRecord(start); // a blank line, a comment, a parenthesis, or the text's end
        return;
      }
      if (ttl == TextState.NONE && text[token] >= '0' && text[token] <= '9') {
        ttl = Numbers.ttl(text, token, i);
        if (ttl < 0) {
          throw fault(start, "\"" + string(token, i) + "\" is not a TTL; 0 to 2147483647 is");
        }
      } else if (!classSeen
          && i - token == 2
          && (text[token] | 32) == 'i'
          && (text[token + 1] | 32) == 'n') {
        classSeen = true;
      } else {
        type = TypeText.type(text, token, i);
        if (type < 0) {
          longRecord(start);
          return;
        }
      }
    }
    while (i < end && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    int data = i;
    while (i < end && text[i] != '\n') {
      byte b = text[i];
      if (b == ';' || b == '(' || b == ')' || b == '"' || b == '\\') {
        longRecord(start);
        return;
      }
      i++;
    }
    int dataEnd = i;
    while (dataEnd > data && text[dataEnd - 1] <= ' ') {
      dataEnd--;
    }
    if (!inherits) {
      owner(start, start, ownerEnd);
    }
    int length = HotRdata.read(type, text, data, dataEnd, state.origin, rdata);
    if (length < 0) {
      length = coldRdata(start, type, string(data, dataEnd));
    }
    put(start, type, ttl, length);
    at = Math.min(i + 1, end);
  }

  private void skipLine() {
    while (at < end && text[at] != '\n') {
      at++;
    }
    at = Math.min(at + 1, end);
  }

  private void owner(int start, int from, int to) {
    int length = WireNames.read(text, from, to, state.origin, state.owner, 0);
    if (length < 0) {
      state.ownerLength = 0;
      throw notAName(start, string(from, to));
    }
    state.ownerLength = length;
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
      byte[] owner = first.getBytes(StandardCharsets.ISO_8859_1);
      int length = WireNames.read(owner, 0, owner.length, state.origin, state.owner, 0);
      if (length < 0) {
        state.ownerLength = 0;
        throw notAName(start, first);
      }
      state.ownerLength = length;
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
        ttl = Numbers.ttl(octets, 0, octets.length);
        if (ttl < 0) {
          throw fault(start, "\"" + token + "\" is not a TTL; 0 to 2147483647 is");
        }
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
