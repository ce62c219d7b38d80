package org.countersign.validate;

import java.security.GeneralSecurityException;
import java.security.Signature;
import org.countersign.dns.Dnskey;

/** One thread's verifiers, one for each key of the zone, made when first needed. */
final class KeyVerifiers {
  /**
   * The most keys tried for one signature: more of one algorithm and tag are an attack on
   * validators, not a zone (CVE-2023-50387).
   */
  static final int MOST_CANDIDATES = 4;

  private final ZoneKeys keys;
  private final Signature[] fast;
  private final boolean[] unusable;

  KeyVerifiers(ZoneKeys keys) {
    this.keys = keys;
    fast = new Signature[keys.all().size()];
    unusable = new boolean[fast.length];
  }

  /**
   * The key a signature verifies under.
   *
   * @return its place, or -1 where no key with the algorithm and tag made the signature
   */
  int verify(int algorithm, int tag, byte[] data, int from, int to, int signature, int length) {
    int tried = 0;
    int key = keys.candidate(0, algorithm, tag);
    while (key >= 0 && tried++ < MOST_CANDIDATES) {
      if (verifies(key, data, from, to, signature, length)) {
        return key;
      }
      key = keys.candidate(key + 1, algorithm, tag);
    }
    return -1;
  }

  private boolean verifies(int key, byte[] data, int from, int to, int signature, int length) {
    Dnskey dnskey = keys.all().get(key);
    try {
      if (fast[key] == null && !unusable[key]) {
        fast[key] = PublicKeys.verifier(dnskey.algorithm(), PublicKeys.decode(dnskey));
      }
      if (fast[key] == null) {
        return false;
      }
      if (dnskey.algorithm() >= 13
          && length != PublicKeys.fieldLength(dnskey.algorithm())
          && !(dnskey.algorithm() >= 15)) {
        return false;
      }
      fast[key].update(data, from, to - from);
      return fast[key].verify(data, signature, length);
    } catch (GeneralSecurityException | RuntimeException e) {
      if (fast[key] == null) {
        unusable[key] = true; // KEY-SANE says why
      }
      fast[key] = null; // its state is not known any more
      return false;
    }
  }
}
