package org.countersign.validate;

import java.util.Locale;
import java.util.Optional;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;

/**
 * What one loose signature is worth.
 *
 * @param owner presentation format, with the final dot
 * @param type mnemonic of the covered type
 * @param key the key it verifies under, or the only one it can name
 */
public record SignatureVerdict(
    String owner,
    String type,
    KeyTag keyTag,
    Optional<Fingerprint> key,
    Kind kind,
    String message) {
  /** The five verdicts. */
  public enum Kind {
    VALID,
    BOGUS,
    EXPIRED,
    NOT_YET_VALID,
    NO_KEY;

    /** As JSON shows it: {@code not-yet-valid}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean valid() {
    return kind == Kind.VALID;
  }
}
