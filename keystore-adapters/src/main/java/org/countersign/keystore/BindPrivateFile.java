package org.countersign.keystore;

import java.security.PrivateKey;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.dns.DnssecAlgorithm;

/**
 * The text of a {@code K*.private} file, formats v1.2 and v1.3: {@code Field: value} lines. It
 * holds a key and does not print.
 */
final class BindPrivateFile {
  private final DnssecAlgorithm algorithm;
  private final PrivateKey key;
  private final BindTiming timing;

  private BindPrivateFile(DnssecAlgorithm algorithm, PrivateKey key, BindTiming timing) {
    this.algorithm = algorithm;
    this.key = key;
    this.timing = timing;
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if it is not such a file, is cut, or points to an HSM
   */
  static BindPrivateFile parse(String text) {
    Map<String, String> fields = fields(text);
    String format = fields.getOrDefault("Private-key-format", "none");
    if (!format.startsWith("v1.")) {
      throw new IllegalArgumentException(
          "not a private key file: Private-key-format is " + format + ", v1.2 and v1.3 are read");
    }
    if (fields.containsKey("Engine") || fields.containsKey("Label")) {
      throw new IllegalArgumentException(
          "the private key is in an HSM (it has an Engine or Label field), not in this file: use a"
              + " PKCS#11 vault");
    }
    String number = need(fields, "Algorithm").split(" ", 2)[0];
    DnssecAlgorithm algorithm = DnssecAlgorithm.parse(number);
    return new BindPrivateFile(algorithm, BindKeyFields.decode(algorithm, fields), timing(fields));
  }

  static BindTiming timing(Map<String, String> fields) {
    BindTiming timing = BindTiming.NONE;
    for (BindTiming.Event event : BindTiming.Event.values()) {
      String value = fields.get(event.field());
      if (value != null) {
        try {
          timing = timing.with(event, BindTiming.parse(value.split(" ", 2)[0]));
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(
              event.field() + " is \"" + value + "\"; a time is written YYYYMMDDHHMMSS", e);
        }
      }
    }
    return timing;
  }

  /** The lines of the form {@code Field: value}; others are left out. */
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : text.split("\\R")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
      }
    }
    return fields;
  }

  static String need(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("no " + name + " field: the file is cut or damaged");
    }
    return value;
  }

  /** The text of a file: v1.3, or v1.2 where there is no timing, which BIND then does not miss. */
  static String format(StoredKey key, BindTiming timing) {
    StringBuilder out = new StringBuilder("Private-key-format: ");
    out.append(timing.equals(BindTiming.NONE) ? "v1.2\n" : "v1.3\n");
    DnssecAlgorithm algorithm = key.algorithm();
    out.append("Algorithm: ").append(algorithm.number());
    out.append(" (").append(algorithm.name().replace('_', '-')).append(")\n");
    BindKeyFields.encode(key.privateKey())
        .forEach((field, value) -> out.append(field).append(": ").append(value).append('\n'));
    for (BindTiming.Event event : BindTiming.Event.values()) {
      timing
          .at(event)
          .ifPresent(
              at ->
                  out.append(event.field())
                      .append(": ")
                      .append(BindTiming.format(at))
                      .append('\n'));
    }
    return out.toString();
  }

  StoredKey storedKey() {
    return StoredKey.of(algorithm, key);
  }

  BindTiming timing() {
    return timing;
  }
}
