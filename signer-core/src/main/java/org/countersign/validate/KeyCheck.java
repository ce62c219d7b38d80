package org.countersign.validate;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.countersign.dns.Dnskey;

/** Whether a published key can be used at all. */
public final class KeyCheck {
  private KeyCheck() {}

  /** Why no signature can be verified with the key; empty if one can. */
  public static Optional<String> problem(Dnskey key) {
    try {
      PublicKeys.verifier(key.algorithm(), PublicKeys.decode(key));
      return Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
