package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;

/** Public halves made to have a given key tag: octets that no private key fits, for models only. */
final class TaggedKeys {
  private static final int LENGTH = 64;

  private final Random random;
  private final int[] tags;

  /** Every key gets one of the tags. */
  TaggedKeys(Random random, int... tags) {
    this.random = random;
    this.tags = tags;
  }

  ManagedKey next(KeyRole role, DnssecAlgorithm algorithm, Instant at) {
    KeyId id = new KeyId(new UUID(random.nextLong(), random.nextLong()));
    Dnskey dnskey = dnskey(role.signsKeys(), algorithm, tags[random.nextInt(tags.length)]);
    return ManagedKey.fresh(id, role, dnskey, new KeyHandle("model", id.toString()), at);
  }

  private Dnskey dnskey(boolean entryPoint, DnssecAlgorithm algorithm, int tag) {
    byte[] octets = new byte[LENGTH];
    while (true) {
      random.nextBytes(octets);
      octets[LENGTH - 2] = 0;
      octets[LENGTH - 1] = 0;
      int missing = tag - Dnskey.zoneKey(algorithm, entryPoint, octets).tag().value();
      int word = missing < 0 ? missing + 0xffff : missing; // the sum wraps with its carry added
      octets[LENGTH - 2] = (byte) (word >> 8);
      octets[LENGTH - 1] = (byte) word;
      Dnskey key = Dnskey.zoneKey(algorithm, entryPoint, octets);
      if (key.tag().value() == tag) {
        return key;
      }
    }
  }
}
