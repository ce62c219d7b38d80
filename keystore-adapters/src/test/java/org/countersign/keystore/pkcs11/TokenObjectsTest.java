package org.countersign.keystore.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.KeyVaultContract;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** The objects of keys in a token: what ours are like, and what is refused of others. */
class TokenObjectsTest {
  private static final KeySpec P256 = KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256);

  @TempDir Path directory;
  private SoftHsm hsm;
  private Pkcs11Vault vault;
  private TokenAccess token;

  @BeforeEach
  void prepare() {
    hsm = SoftHsm.in(directory).token("one");
    vault = Tokens.vault(hsm, directory, "one");
    TokenSpec spec = new TokenSpec("one", Optional.empty(), Tokens.pin(SoftHsm.PIN));
    token = new TokenAccess(spec, hsm.library(), new PinGuard(spec, directory.resolve("guard")));
  }

  @AfterEach
  void close() {
    if (vault != null) {
      token.close();
      vault.close();
    }
  }

  @ParameterizedTest
  @EnumSource(TokenScheme.class)
  void aKeyItMadeIsSensitiveSignsOnlyAndCannotBeTakenOut(TokenScheme scheme) {
    VaultKey key = vault.generate(new KeySpec(scheme.algorithm(), 1024), KeyVaultContract.ZSK);
    token.read(
        "look",
        session -> {
          TokenKey found = TokenKey.find(session, token.spec(), reference(key));
          AttributeVector secret =
              session.getAttrValues(
                  found.privateHandle(),
                  PKCS11Constants.CKA_SENSITIVE,
                  PKCS11Constants.CKA_ALWAYS_SENSITIVE,
                  PKCS11Constants.CKA_EXTRACTABLE,
                  PKCS11Constants.CKA_NEVER_EXTRACTABLE,
                  PKCS11Constants.CKA_PRIVATE,
                  PKCS11Constants.CKA_SIGN,
                  PKCS11Constants.CKA_LABEL);
          assertThat(secret.sensitive()).isTrue();
          assertThat(secret.alwaysSensitive()).isTrue();
          assertThat(secret.extractable()).isFalse();
          assertThat(secret.neverExtractable()).isTrue();
          assertThat(secret.private_()).isTrue();
          assertThat(secret.sign()).isTrue();
          assertThat(secret.label()).isEqualTo("contract.example. zsk");
          return null;
        });
  }

  /** SoftHSM takes them without a word. */
  @Test
  void twoPublicOrTwoPrivateObjectsOfOneIdAreRefusedForEverything() {
    VaultKey key = vault.generate(P256, KeyVaultContract.ZSK);
    KeyPair other = KeyPairs.generate(P256);
    hsm.importKey("one", id(key), "contract.example. zsk", other.getPrivate());
    for (Runnable use :
        new Runnable[] {
          () -> vault.key(key.handle()),
          () -> vault.open(key.handle(), key.fingerprint()),
          () -> vault.destroy(key.handle(), key.fingerprint())
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("several private and several public objects")
          .hasMessageContaining("exactly one of each");
    }
    assertThat(vault.keys()).isEmpty();
  }

  @Test
  void anotherKeyOfTheSameLabelIsNoHindrance() {
    VaultKey one = vault.generate(P256, KeyVaultContract.ZSK);
    VaultKey two = vault.generate(P256, KeyVaultContract.ZSK);
    vault.open(one.handle(), one.fingerprint()).close();
    vault.open(two.handle(), two.fingerprint()).close();
  }

  /** A public object whose private one is another: only a signature can tell. */
  @Test
  void aPublicObjectThatDoesNotBelongToThePrivateOneIsFoundByAProbe() {
    VaultKey shown = vault.generate(P256, KeyVaultContract.ZSK);
    VaultKey other = vault.generate(P256, KeyVaultContract.ZSK);
    long[] handles = new long[2];
    token.read(
        "look",
        session -> {
          handles[0] = TokenKey.find(session, token.spec(), reference(shown)).privateHandle();
          handles[1] = TokenKey.find(session, token.spec(), reference(other)).privateHandle();
          return null;
        });
    token.change("swap", session -> swap(session, handles, reference(shown).id()));
    assertThatThrownBy(() -> vault.open(shown.handle(), shown.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("does not belong to the public one")
        .hasMessageContaining(shown.fingerprint().hex());
    assertThatThrownBy(() -> vault.destroy(shown.handle(), shown.fingerprint()))
        .isInstanceOf(VaultException.class);
  }

  private static Void swap(Session session, long[] handles, byte[] id) throws PKCS11Exception {
    session.setAttributeValues(handles[0], new AttributeVector().id(new byte[] {1}));
    session.setAttributeValues(handles[1], new AttributeVector().id(id));
    return null;
  }

  @Test
  void halfAKeyIsRefusedAndWhatADestructionLeftIsTakenAway() {
    VaultKey key = vault.generate(P256, KeyVaultContract.ZSK);
    token.change(
        "destroy half",
        session -> {
          session.destroyObject(
              TokenKey.find(session, token.spec(), reference(key)).privateHandle());
          return null;
        });
    assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("0 private and 1 public");
    Fingerprint another = vault.generate(P256, KeyVaultContract.ZSK).fingerprint();
    assertThatThrownBy(() -> vault.destroy(key.handle(), another))
        .isInstanceOf(VaultException.class);
    vault.destroy(key.handle(), key.fingerprint());
    assertThatThrownBy(() -> vault.destroy(key.handle(), key.fingerprint()))
        .hasMessageContaining("holds no key");
  }

  @ParameterizedTest
  @EnumSource(TokenScheme.class)
  void aKeyThatAnotherToolPutThereSigns(TokenScheme scheme) {
    KeyPair pair = KeyPairs.generate(new KeySpec(scheme.algorithm(), 1024));
    hsm.importKey("one", "0102", "some label", pair.getPrivate());
    KeyHandle handle = new KeyHandle(Tokens.NAME, scheme.algorithm().number() + "-0102");
    VaultKey key = vault.key(handle);
    vault.open(handle, key.fingerprint()).close();
    if (scheme.isRsa()) { // which does not say its hash
      assertThat(vault.keys())
          .extracting(listed -> listed.handle().reference())
          .containsExactly("8-0102", "10-0102");
    } else {
      assertThat(vault.keys()).singleElement().extracting(VaultKey::handle).isEqualTo(handle);
    }
  }

  @Test
  void aReferenceThatIsNoneAndANonceItCannotMakeAreRefused() {
    VaultKey key = vault.generate(P256, KeyVaultContract.ZSK);
    for (String reference : new String[] {"", "x", "13-", "13-zz", "5-01", "99-01", "-1"}) {
      assertThatThrownBy(() -> vault.key(new KeyHandle(Tokens.NAME, reference)))
          .as(reference)
          .isInstanceOf(VaultException.class);
    }
    assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint(), EcdsaNonce.DETERMINISTIC))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("signing.deterministic");
  }

  private static KeyReference reference(VaultKey key) {
    return KeyReference.parse(key.handle().reference());
  }

  private static String id(VaultKey key) {
    return key.handle().reference().substring("13-".length());
  }
}
