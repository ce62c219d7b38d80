package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.ProofOfPossession;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.UnprovenKeyException;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofOfPossessionTest {
  private final MemoryVault vault = new MemoryVault("memory");
  private final ProofOfPossession proof = new ProofOfPossession(KeyVaults.of(vault));

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSASHA1", "RSASHA1_NSEC3_SHA1"})
  void theRightKeyProvesItself(DnssecAlgorithm algorithm) {
    VaultKey key = vault.generate(KeyVaultContract.spec(algorithm), KeyVaultContract.ZSK);
    for (EcdsaNonce nonce : EcdsaNonce.values()) {
      assertThatCode(() -> proof.demand(plan(signing(key)), nonce)).doesNotThrowAnyException();
    }
  }

  @Test
  void aTwinWithTheSameTagDoesNotAndTheRefusalSaysWhichKeyWhere() {
    Twins twins = Twins.find();
    VaultKey published = store(twins.one());
    VaultKey held = store(twins.two());
    PlannedKey planned = planned(published, held.handle(), true);
    assertThatThrownBy(() -> proof.demand(plan(planned), EcdsaNonce.RANDOM))
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("ZSK " + planned.id())
        .hasMessageContaining(planned.fingerprint().hex())
        .hasMessageContaining("tag " + planned.dnskey().tag())
        .hasMessageContaining(held.handle().toString());
  }

  /** A vault that says it holds the key and signs with its twin: only the probe can tell. */
  @Test
  void aVaultThatSignsWithTheTwinIsFoundByTheProbe() {
    Twins twins = Twins.find();
    VaultKey published = store(twins.one());
    PlannedKey planned = signing(published);
    try (ZoneSigner twin = signer(twins)) {
      assertThatThrownBy(() -> proof.demand(planned, twin))
          .isInstanceOf(UnprovenKeyException.class)
          .hasMessageContaining("does not verify")
          .satisfies(e -> assertThat(((UnprovenKeyException) e).key()).isEqualTo(planned));
    }
  }

  @Test
  void aKeyThatIsGoneDoesNot() {
    VaultKey key = vault.generate(KeySpec.of(DnssecAlgorithm.ED25519), KeyVaultContract.ZSK);
    vault.destroy(key.handle(), key.fingerprint());
    assertThatThrownBy(() -> proof.demand(plan(signing(key)), EcdsaNonce.RANDOM))
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("cannot sign");
  }

  @Test
  void aKeyInAVaultThatIsNotConfiguredDoesNot() {
    VaultKey key = vault.generate(KeySpec.of(DnssecAlgorithm.ED25519), KeyVaultContract.ZSK);
    PlannedKey elsewhere = planned(key, new KeyHandle("hsm", "1"), true);
    assertThatThrownBy(() -> proof.demand(plan(elsewhere), EcdsaNonce.RANDOM))
        .isInstanceOf(UnprovenKeyException.class)
        .hasMessageContaining("no vault is named \"hsm\"");
  }

  @Test
  void aKeyThatOnlyIsPublishedNeedsNoProof() {
    VaultKey key = vault.generate(KeySpec.of(DnssecAlgorithm.ED25519), KeyVaultContract.ZSK);
    PlannedKey standby = planned(key, new KeyHandle("hsm", "1"), false);
    assertThatCode(() -> proof.demand(plan(standby), EcdsaNonce.RANDOM)).doesNotThrowAnyException();
  }

  @Test
  void twoVaultsOfOneNameAreRefused() {
    assertThatThrownBy(() -> KeyVaults.of(vault, new MemoryVault("memory")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyVaults.of(vault).vault("other"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("memory");
  }

  private VaultKey store(KeyPair pair) {
    return vault.store(Twins.ALGORITHM, pair.getPrivate(), KeyVaultContract.ZSK);
  }

  private static ZoneSigner signer(Twins twins) {
    return SoftwareSigner.of(Twins.ALGORITHM, twins.two().getPrivate(), EcdsaNonce.RANDOM);
  }

  static PlannedKey signing(VaultKey key) {
    return planned(key, key.handle(), true);
  }

  private static PlannedKey planned(VaultKey key, KeyHandle handle, boolean signs) {
    Dnskey dnskey = key.dnskey(KeyRole.ZSK);
    return new PlannedKey(KeyId.random(), KeyRole.ZSK, dnskey, true, signs, handle);
  }

  private static SigningPlan plan(PlannedKey key) {
    return SigningPlan.of(List.of(key));
  }
}
