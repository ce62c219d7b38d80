package org.countersign.keys;

import org.countersign.dns.KeyTag;

/**
 * The key tags, {@code from} to {@code to} inclusive, that new keys may have: operators who sign
 * one zone together (RFC 8901) divide the tags among them.
 */
public record TagRange(int from, int to) {
  /** Every tag. */
  public static final TagRange ANY = new TagRange(0, 0xffff);

  public TagRange {
    if (from < 0 || to > 0xffff || from > to) {
      throw new IllegalArgumentException(
          from + "-" + to + " is not a range of key tags: 0-65535 is the widest");
    }
  }

  /** Reads {@code FROM-TO}; null is every tag. */
  public static TagRange parse(String text) {
    if (text == null) {
      return ANY;
    }
    String[] ends = text.split("-", -1);
    try {
      if (ends.length == 2) {
        return new TagRange(Integer.parseInt(ends[0].trim()), Integer.parseInt(ends[1].trim()));
      }
    } catch (NumberFormatException e) {
      // said below, with the whole text
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a range of key tags: FROM-TO is, such as 0-32767");
  }

  public boolean contains(KeyTag tag) {
    return tag.value() >= from && tag.value() <= to;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
