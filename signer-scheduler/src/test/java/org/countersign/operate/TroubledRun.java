package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.keys.KeyVaults;
import org.countersign.run.ProgressLine;
import org.countersign.run.RunOutcome;

/** A pipeline run of a site's zone, with trouble in the vault that has its keys. */
final class TroubledRun {
  private static final Name ORIGIN = Name.parse("example.");

  private final Site site;
  private final String vault;
  private final boolean verifyAfterSign;
  private final TroubledVault.Trouble trouble;

  TroubledRun(Site site, String vault, boolean verifyAfterSign, TroubledVault.Trouble trouble) {
    this.site = site;
    this.vault = vault;
    this.verifyAfterSign = verifyAfterSign;
    this.trouble = trouble;
  }

  RunOutcome run() throws Exception {
    return run(ZoneLease.LENGTH);
  }

  /** The same under a lease that is lost after so long without renewal. */
  RunOutcome run(Duration lease) throws Exception {
    AppConfig config = AppConfigFile.load(Optional.of(site.config()), Optional.empty(), Map.of());
    try (Installation installation = Installation.open(config)) {
      TroubledVault troubled =
          new TroubledVault(installation.vaults().vault(vault), verifyAfterSign, trouble);
      return new ZoneRun(installation, () -> KeyVaults.of(troubled), ProgressLine.onTerminal(false))
          .run(ORIGIN, Instant.now(), lease);
    }
  }
}
