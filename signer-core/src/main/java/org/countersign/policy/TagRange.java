package org.countersign.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.dns.KeyTag;

/**
 * The key tags, {@code from} to {@code to} inclusive, that new keys may have: operators who sign
 * one zone together (RFC 8901) divide the tags among them.
 */
public record TagRange(int from, int to) {
  /** Every tag. */
  public static final TagRange ANY = new TagRange(0, 0xffff);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");

  public TagRange {
    if (new KeyTag(from).value() > new KeyTag(to).value()) {
      throw new IllegalArgumentException(
          "found " + from + "-" + to + ", which holds no tag; the smaller one comes first");
    }
  }

  /**
   * Reads {@code FROM-TO}; null is every tag.
   *
   * @throws IllegalArgumentException if the text is no range of key tags
   */
  public static TagRange parse(String text) {
    if (text == null) {
      return ANY;
    }
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "found \"" + text + "\"; needed is FROM-TO, such as 0-32767");
    }
    return new TagRange(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }

  public boolean contains(KeyTag tag) {
    return tag.value() >= from && tag.value() <= to;
  }

  /** How many tags it holds. */
  public int size() {
    return to - from + 1;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
