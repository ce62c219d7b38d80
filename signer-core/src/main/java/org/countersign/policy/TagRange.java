package org.countersign.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.dns.KeyTag;

/** Key tags that new keys may have, from {@code first} to {@code last}, both included. */
public record TagRange(KeyTag first, KeyTag last) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");

  public TagRange {
    if (first.value() > last.value()) {
      throw new IllegalArgumentException(
          "found " + first + "-" + last + ", which holds no tag; the smaller one comes first");
    }
  }

  /**
   * Reads {@code FROM-TO}.
   *
   * @throws IllegalArgumentException if the text is no range of key tags
   */
  public static TagRange parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "found \"" + text + "\"; needed is FROM-TO, such as 0-32767");
    }
    return new TagRange(
        new KeyTag(Integer.parseInt(m.group(1))), new KeyTag(Integer.parseInt(m.group(2))));
  }

  public boolean holds(KeyTag tag) {
    return first.value() <= tag.value() && tag.value() <= last.value();
  }

  public int size() {
    return last.value() - first.value() + 1;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
