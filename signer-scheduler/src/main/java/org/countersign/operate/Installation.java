package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.countersign.keys.KeyVault;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.Secret;
import org.countersign.keystore.Passphrases;
import org.countersign.migrations.Migrations;
import org.countersign.migrations.SchemaSet;
import org.countersign.publish.CommandPublisher;
import org.countersign.publish.DirectoryPublisher;
import org.countersign.publish.Publisher;
import org.countersign.store.DataSources;
import org.countersign.store.DatabaseConfig;
import org.countersign.store.EmbeddedDatabase;
import org.countersign.store.PublicationStore;
import org.countersign.store.SignerDatabase;

/**
 * One installation, opened for one command: its databases, and its vaults when they are first
 * needed.
 */
final class Installation implements AutoCloseable {
  private final AppConfig config;
  private final Optional<EmbeddedDatabase> embedded;
  private final DataSources databases;
  private UnaryOperator<KeyVault> watcher = UnaryOperator.identity();
  private KeyVaults vaults;
  private Optional<Publisher> primary = Optional.empty();
  private Optional<String> registryVersion;

  private Installation(
      AppConfig config, Optional<EmbeddedDatabase> embedded, DataSources databases) {
    this.config = config;
    this.embedded = embedded;
    this.databases = databases;
  }

  /**
   * Opens an installation whose schemas are up to date; the embedded database, which nobody else
   * looks after, is brought up to date here.
   *
   * @throws org.countersign.store.StoreException if a database cannot be reached
   * @throws org.countersign.migrations.SchemaException if a schema is not the one this build needs
   */
  static Installation open(AppConfig config) throws IOException {
    Installation installation = connect(config);
    try {
      if (installation.embedded.isPresent()) {
        installation.migrate();
      } else {
        installation.check();
      }
      return installation;
    } catch (RuntimeException e) {
      installation.close();
      throw e;
    }
  }

  /** Opens an installation whatever the state of its schemas. */
  static Installation connect(AppConfig config) throws IOException {
    Files.createDirectories(config.data());
    AppConfig.Database signer = config.database().signer();
    Optional<EmbeddedDatabase> embedded =
        signer.configured() ? Optional.empty() : Optional.of(EmbeddedDatabase.open(config.data()));
    try {
      DatabaseConfig state =
          embedded.map(EmbeddedDatabase::config).orElseGet(() -> database(signer));
      AppConfig.Database registry = config.database().registry();
      DatabaseConfig source = registry.configured() ? database(registry) : state;
      return new Installation(config, embedded, DataSources.open(state, source));
    } catch (RuntimeException e) {
      embedded.ifPresent(EmbeddedDatabase::close);
      throw e;
    }
  }

  private static DatabaseConfig database(AppConfig.Database database) {
    Secret password =
        database.passwordFile() == null
            ? Secret.copyOf(new char[0])
            : Passphrases.fromFile(database.passwordFile());
    return new DatabaseConfig(database.url(), database.user(), password);
  }

  /** Brings every schema of ours up to date; says which migrations ran. */
  List<String> migrate() {
    List<String> done =
        new ArrayList<>(Migrations.migrate(databases.signer(), SchemaSet.SIGNER_DATABASE));
    if (hasReferenceRegistry()) {
      done.addAll(Migrations.migrate(databases.registryForWriting(), Set.of(SchemaSet.REGISTRY)));
    }
    return done;
  }

  private void check() {
    Migrations.check(databases.signer(), SchemaSet.SIGNER_DATABASE);
    if (hasReferenceRegistry()) {
      Migrations.check(databases.registryForWriting(), Set.of(SchemaSet.REGISTRY));
    }
  }

  /** Whether the registry is ours to migrate, and not views over somebody else's tables. */
  boolean hasReferenceRegistry() {
    return config.registry().schema().equals(SchemaSet.REGISTRY.schema());
  }

  /**
   * The version that the reference registry's snapshots must have; empty for somebody else's. A
   * registry that is migrated while we run is refused until the Countersign that knows it runs.
   */
  synchronized Optional<String> registryVersion() {
    if (registryVersion == null) {
      registryVersion =
          hasReferenceRegistry()
              ? Optional.of(
                  Integer.toString(
                      Migrations.version(databases.registryForWriting(), SchemaSet.REGISTRY)
                          .needed()))
              : Optional.empty();
    }
    return registryVersion;
  }

  AppConfig config() {
    return config;
  }

  DataSources databases() {
    return databases;
  }

  /** Puts something between each vault and those who use it; to be said before any is used. */
  synchronized void watchVaults(UnaryOperator<KeyVault> by) {
    if (vaults != null) {
      throw new IllegalStateException("the vaults are open already");
    }
    watcher = by;
  }

  /**
   * The vaults of the configuration, opened.
   *
   * @throws org.countersign.keys.VaultException if one does not open
   */
  synchronized KeyVaults vaults() {
    if (vaults == null) {
      List<KeyVault> opened = new ArrayList<>();
      try {
        for (Map.Entry<String, AppConfig.Vault> vault : config.vaults().entrySet()) {
          opened.add(
              watcher.apply(VaultOpener.open(vault.getKey(), vault.getValue(), config.data())));
        }
      } catch (RuntimeException | IOException e) {
        opened.forEach(KeyVault::close);
        throw e instanceof RuntimeException r
            ? r
            : new java.io.UncheckedIOException((IOException) e);
      }
      vaults = new KeyVaults(opened);
    }
    return vaults;
  }

  /** A primary that listens in this process; commands beside the service have none. */
  void serveBy(Publisher listening) {
    primary = Optional.of(listening);
  }

  List<Publisher> publishers() {
    AppConfig.Publish publish = config.publish();
    List<Publisher> publishers = new ArrayList<>();
    publishers.add(new DirectoryPublisher(publish.directory(), config.keepReleases()));
    if (publish.command() != null) {
      publishers.add(
          new CommandPublisher(publish.command(), publish.timeout(), publish.directory()));
    }
    primary.ifPresent(publishers::add);
    PublicationStore store = new PublicationStore(new SignerDatabase(databases.signer()));
    return publishers.stream()
        .<Publisher>map(p -> new NotedPublisher(p, store, Clock.systemUTC()))
        .toList();
  }

  Path data() {
    return config.data();
  }

  @Override
  public void close() {
    if (vaults != null) {
      vaults.close();
    }
    databases.close();
    embedded.ifPresent(EmbeddedDatabase::close);
  }
}
