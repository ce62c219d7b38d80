package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys roll for years, each on its day, and no release of all these years is refused by anybody.
 */
class SimulatedYearsTest {
  private static final Duration YEAR = Duration.ofDays(365);

  /** RSASHA256, NSEC3 with opt-out, delegations for four days, a ZSK every 90 days. */
  private static final String RU =
      Site.POLICY
          + MovedSite.GATE
          + """
          signing: {algorithm: RSASHA256, validity: 45d, refresh: 20d, threads: 1}
          denial: {mode: nsec3, optOut: true}
          ttl: {max: 4d, dnskey: 1d, delegation: 4d, ds: 1d}
          keys: {zsk: {lifetime: 90d}, ksk: {lifetime: 365d}}
          timing: {zonePropagationDelay: 2h, publishSafety: 1h, retireSafety: 1h, purgeAfter: 30d}
          """;

  private static final String ECDSA =
      Site.POLICY
          + MovedSite.GATE
          + """
          signing: {algorithm: ECDSAP256SHA256, threads: 1}
          keys: {zsk: {lifetime: 90d}, ksk: {lifetime: 365d}}
          """;

  @TempDir Path directory;
  @TempDir Path work;

  @Test
  void aYearOfAnEcdsaZoneThatRollsBothKeys() throws Exception {
    List<Integer> rolls = live(ECDSA.replace("365d", "180d"), YEAR, Duration.ofDays(6));

    assertThat(rolls).containsExactly(4, 2);
  }

  @Test
  @Tag("long")
  void threeYearsOfAnEcdsaZone() throws Exception {
    assertThat(live(ECDSA, YEAR.multipliedBy(3), Duration.ofDays(4))).containsExactly(12, 3);
  }

  @Test
  @Tag("long")
  void threeYearsOfAZoneLikeRu() throws Exception {
    assertThat(live(RU, YEAR.multipliedBy(3), Duration.ofDays(3))).containsExactly(12, 3);
  }

  /** How many ZSKs and KSKs there were. */
  private List<Integer> live(String policy, Duration time, Duration step) throws Exception {
    OutsideTool.demand("ldns-verify-zone");
    OutsideTool.demand("kzonecheck");
    try (MovedSite site = new MovedSite(directory, policy)) {
      SimulatedYears years = new SimulatedYears(site, work, step, Duration.ofDays(2));
      years.live(time);
      List<KeyLives.Life> zsks = years.zskRolls();
      List<KeyLives.Life> ksks = years.kskRolls();
      years.purged(zsks);
      years.purged(ksks);
      System.out.println(years.summary());
      return List.of(zsks.size(), ksks.size());
    }
  }
}
