package org.countersign.operate;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.StoredKey;

/**
 * A key as a person names it: by fingerprint, 8 digits of it or more, by key id, or by tag. A name
 * that two keys have names none of them: which was meant cannot be known, and the wrong one is an
 * outage (.ru 2024).
 */
record KeySelector(String text, Predicate<ManagedKey> names) {
  private static final Pattern TAG = Pattern.compile("\\d{1,5}");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8,64}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it can be the name of no key
   */
  static KeySelector parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (ID.matcher(name).matches()) {
      return new KeySelector(text, key -> key.id().toString().equals(name));
    }
    if (TAG.matcher(name).matches()) {
      int tag = Integer.parseInt(name);
      return new KeySelector(text, key -> key.dnskey().tag().value() == tag);
    }
    if (FINGERPRINT.matcher(name).matches()) {
      return new KeySelector(text, key -> begins(key.dnskey().fingerprint(), name));
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" names no key: a fingerprint, 8 of its hexadecimal digits or more, a key id, or a"
            + " key tag does");
  }

  private static boolean begins(Fingerprint fingerprint, String digits) {
    return fingerprint.hex().startsWith(digits);
  }

  /** Whether the text can only be a fingerprint, whole or its first digits. */
  boolean matches(Fingerprint fingerprint) {
    return begins(fingerprint, text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The one key that is meant.
   *
   * @param keys every key the zone ever had
   * @throws picocli.CommandLine.ParameterException if there is none, or more than one
   */
  StoredKey one(List<StoredKey> keys, Name origin, OutputOptions output) {
    List<StoredKey> found = keys.stream().filter(stored -> names.test(stored.key())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw output.wrongUsage(
          origin + " has no key " + text + "; `countersign key list " + origin + "` shows them");
    }
    throw output.wrongUsage(
        text
            + " names "
            + found.size()
            + " keys of "
            + origin
            + ", and nothing was changed; say which by its fingerprint:"
            + found.stream().map(KeySelector::line).collect(Collectors.joining()));
  }

  private static String line(StoredKey stored) {
    ManagedKey key = stored.key();
    return System.lineSeparator()
        + "  "
        + key.dnskey().fingerprint()
        + " ("
        + key.role().text()
        + ", algorithm "
        + key.algorithm()
        + ", "
        + (stored.destroyedAt().isPresent() ? "destroyed" : "made " + Moments.text(key.createdAt()))
        + ")";
  }
}
