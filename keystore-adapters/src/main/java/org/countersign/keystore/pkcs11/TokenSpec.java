package org.countersign.keystore.pkcs11;

import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.keys.Secret;

/**
 * A token to use. It is known by its label, and its serial number where that is stated, never by
 * its slot: slots are numbered anew when hardware changes.
 *
 * @param pin the user's PIN, asked for at each login; whoever asks closes it
 */
public record TokenSpec(String label, Optional<String> serial, Supplier<Secret> pin) {
  /** For people. */
  @Override
  public String toString() {
    return "token \"" + label + "\"" + serial.map(s -> " (serial " + s + ")").orElse("");
  }
}
