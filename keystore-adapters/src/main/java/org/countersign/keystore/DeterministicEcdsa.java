package org.countersign.keystore;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.VaultException;
import org.countersign.keys.ZoneSigner;

/** An ECDSA signer that makes the same signature over the same data every time (RFC 6979). */
final class DeterministicEcdsa implements ZoneSigner {
  private final Digest digest;
  private final ECDSASigner signer;
  private final BigInteger order;

  private DeterministicEcdsa(Digest digest, ECDSASigner signer, BigInteger order) {
    this.digest = digest;
    this.signer = signer;
    this.order = order;
  }

  /** Whether the algorithm has a nonce to derive; the others are deterministic anyway. */
  static boolean fits(DnssecAlgorithm algorithm) {
    return algorithm == DnssecAlgorithm.ECDSAP256SHA256
        || algorithm == DnssecAlgorithm.ECDSAP384SHA384;
  }

  static DeterministicEcdsa of(DnssecAlgorithm algorithm, PrivateKey key) {
    if (!(key instanceof ECPrivateKey ec)) {
      throw new VaultException("a " + key.getAlgorithm() + " key cannot sign " + algorithm);
    }
    boolean p256 = algorithm == DnssecAlgorithm.ECDSAP256SHA256;
    X9ECParameters curve = CustomNamedCurves.getByName(p256 ? "P-256" : "P-384");
    Digest nonceDigest = p256 ? new SHA256Digest() : new SHA384Digest();
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(nonceDigest));
    signer.init(true, new ECPrivateKeyParameters(ec.getS(), new ECDomainParameters(curve)));
    return new DeterministicEcdsa(
        p256 ? new SHA256Digest() : new SHA384Digest(), signer, curve.getN());
  }

  @Override
  public byte[] sign(byte[] data, int from, int to) {
    byte[] hash = new byte[digest.getDigestSize()];
    digest.update(data, from, to - from);
    digest.doFinal(hash, 0);
    BigInteger[] rs = signer.generateSignature(hash);
    try {
      return PlainDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]);
    } finally {
      Arrays.fill(hash, (byte) 0);
    }
  }

  @Override
  public void close() {
    // The key belongs to the vault; there is no session to end.
  }
}
