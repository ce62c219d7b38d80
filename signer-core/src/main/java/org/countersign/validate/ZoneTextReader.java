package org.countersign.validate;

import java.io.InputStream;
import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;

/**
 * The gate's own reader of zone text (RFC 1035 section 5, RFC 2308 section 4, RFC 3597), one record
 * at a time into the same fields, nothing made for a record. A record that cannot be read is
 * reported to {@link Problems} and left out.
 */
final class ZoneTextReader {
  private final ZoneInput in;
  private final Problems problems;
  private final Tokens tokens = new Tokens();
  private final Octets rdataOctets = new Octets();
  private final TextRdata text = new TextRdata(rdataOctets);
  private byte[] origin;
  private byte[] ownerText = new byte[256];
  private int ownerTextLength = -1;
  private long defaultTtl = -1;
  private long lastTtl = -1;
  private boolean hasOwner;

  /** The owner, canonical wire format. */
  final byte[] owner = new byte[Name.MAX_WIRE + 1];

  int ownerLength;

  /** The owner's sort key below the root (see {@link OwnerKey}). */
  final byte[] key = new byte[OwnerKey.MAX + 2];

  int keyLength;

  /** Counts up whenever the owner may have changed: equal numbers mean equal owners. */
  long ownerNumber;

  int type;
  int recordClass;
  long ttl;

  /** The data, canonical wire format, {@code rdataLength()} octets. */
  final byte[] rdata = rdataOctets.bytes;

  /** Records read. */
  long records;

  /** Physical lines passed. */
  long line;

  /** Whether the last octet of the file ends a line. */
  boolean endsWithNewline = true;

  /**
   * @param origin what relative names are relative to, or null
   */
  ZoneTextReader(InputStream in, Name origin, Problems problems) {
    this.in = new ZoneInput(in);
    this.origin = origin == null ? null : origin.wire();
    this.problems = problems;
  }

  /** Sets the TTL of records that state none, as {@code $TTL} does. */
  void defaultTtl(long seconds) {
    defaultTtl = seconds;
  }

  int rdataLength() {
    return rdataOctets.length;
  }

  /** Octets read. */
  long position() {
    return in.position();
  }

  /** Reads the next record; false at the end of the file. */
  boolean next() {
    while (true) {
      if (in.at == in.limit) {
        if (in.last) {
          return false;
        }
        in.more();
        continue;
      }
      if (in.buffer[in.at] == ';') {
        if (!comment()) {
          continue;
        }
      } else {
        int end = tokens.scan(in.buffer, in.at, in.limit, in.last);
        if (end == Tokens.CUT) {
          if (!in.more()) {
            problems.at(line + 1, "no line of a zone is that long: this is not a zone file");
            in.drain();
            return false;
          }
          continue;
        }
        long first = line + 1;
        line += tokens.lines;
        in.at = end;
        endsWithNewline = in.buffer[end - 1] == '\n';
        if (tokens.count > 0 && record(first)) {
          return true;
        }
      }
    }
  }

  /** Passes a comment line; false if more of the file must be read first. */
  private boolean comment() {
    int end = in.at;
    while (end < in.limit && in.buffer[end] != '\n') {
      end++;
    }
    if (end == in.limit && !in.last) {
      if (!in.more()) {
        in.drain();
      }
      return false;
    }
    endsWithNewline = end < in.limit;
    line++;
    in.at = Math.min(end + 1, in.limit);
    return true;
  }

  private boolean record(long first) {
    try {
      if (tokens.open) {
        throw new ZoneTextException("the file ends inside a record: it is cut");
      }
      if (!tokens.blankStart
          && tokens.text[tokens.from[0]] == '$'
          && tokens.to[0] > tokens.from[0]) {
        directive();
        return false;
      }
      int i = 0;
      if (!tokens.blankStart) {
        owner();
        i = 1;
      } else if (!hasOwner) {
        throw new ZoneTextException("the first record has no owner");
      }
      i = head(i);
      if (type == RecordType.SOA && ttl < 0 && i + 6 < tokens.count) {
        ttl = TextRdata.ttl(tokens, i + 6); // no TTL anywhere before the SOA: its minimum
      }
      if (ttl < 0) {
        throw new ZoneTextException("the record has no TTL and none stands before it");
      }
      if (recordClass == 1) {
        text.read(type, tokens, i, origin);
      } else {
        rdataOctets.length = 0;
      }
      lastTtl = ttl;
      records++;
      return true;
    } catch (ZoneTextException e) {
      boolean cut = in.last && in.at == in.limit && !endsWithNewline;
      problems.at(first, e.getMessage() + (cut ? "; the file ends here, in mid-line" : ""));
      return false;
    }
  }

  private void directive() throws ZoneTextException {
    if (tokens.is(0, "$ORIGIN")) {
      tokens.need(1);
      byte[] wire = new byte[Name.MAX_WIRE + 1];
      int end = TextName.read(tokens.text, tokens.from[1], tokens.to[1], origin, true, wire, 0);
      origin = Arrays.copyOf(wire, end);
      ownerTextLength = -1; // the same text may mean another name now
    } else if (tokens.is(0, "$TTL")) {
      tokens.need(1);
      defaultTtl = TextRdata.ttl(tokens, 1);
    } else {
      throw new ZoneTextException(
          tokens.string(0)
              + " is not taken: what is judged must stand in one file, record by record;"
              + " write it out first, as named-compilezone does");
    }
  }

  private void owner() throws ZoneTextException {
    int from = tokens.from[0];
    int to = tokens.to[0];
    if (to - from == ownerTextLength
        && Arrays.equals(tokens.text, from, to, ownerText, 0, ownerTextLength)) {
      return;
    }
    ownerTextLength = -1;
    hasOwner = false;
    ownerLength = TextName.read(tokens.text, from, to, origin, true, owner, 0);
    keyLength = OwnerKey.encode(owner, 0, ownerLength, Name.ROOT, key);
    ownerNumber++;
    hasOwner = true;
    if (to - from > ownerText.length) {
      ownerText = new byte[(to - from) * 2];
    }
    System.arraycopy(tokens.text, from, ownerText, 0, to - from);
    ownerTextLength = to - from;
  }

  /** Reads TTL, class and type, the first two in either order or missing. */
  private int head(int i) throws ZoneTextException {
    ttl = -1;
    recordClass = -1;
    while (true) {
      tokens.need(i);
      byte first = tokens.text[Math.min(tokens.from[i], tokens.text.length - 1)];
      if (ttl < 0 && first >= '0' && first <= '9') {
        ttl = TextRdata.ttl(tokens, i++);
      } else if (recordClass < 0 && (recordClass = ClassWords.of(tokens, i)) >= 0) {
        i++;
      } else {
        break;
      }
    }
    type = TypeWords.type(tokens.text, tokens.from[i], tokens.to[i]);
    if (type < 0) {
      throw new ZoneTextException("\"" + tokens.string(i) + "\" is not a record type");
    }
    recordClass = recordClass < 0 ? 1 : recordClass;
    if (ttl < 0) {
      ttl = defaultTtl >= 0 ? defaultTtl : lastTtl; // RFC 2308 section 4, else RFC 1035
    }
    return i + 1;
  }
}
