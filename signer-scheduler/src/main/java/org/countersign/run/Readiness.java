package org.countersign.run;

import java.util.List;
import java.util.Optional;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.ProofOfPossession;
import org.countersign.keys.UnprovenKeyException;
import org.countersign.keys.rollover.ManagedKey;

/**
 * Whether a key may begin its life in public: every place that is to sign with it is there and has
 * proven that it holds it. The tokens of .de held different keys in May 2026.
 */
final class Readiness {
  private Readiness() {}

  /** What keeps the key from being published; empty if nothing does. */
  static Optional<String> lack(ManagedKey key, KeyVaults vaults) {
    try {
      new ProofOfPossession(vaults)
          .demand(
              new PlannedKey(key.id(), key.role(), key.dnskey(), false, true, key.handle()),
              EcdsaNonce.RANDOM);
    } catch (UnprovenKeyException e) {
      return Optional.of(e.getMessage());
    }
    List<String> missing = vaults.vault(key.handle().vault()).missing();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the "
                + key.shown()
                + " is in vault "
                + key.handle().vault()
                + ", of which a part is missing: "
                + String.join("; ", missing));
  }
}
