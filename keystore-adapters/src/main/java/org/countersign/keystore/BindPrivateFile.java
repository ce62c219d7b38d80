package org.countersign.keystore;

import java.security.PrivateKey;
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
    Map<String, String> fields = BindText.fields(text);
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
    String number = BindText.need(fields, "Algorithm").split(" ", 2)[0];
    DnssecAlgorithm algorithm = DnssecAlgorithm.parse(number);
    return new BindPrivateFile(
        algorithm,
        BindKeyFields.decode(algorithm, fields),
        BindTiming.read(fields, BindTiming.Event::field));
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
    out.append(timing.format(BindTiming.Event::field, BindTiming::digits));
    return out.toString();
  }

  StoredKey storedKey() {
    return StoredKey.of(algorithm, key);
  }

  BindTiming timing() {
    return timing;
  }
}
