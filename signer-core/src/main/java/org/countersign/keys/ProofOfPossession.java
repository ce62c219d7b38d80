package org.countersign.keys;

import java.security.SecureRandom;
import java.util.List;
import org.countersign.dns.Dnskey;

/**
 * The proof, before a run, that every signing key is what will be published: each signs a fresh
 * probe in its vault, and the DNSKEY verifies it. A vault has held another key before under the
 * same label and tag (.de 2026).
 */
public final class ProofOfPossession {
  private static final int PREFIX = 4;
  private static final int RANDOM = 64;

  private final KeyVaults vaults;
  private final SecureRandom random = new SecureRandom();

  public ProofOfPossession(KeyVaults vaults) {
    this.vaults = vaults;
  }

  /**
   * Proves every key of the plan that signs.
   *
   * @throws UnprovenKeyException for the first that does not
   */
  public void demand(SigningPlan plan, EcdsaNonce nonce) {
    plan.keys().stream().filter(PlannedKey::signs).forEach(key -> demand(key, nonce));
  }

  /**
   * Proves one key on every token that signs with it, by the same road its signatures will take.
   *
   * @throws UnprovenKeyException if its vault does not sign, or not with this key
   */
  public void demand(PlannedKey key, EcdsaNonce nonce) {
    try {
      List<ZoneSigner> signers =
          vaults.vault(key.handle().vault()).openEverywhere(key.handle(), key.fingerprint(), nonce);
      try {
        signers.forEach(signer -> demand(key, signer));
      } finally {
        signers.forEach(ZoneSigner::close);
      }
    } catch (UnprovenKeyException e) {
      throw e;
    } catch (VaultException e) {
      throw new UnprovenKeyException(key, "cannot sign: " + e.getMessage(), e);
    }
  }

  /** Proves one key with a signer that is open already. */
  public void demand(PlannedKey key, ZoneSigner signer) {
    byte[] probe = probe();
    byte[] signature = signer.sign(probe, 0, probe.length);
    if (!verifierOf(key).verifies(probe, 0, probe.length, signature)) {
      throw new UnprovenKeyException(
          key,
          "signed a probe that its DNSKEY does not verify: the vault holds another private key, or"
              + " signs wrongly. Nothing is signed with it; compare the key in the vault with the"
              + " published one",
          null);
    }
  }

  private static SignatureVerifier verifierOf(PlannedKey key) {
    Dnskey dnskey = key.dnskey();
    try {
      return SignatureVerifier.of(dnskey);
    } catch (IllegalArgumentException e) {
      throw new UnprovenKeyException(key, "has no usable DNSKEY: " + e.getMessage(), e);
    }
  }

  /**
   * Octets that no RRSIG can cover: they begin with type covered 0 and algorithm 0 (RFC 4034
   * section 3.1.8.1), so that a probe's signature is of no use to anybody else.
   */
  private byte[] probe() {
    byte[] fresh = new byte[RANDOM];
    random.nextBytes(fresh);
    byte[] probe = new byte[PREFIX + RANDOM];
    System.arraycopy(fresh, 0, probe, PREFIX, RANDOM);
    return probe;
  }
}
