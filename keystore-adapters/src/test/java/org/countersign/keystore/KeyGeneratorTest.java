package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyGenerator;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyTagPolicy;
import org.countersign.keys.VaultException;
import org.countersign.policy.TagRange;
import org.junit.jupiter.api.Test;

class KeyGeneratorTest {
  private static final KeySpec SPEC = KeySpec.of(DnssecAlgorithm.ED25519);

  private final MemoryVault vault = new MemoryVault("memory");

  @Test
  void everyKeyOfACrowdedZoneHasATagOfItsOwn() {
    TagRange range = new TagRange(1000, 3000);
    List<Dnskey> known = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      KeyTagPolicy tags = new KeyTagPolicy(known, range);
      known.add(KeyGenerator.generate(vault, SPEC, KeyVaultContract.ZSK, tags).dnskey(KeyRole.ZSK));
    }
    assertThat(known).extracting(key -> key.tag().value()).doesNotHaveDuplicates();
    assertThat(known).allMatch(key -> range.contains(key.tag()));
    assertThat(vault.keys()).hasSize(40);
  }

  @Test
  void aRangeWithNoFreeTagIsRefusedBeforeAnyKeyIsMade() {
    Dnskey known = vault.generate(SPEC, KeyVaultContract.ZSK).dnskey(KeyRole.ZSK);
    int tag = known.tag().value();
    KeyTagPolicy tags = new KeyTagPolicy(List.of(known), new TagRange(tag, tag));
    assertThatThrownBy(() -> KeyGenerator.generate(vault, SPEC, KeyVaultContract.ZSK, tags))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("widen keys.tagRange");
    assertThat(vault.keys()).hasSize(1);
  }

  /** A vault whose random numbers are stuck makes one key for ever; it is not asked for ever. */
  @Test
  void aVaultThatOnlyMakesRefusedKeysIsGivenUpAloud() {
    StuckVault stuck = new StuckVault();
    KeyTagPolicy tags = new KeyTagPolicy(List.of(stuck.only.dnskey(KeyRole.ZSK)), TagRange.ANY);
    assertThatThrownBy(() -> KeyGenerator.generate(stuck, SPEC, KeyVaultContract.ZSK, tags))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("none had a free tag");
    assertThat(stuck.keys()).isEmpty();
  }
}
