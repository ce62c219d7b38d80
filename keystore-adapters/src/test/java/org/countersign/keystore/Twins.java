package org.countersign.keystore;

import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.KeyTag;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeySpec;

/** Two ZSKs with one key tag, found by trying: some 300 fresh P-256 keys (a birthday in 65,536). */
record Twins(KeyPair one, KeyPair two) {
  static final DnssecAlgorithm ALGORITHM = DnssecAlgorithm.ECDSAP256SHA256;

  static Twins find() {
    Map<KeyTag, KeyPair> seen = new HashMap<>();
    while (true) {
      KeyPair fresh = KeyPairs.generate(KeySpec.of(ALGORITHM));
      byte[] field = DnskeyCodec.encode(ALGORITHM, fresh.getPublic());
      KeyPair former = seen.put(Dnskey.zoneKey(ALGORITHM, false, field).tag(), fresh);
      if (former != null) {
        return new Twins(former, fresh);
      }
    }
  }
}
