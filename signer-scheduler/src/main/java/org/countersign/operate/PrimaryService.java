package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.keys.Secret;
import org.countersign.keystore.Passphrases;
import org.countersign.store.SignerDatabase;
import org.countersign.transfer.HiddenPrimary;
import org.countersign.transfer.LedgerReleases;
import org.countersign.transfer.PrimarySettings;
import org.countersign.transfer.SecondaryState;
import org.countersign.transfer.TsigKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hidden primary of a running service, if the configuration has one. */
final class PrimaryService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryService.class);

  private final Optional<HiddenPrimary> primary;

  private PrimaryService(Optional<HiddenPrimary> primary) {
    this.primary = primary;
  }

  /**
   * Lets the configured primary listen, and makes it one of the installation's publishers.
   *
   * @throws IOException if it cannot listen
   * @throws org.countersign.keys.VaultException if a key file cannot be read
   */
  static PrimaryService start(Installation installation, Clock clock) throws IOException {
    AppConfig config = installation.config();
    PrimarySettings settings = config.primary();
    if (!settings.isOn()) {
      return new PrimaryService(Optional.empty());
    }
    HiddenPrimary primary =
        new HiddenPrimary(
            settings,
            keys(settings),
            new LedgerReleases(
                new SignerDatabase(installation.databases().signer()), config.data()),
            config.data(),
            config.threadsOn(Runtime.getRuntime().availableProcessors()),
            clock);
    try {
      primary.start();
    } catch (IOException | RuntimeException e) {
      primary.close();
      throw e;
    }
    LOG.info(
        "the primary listens at {}, over TLS at {}", primary.addresses(), primary.tlsAddresses());
    installation.serveBy(primary);
    return new PrimaryService(Optional.of(primary));
  }

  /** The key of each peer, of which no two may have the same name. */
  private static Map<String, TsigKey> keys(PrimarySettings settings) throws IOException {
    Map<String, TsigKey> keys = new HashMap<>();
    Map<Name, String> holders = new HashMap<>();
    for (var peer : settings.peers().entrySet()) {
      Path file = peer.getValue().keyFile();
      try (Secret statement = Passphrases.fromFile(file)) {
        TsigKey key = TsigKey.parse(statement, file.toString());
        String other = holders.put(key.name(), peer.getKey());
        if (other != null) {
          throw new IOException(
              "the peers "
                  + other
                  + " and "
                  + peer.getKey()
                  + " both have a key named "
                  + key.name()
                  + "; make each a key of its own");
        }
        keys.put(peer.getKey(), key);
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return keys;
  }

  /** How far the secondaries are that are told of releases. */
  List<SecondaryState> secondaries() {
    return primary.map(HiddenPrimary::secondaries).orElse(List.of());
  }

  /** What was answered and refused, by name. */
  Map<String, Long> counts() {
    return primary.map(HiddenPrimary::counts).orElse(Map.of());
  }

  @Override
  public void close() {
    primary.ifPresent(HiddenPrimary::close);
  }
}
