package org.countersign.keys;

import org.countersign.dns.Dnskey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The maker of new keys whose tags no other key of the zone has or had. */
public final class KeyGenerator {
  private static final Logger LOG = LoggerFactory.getLogger(KeyGenerator.class);
  private static final int TAGS = 1 << 16;

  /** Times the expected number of keys; one chance in e^20 that a fair vault is refused. */
  private static final int PATIENCE = 20;

  private KeyGenerator() {}

  /**
   * Makes keys in the vault until one has a tag that {@code tags} allows; the others are destroyed
   * there.
   *
   * @throws VaultException if no tag is free, the vault fails, or {@link #attempts} keys were all
   *     refused
   */
  public static VaultKey generate(
      KeyVault vault, KeySpec spec, KeyPurpose purpose, KeyTagPolicy tags) {
    long attempts = attempts(tags);
    if (attempts == 0) {
      throw new VaultException(
          "every key tag in "
              + tags.range()
              + " has been used for "
              + purpose.zone()
              + ": widen keys.tagRange");
    }
    for (long attempt = 1; attempt <= attempts; attempt++) {
      VaultKey key = vault.generate(spec, purpose);
      Dnskey dnskey = key.dnskey(purpose.role());
      if (tags.allows(dnskey)) {
        return key;
      }
      LOG.info(
          "new key for {} has tag {}, which is not free: making another", purpose, dnskey.tag());
      vault.destroy(key.handle(), key.fingerprint());
    }
    throw new VaultException(
        "vault "
            + vault.name()
            + " made "
            + attempts
            + " keys for "
            + purpose
            + " and none had a free tag in "
            + tags.range()
            + ": widen keys.tagRange, or check the vault's random numbers");
  }

  /** How many keys are made before giving up, aloud: 0 where no tag is free. */
  static long attempts(KeyTagPolicy tags) {
    return tags.free() == 0 ? 0 : PATIENCE * (1L + TAGS / tags.free());
  }
}
