package org.countersign.keystore;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;

/**
 * The text of a {@code K*.key} file: one DNSKEY record in zone file form, with comments.
 *
 * @param timing from the comments, which repeat the private file's metadata
 */
record BindPublicFile(Name owner, Dnskey dnskey, BindTiming timing) {
  // An escaped one belongs to the owner's name.
  private static final Pattern COMMENT = Pattern.compile("(?<!\\\\);");
  private static final Pattern BRACKET = Pattern.compile("(?<!\\\\)[()]");
  private static final Pattern TTL = Pattern.compile("\\d+[smhdwSMHDW]?");

  /**
   * Reads the text; empty if its record is of another type (KEY: a host key, for SIG(0)).
   *
   * @throws IllegalArgumentException if there is no whole record
   */
  static Optional<BindPublicFile> parse(String text) {
    StringBuilder record = new StringBuilder();
    StringBuilder comments = new StringBuilder();
    for (String line : text.split("\\R")) {
      String[] parts = COMMENT.split(line, 2);
      record.append(' ').append(parts[0]);
      if (parts.length == 2) {
        comments.append(parts[1].trim()).append('\n');
      }
    }
    Deque<String> words =
        new ArrayDeque<>(List.of(BRACKET.matcher(record).replaceAll(" ").trim().split("\\s+")));
    try {
      Name owner = Name.parse(words.pop());
      while (TTL.matcher(words.peek()).matches() || words.peek().equalsIgnoreCase("IN")) {
        words.pop();
      }
      if (!words.pop().toUpperCase(Locale.ROOT).equals("DNSKEY")) {
        return Optional.empty();
      }
      Dnskey dnskey =
          new Dnskey(
              Integer.parseInt(words.pop()),
              Integer.parseInt(words.pop()),
              Integer.parseInt(words.pop()),
              Base64.getDecoder().decode(String.join("", words)));
      return Optional.of(
          new BindPublicFile(
              owner, dnskey, BindPrivateFile.timing(BindPrivateFile.fields(comments.toString()))));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("there is no whole DNSKEY record in it", e);
    }
  }

  /** The file's text as dnssec-keygen would write it. */
  String format() {
    StringBuilder out = new StringBuilder();
    String kind = dnskey.isEntryPoint() ? "key" : "zone";
    out.append("; This is a ").append(kind).append("-signing key, keyid ").append(dnskey.tag());
    out.append(", for ").append(owner).append('\n');
    for (BindTiming.Event event : BindTiming.Event.values()) {
      timing
          .at(event)
          .ifPresent(
              at ->
                  out.append("; ")
                      .append(event.field())
                      .append(": ")
                      .append(BindTiming.format(at))
                      .append(" (")
                      .append(at)
                      .append(")\n"));
    }
    out.append(owner).append(" IN DNSKEY ").append(dnskey.flags()).append(' ');
    out.append(dnskey.protocol()).append(' ').append(dnskey.algorithm()).append(' ');
    out.append(Base64.getEncoder().encodeToString(dnskey.publicKey())).append('\n');
    return out.toString();
  }
}
