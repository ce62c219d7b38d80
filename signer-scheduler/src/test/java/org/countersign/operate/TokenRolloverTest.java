package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.pkcs11.Pkcs11Vault;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ZSK's whole life in a token: made there, signing there, destroyed there. */
class TokenRolloverTest {
  private static final String POLICY =
      Site.POLICY
          + MovedSite.GATE
          + """
          signing: {threads: 2}
          keys: {vault: hsm, zsk: {lifetime: 60d}}
          timing: {purgeAfter: 10d}
          """;

  @TempDir Path directory;
  @TempDir Path work;

  @Test
  void keysAreMadeUsedAndDestroyedInTheToken() throws Exception {
    OutsideTool.demand("ldns-verify-zone");
    OutsideTool.demand("kzonecheck");
    try (HsmSite at = new HsmSite(directory, "one");
        MovedSite site = new MovedSite(directory, at.site.withZone(POLICY))) {
      SimulatedYears years = new SimulatedYears(site, work, Duration.ofDays(6), Duration.ofDays(2));

      years.live(Duration.ofDays(150));

      List<KeyLives.Life> zsks = years.zskRolls();
      assertThat(zsks).hasSizeGreaterThanOrEqualTo(3);
      years.purged(zsks);
      assertThat(site.manager().everyKey())
          .allMatch(stored -> stored.key().handle().vault().equals("hsm"))
          .anyMatch(stored -> stored.destroyedAt().isPresent());
      List<String> living =
          site.manager().everyKey().stream()
              .filter(stored -> stored.destroyedAt().isEmpty())
              .map(stored -> stored.key().handle().reference())
              .toList();
      try (Pkcs11Vault token = at.vault("one")) {
        assertThat(token.keys())
            .extracting(VaultKey::handle)
            .extracting(handle -> handle.reference())
            .containsExactlyInAnyOrderElementsOf(living);
      }
    }
  }
}
