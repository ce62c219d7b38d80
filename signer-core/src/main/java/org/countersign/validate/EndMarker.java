package org.countersign.validate;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end marker of an artefact, as written and as computed: {@code ; end of zone: N records,
 * sha256 HEX}, N counting the records and the digest being over all octets before the line.
 */
record EndMarker(long records, String sha256, long readRecords, String readSha256) {
  static final byte[] START = "; end of zone: ".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern LINE =
      Pattern.compile("; end of zone: (\\d{1,18}) records, sha256 ([0-9a-f]{64})");

  /** The marker a line states, or null if it is cut or states none. */
  static EndMarker of(String line, long readRecords, String readSha256) {
    Matcher m = LINE.matcher(line.strip());
    return m.matches()
        ? new EndMarker(Long.parseLong(m.group(1)), m.group(2), readRecords, readSha256)
        : null;
  }

  boolean holds() {
    return records == readRecords && sha256.equals(readSha256);
  }
}
