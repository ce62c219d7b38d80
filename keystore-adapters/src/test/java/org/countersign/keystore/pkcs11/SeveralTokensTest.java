package org.countersign.keystore.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.ProofOfPossession;
import org.countersign.keys.UnprovenKeyException;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.keystore.KeyVaultContract;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that must hold the same keys; in May 2026 those of .de did not. */
class SeveralTokensTest {
  private static final DnssecAlgorithm ALGORITHM = DnssecAlgorithm.ECDSAP256SHA256;
  private static final byte[] DATA = "an RRset".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private final KeyPair pair = KeyPairs.generate(KeySpec.of(ALGORITHM));
  private SoftHsm hsm;
  private Pkcs11Vault vault;

  @BeforeEach
  void prepare() {
    hsm = SoftHsm.in(directory).token("one").token("two");
    vault = Tokens.vault(hsm, directory, "one", "two");
  }

  @AfterEach
  void close() {
    if (vault != null) {
      vault.close();
    }
  }

  @Test
  void aKeyThatIsGivenIsPutIntoEveryTokenAndDestroyedInEach() {
    VaultKey key = vault.store(ALGORITHM, pair.getPrivate(), KeyVaultContract.ZSK);
    assertThat(vault.keys()).hasSize(1);
    assertThatCode(() -> prove(key)).doesNotThrowAnyException();
    for (String token : List.of("one", "two")) {
      try (Pkcs11Vault alone = Tokens.vault(hsm, directory, token)) {
        assertThat(alone.key(key.handle()).fingerprint()).isEqualTo(key.fingerprint());
      }
    }
    vault.destroy(key.handle(), key.fingerprint());
    for (String token : List.of("one", "two")) {
      try (Pkcs11Vault alone = Tokens.vault(hsm, directory, token)) {
        assertThat(alone.keys()).isEmpty();
      }
    }
  }

  @Test
  void aKeyMadeInOneTokenIsNotReadyUntilTheOtherHasItsClone() {
    VaultKey key = vault.generate(KeySpec.of(ALGORITHM), KeyVaultContract.ZSK);
    assertThatThrownBy(() -> prove(key))
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("token \"two\" holds no key under " + key.handle().reference())
        .hasMessageContaining("clone it there");
  }

  /** The same label and id in both, and two values. */
  @Test
  void aKeyThatOneTokenHasWithAnotherValueIsNeverReady() {
    KeyPair other = KeyPairs.generate(KeySpec.of(ALGORITHM));
    hsm.importKey("one", "a1", "zsk", pair.getPrivate());
    hsm.importKey("two", "a1", "zsk", other.getPrivate());
    VaultKey key = vault.key(new org.countersign.keys.KeyHandle(Tokens.NAME, "13-a1"));
    assertThatThrownBy(() -> prove(key))
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("on token \"two\"")
        .hasMessageContaining("it is another key");
  }

  @Test
  void signersTakeTheTokensInTurnAndGoOnWithTheNextWhenTheirsIsLost() {
    VaultKey key = vault.store(ALGORITHM, pair.getPrivate(), KeyVaultContract.ZSK);
    List<ZoneSigner> signers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      signers.add(vault.open(key.handle(), key.fingerprint()));
    }
    assertThat(vault.missing()).isEmpty();
    hsm.takeAway("two");
    signers.forEach(signer -> signer.sign(DATA, 0, DATA.length));
    assertThatCode(() -> prove(key)).doesNotThrowAnyException();
    assertThat(vault.missing()).singleElement().asString().contains("no token \"two\"");
    hsm.takeAway("one");
    assertThatThrownBy(() -> signers.get(0).sign(DATA, 0, DATA.length))
        .isInstanceOf(VaultException.class);
    hsm.bringBack("two");
    signers.forEach(signer -> signer.sign(DATA, 0, DATA.length));
    signers.forEach(ZoneSigner::close);
    assertThatThrownBy(() -> vault.destroy(key.handle(), key.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("shows no token \"one\"");
    hsm.bringBack("one");
    assertThatCode(() -> prove(key)).doesNotThrowAnyException();
  }

  private void prove(VaultKey key) {
    new ProofOfPossession(KeyVaults.of(vault))
        .demand(
            new PlannedKey(
                KeyId.random(), KeyRole.ZSK, key.dnskey(KeyRole.ZSK), true, true, key.handle()),
            EcdsaNonce.RANDOM);
  }
}
