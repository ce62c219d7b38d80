package org.countersign.keystore;

import java.time.Duration;
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
 * @param ttl of the DNSKEY RRset that the key is to come into; BIND takes the SOA's without it
 * @param timing from the comments, which repeat the private file's metadata
 */
record BindPublicFile(Name owner, Optional<Duration> ttl, Dnskey dnskey, BindTiming timing) {
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
      Optional<Duration> ttl = Optional.empty();
      while (TTL.matcher(words.peek()).matches() || words.peek().equalsIgnoreCase("IN")) {
        String word = words.pop();
        if (!word.equalsIgnoreCase("IN")) {
          ttl = Optional.of(ttl(word));
        }
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
              owner,
              ttl,
              dnskey,
              BindTiming.read(BindText.fields(comments.toString()), BindTiming.Event::field)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("there is no whole DNSKEY record in it", e);
    }
  }

  /** The file's text as dnssec-keygen would write it. */
  String format() {
    StringBuilder out = new StringBuilder();
    out.append("; This is a ").append(dnskey.isRevoked() ? "revoked " : "");
    out.append(dnskey.isEntryPoint() ? "key" : "zone").append("-signing key, keyid ");
    out.append(dnskey.tag()).append(", for ").append(owner).append('\n');
    timing
        .format(e -> isComment(e) ? e.field() : "", BindTiming::inWords)
        .lines()
        .forEach(line -> out.append("; ").append(line).append('\n'));
    out.append(owner).append(ttl.map(t -> " " + t.toSeconds()).orElse(""));
    out.append(" IN DNSKEY ").append(dnskey.flags()).append(' ');
    out.append(dnskey.protocol()).append(' ').append(dnskey.algorithm()).append(' ');
    out.append(Base64.getEncoder().encodeToString(dnskey.publicKey())).append('\n');
    return out.toString();
  }

  /** BIND writes the DS's dates into the other two files only. */
  private static boolean isComment(BindTiming.Event event) {
    return event != BindTiming.Event.DS_PUBLISH && event != BindTiming.Event.DS_DELETE;
  }

  private static Duration ttl(String word) {
    int digits = word.length() - (Character.isDigit(word.charAt(word.length() - 1)) ? 0 : 1);
    long number = Long.parseLong(word.substring(0, digits));
    return switch (word.substring(digits).toLowerCase(Locale.ROOT)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      case "w" -> Duration.ofDays(7 * number);
      default -> Duration.ofSeconds(number);
    };
  }
}
