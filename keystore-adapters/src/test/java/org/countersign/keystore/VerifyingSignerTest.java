package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntPredicate;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.UnprovenKeyException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.VerifyingSigner;
import org.countersign.keys.ZoneSigner;
import org.junit.jupiter.api.Test;

/** Drill 4: a vault that returns a wrong signature once in a while, and one that always does. */
class VerifyingSignerTest {
  private static final byte[] DATA = new byte[100];

  private final MemoryVault vault = new MemoryVault("memory");
  private final VaultKey key =
      vault.generate(KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256), KeyVaultContract.ZSK);
  private final PlannedKey planned = ProofOfPossessionTest.signing(key);

  @Test
  void oneBadSignatureIsMadeAgain() {
    SignatureVerifier verifier = SignatureVerifier.of(key.dnskey(KeyRole.ZSK));
    try (VerifyingSigner signer = signer(n -> n % 10 == 5)) {
      for (int i = 0; i < 50; i++) {
        byte[] signature = signer.sign(DATA, 0, DATA.length);
        assertThat(verifier.verifies(DATA, 0, DATA.length, signature)).isTrue();
      }
      assertThat(signer.bad()).isBetween(5L, 6L);
    }
  }

  @Test
  void aKeyThatKeepsFailingIsRefusedByName() {
    try (VerifyingSigner signer = signer(n -> n > 2)) {
      signer.sign(DATA, 0, DATA.length);
      signer.sign(DATA, 0, DATA.length);
      assertThatThrownBy(() -> signer.sign(DATA, 0, DATA.length))
          .isInstanceOf(UnprovenKeyException.class)
          .hasMessageContaining(planned.id().toString())
          .hasMessageContaining(planned.fingerprint().hex())
          .hasMessageContaining("3 signatures in a row");
    }
  }

  @Test
  void closingItClosesTheSignerInside() {
    boolean[] closed = new boolean[1];
    ZoneSigner inner =
        new ZoneSigner() {
          @Override
          public byte[] sign(byte[] data, int from, int to) {
            return new byte[64];
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    new VerifyingSigner(inner, planned).close();
    assertThat(closed[0]).isTrue();
  }

  /** The real signer, with a bit flipped in the signatures that {@code bad} picks by number. */
  private VerifyingSigner signer(IntPredicate bad) {
    ZoneSigner real = vault.open(key.handle(), key.fingerprint());
    return new VerifyingSigner(
        new ZoneSigner() {
          private int made;

          @Override
          public byte[] sign(byte[] data, int from, int to) {
            byte[] signature = real.sign(data, from, to);
            if (bad.test(++made)) {
              signature[40] ^= 1;
            }
            return signature;
          }

          @Override
          public void close() {
            real.close();
          }
        },
        planned);
  }
}
