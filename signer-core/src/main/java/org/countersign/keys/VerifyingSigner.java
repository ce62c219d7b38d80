package org.countersign.keys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signer whose every signature is verified at once under the DNSKEY to be published. A bad one is
 * made again, so that one slip of a hardware module costs a retry and not the candidate; a key that
 * keeps failing is refused.
 */
public final class VerifyingSigner implements ZoneSigner {
  /** Signatures tried over the same data before the key is refused. */
  public static final int ATTEMPTS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(VerifyingSigner.class);

  private final ZoneSigner signer;
  private final PlannedKey key;
  private final SignatureVerifier verifier;
  private long bad;

  /** Takes over {@code signer}, which signs with {@code key}; closing this closes it. */
  public VerifyingSigner(ZoneSigner signer, PlannedKey key) {
    this.signer = signer;
    this.key = key;
    this.verifier = SignatureVerifier.of(key.dnskey());
  }

  @Override
  public byte[] sign(byte[] data, int from, int to) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      byte[] signature = signer.sign(data, from, to);
      if (verifier.verifies(data, from, to, signature)) {
        return signature;
      }
      bad++;
      LOG.warn(
          "{} made a signature that its DNSKEY does not verify (attempt {} of {})",
          UnprovenKeyException.describe(key),
          attempt,
          ATTEMPTS);
    }
    throw new UnprovenKeyException(
        key,
        "made "
            + ATTEMPTS
            + " signatures in a row that its DNSKEY does not verify. Nothing is signed with it;"
            + " check the vault",
        null);
  }

  /** Signatures thrown away so far because they did not verify. */
  public long bad() {
    return bad;
  }

  @Override
  public void close() {
    signer.close();
  }
}
