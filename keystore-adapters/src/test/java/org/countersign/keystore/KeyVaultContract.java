package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.KeyGenerator;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyTagPolicy;
import org.countersign.keys.KeyVault;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.policy.TagRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link KeyVault} does. A vault's own test extends this and says how to open it. */
public abstract class KeyVaultContract {
  public static final KeyPurpose ZSK = new KeyPurpose(Name.parse("contract.example."), KeyRole.ZSK);

  protected KeyVault vault;

  /** Opens a vault with no keys in it. */
  protected abstract KeyVault openEmpty() throws Exception;

  /** Closes the vault and opens it again, with the keys it had. */
  protected abstract KeyVault reopen(KeyVault open) throws Exception;

  /** Brings a key made elsewhere into the vault. */
  protected abstract VaultKey store(
      KeyVault into, DnssecAlgorithm algorithm, KeyPair key, KeyPurpose purpose);

  /** What the second of two keys with one tag is for: another zone where names would collide. */
  protected KeyPurpose twinPurpose() {
    return ZSK;
  }

  @BeforeEach
  void open() throws Exception {
    vault = openEmpty();
  }

  @AfterEach
  void close() {
    if (vault != null) {
      vault.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSASHA1", "RSASHA1_NSEC3_SHA1"})
  void aKeyItMakesSignsWhatItsDnskeyVerifies(DnssecAlgorithm algorithm) {
    VaultKey key = vault.generate(spec(algorithm), ZSK);
    assertThat(key.algorithm()).isEqualTo(algorithm);
    assertThat(key.handle().vault()).isEqualTo(vault.name());
    assertSigns(key);
  }

  @Test
  void aKeyItWasGivenSignsWhatItsDnskeyVerifies() {
    KeyPair pair = KeyPairs.generate(spec(DnssecAlgorithm.RSASHA512));
    VaultKey key = store(vault, DnssecAlgorithm.RSASHA512, pair, ZSK);
    assertThat(key.algorithm()).isEqualTo(DnssecAlgorithm.RSASHA512);
    assertSigns(key);
  }

  @Test
  void keysWithDifferentDnssecAlgorithmsStaySoAlthoughBothAreRsa() throws Exception {
    VaultKey eight = vault.generate(spec(DnssecAlgorithm.RSASHA256), ZSK);
    VaultKey ten = vault.generate(spec(DnssecAlgorithm.RSASHA512), ZSK);
    vault = reopen(vault);
    assertThat(vault.key(eight.handle()).algorithm()).isEqualTo(DnssecAlgorithm.RSASHA256);
    assertThat(vault.key(ten.handle()).algorithm()).isEqualTo(DnssecAlgorithm.RSASHA512);
    assertSigns(eight);
    assertSigns(ten);
  }

  @Test
  void everyKeyIsListedOnceAsItsHandleShowsIt() {
    VaultKey one = generate();
    VaultKey two = generate();
    assertThat(vault.keys())
        .extracting(VaultKey::handle)
        .containsExactlyInAnyOrder(one.handle(), two.handle());
    for (VaultKey listed : vault.keys()) {
      assertThat(vault.key(listed.handle()).fingerprint()).isEqualTo(listed.fingerprint());
    }
  }

  @Test
  void keysAreThereAndSignAfterReopening() throws Exception {
    VaultKey ecdsa = generate();
    VaultKey edwards = vault.generate(KeySpec.of(DnssecAlgorithm.ED448), ZSK);
    vault = reopen(vault);
    assertThat(vault.keys()).hasSize(2);
    assertSigns(ecdsa);
    assertSigns(edwards);
  }

  @Test
  void aHandleOfAnotherKeyIsRefusedForSigningAndForDestroying() {
    VaultKey wanted = generate();
    VaultKey other = generate();
    assertThatThrownBy(() -> vault.open(other.handle(), wanted.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(wanted.fingerprint().hex())
        .hasMessageContaining(other.fingerprint().hex());
    assertThatThrownBy(() -> vault.destroy(other.handle(), wanted.fingerprint()))
        .isInstanceOf(VaultException.class);
    assertSigns(other);
  }

  @Test
  void aHandleThatHoldsNothingIsRefused() {
    VaultKey gone = generate();
    vault.destroy(gone.handle(), gone.fingerprint());
    assertRefused(gone.handle(), gone.fingerprint());
  }

  @Test
  void aHandleOfAnotherVaultIsRefused() {
    VaultKey key = generate();
    assertRefused(new KeyHandle("elsewhere", key.handle().reference()), key.fingerprint());
  }

  @Test
  void destructionIsForGoodAndTakesNoOtherKeyWithIt() throws Exception {
    VaultKey gone = generate();
    VaultKey kept = generate();
    vault.destroy(gone.handle(), gone.fingerprint());
    vault = reopen(vault);
    assertThat(vault.keys()).extracting(VaultKey::handle).containsExactly(kept.handle());
    assertRefused(gone.handle(), gone.fingerprint());
    assertSigns(kept);
  }

  /** The .ru outage of 2024: two keys with one tag, and a lookup that gave the wrong one. */
  @Test
  void twinsWithOneTagLiveSideBySideAndEachSignsAsItself() throws Exception {
    Twins pair = Twins.find();
    VaultKey one = store(vault, Twins.ALGORITHM, pair.one(), ZSK);
    VaultKey two = store(vault, Twins.ALGORITHM, pair.two(), twinPurpose());
    vault = reopen(vault);
    assertThat(one.dnskey(KeyRole.ZSK).tag()).isEqualTo(two.dnskey(KeyRole.ZSK).tag());
    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertSigns(one);
    assertSigns(two);
    assertThatThrownBy(() -> vault.open(one.handle(), two.fingerprint()))
        .isInstanceOf(VaultException.class);
    vault.destroy(one.handle(), one.fingerprint());
    assertSigns(two);
  }

  @Test
  void oneKeyIsNotStoredTwice() {
    KeyPair pair = KeyPairs.generate(KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256));
    store(vault, DnssecAlgorithm.ECDSAP256SHA256, pair, ZSK);
    assertThatThrownBy(() -> store(vault, DnssecAlgorithm.ECDSAP256SHA256, pair, ZSK))
        .isInstanceOf(VaultException.class);
    assertThat(vault.keys()).hasSize(1);
  }

  @Test
  void severalThreadsSignWithOneKeyAtOnce() throws Exception {
    VaultKey key = generate();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        done.add(threads.submit(() -> assertSigns(key)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void keysRefusedForTheirTagAreDestroyedInTheVault() {
    KeyTagPolicy half = new KeyTagPolicy(List.of(), new TagRange(0, 0x7fff));
    KeySpec spec = KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256);
    List<VaultKey> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(KeyGenerator.generate(vault, spec, ZSK, half));
    }
    assertThat(made).allMatch(key -> key.dnskey(KeyRole.ZSK).tag().value() <= 0x7fff);
    assertThat(vault.keys())
        .extracting(VaultKey::handle)
        .containsExactlyInAnyOrderElementsOf(made.stream().map(VaultKey::handle).toList());
  }

  @Test
  void neitherVaultNorKeyNorSignerPrintsAnythingSecret() {
    VaultKey key = generate();
    try (ZoneSigner signer = vault.open(key.handle(), key.fingerprint())) {
      String printed = vault + " " + key + " " + signer;
      assertThat(printed).hasSizeLessThan(600).doesNotContain("PrivateKey", "BigInteger");
    }
  }

  private VaultKey generate() {
    return vault.generate(KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256), ZSK);
  }

  /** Small RSA keys: their strength is not what is tested. */
  static KeySpec spec(DnssecAlgorithm algorithm) {
    return new KeySpec(algorithm, 1024);
  }

  private void assertRefused(KeyHandle handle, Fingerprint fingerprint) {
    assertThatThrownBy(() -> vault.key(handle)).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> vault.open(handle, fingerprint)).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> vault.destroy(handle, fingerprint)).isInstanceOf(VaultException.class);
  }

  /** Signs several things in a row, a part of a larger array among them. */
  protected final void assertSigns(VaultKey key) {
    SignatureVerifier verifier = SignatureVerifier.of(key.dnskey(KeyRole.ZSK));
    byte[] data = new byte[300];
    try (ZoneSigner signer = vault.open(key.handle(), key.fingerprint())) {
      for (int i = 0; i < 20; i++) {
        data[i] = (byte) (i + 1);
        byte[] signature = signer.sign(data, i, 200 + i);
        assertThat(verifier.verifies(data, i, 200 + i, signature)).isTrue();
        assertThat(verifier.verifies(data, i + 1, 200 + i, signature)).isFalse();
      }
    }
  }
}
