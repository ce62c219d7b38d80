package org.countersign.operate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.settings.Doc;
import org.countersign.transfer.PrimarySettings;

/**
 * The application's configuration: where everything is. What zones are like is said by their
 * policies.
 */
record AppConfig(
    @Doc(
            "The data directory: released zones, the default key vault, the embedded database."
                + " `--data` and then the environment variable `COUNTERSIGN_DATA` come first.")
        Path data,
    @Doc("The databases; without an address, a PostgreSQL of our own in the data directory.")
        Databases database,
    @Doc("The registry's data.") Registry registry,
    @Doc(
            "Where keys are, by names of your choice that policies and key lists use. None stated:"
                + " one vault `file`, in `keys/keys.p12`, opened by `keys/passphrase`.")
        Map<String, Vault> vaults,
    @Doc("Where released zones go.") Publish publish,
    @Doc("Released artefacts of each zone to keep, the newest included; at least 2, for rollbacks.")
        Integer keepReleases,
    @Doc(
            "Threads that build and judge; 0 takes one for each processor. Signing takes"
                + " `signing.threads` of the policy.")
        Integer threads,
    @Doc("The service, `serve`.") ServiceConfig service,
    @Doc("Where the service answers HTTP.") HttpConfig http,
    @Doc("Who is told what goes wrong.") AlertsConfig alerts,
    @Doc("The hidden primary of `serve`, from which secondaries transfer zones.")
        PrimarySettings primary) {
  static final String USUAL_VAULT = "file";

  AppConfig {
    data = or(data, Path.of("data"));
    database = or(database, new Databases(null, null));
    registry = or(registry, new Registry(null));
    vaults =
        vaults == null
            ? Map.of(
                USUAL_VAULT,
                new Vault(
                    Vault.Type.FILE, Path.of("keys/keys.p12"), Path.of("keys/passphrase"), null))
            : Map.copyOf(vaults);
    publish = or(publish, new Publish(null, null, null));
    keepReleases = or(keepReleases, 10);
    threads = or(threads, 0);
    service = or(service, new ServiceConfig(null, null, null, null, null));
    http = or(http, new HttpConfig(null, null, null, null, null, null));
    primary = or(primary, PrimarySettings.off());
    alerts = or(alerts, new AlertsConfig(null, null, null, null, null, null));
  }

  static AppConfig defaults() {
    return new AppConfig(null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Threads to use on a machine with {@code processors}. */
  int threadsOn(int processors) {
    return threads == 0 ? processors : threads;
  }

  /** The same with all paths absolute: {@code data} as it is, the others below it. */
  AppConfig in(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    Map<String, Vault> absolute = new java.util.TreeMap<>();
    vaults.forEach((name, vault) -> absolute.put(name, vault.in(root)));
    return new AppConfig(
        root,
        database.in(root),
        registry,
        absolute,
        publish.in(root),
        keepReleases,
        threads,
        service,
        http.in(root),
        alerts.in(root),
        primary.in(root));
  }

  private static <T> T or(T stated, T otherwise) {
    return stated == null ? otherwise : stated;
  }

  static Path below(Path root, Path path) {
    return path == null ? null : root.resolve(path).normalize();
  }

  /** The two databases, which may be one. */
  record Databases(
      @Doc("The signer's state.") Database signer,
      @Doc("The registry; without an address, the signer's database.") Database registry) {
    Databases {
      signer = or(signer, new Database(null, null, null));
      registry = or(registry, new Database(null, null, null));
    }

    Databases in(Path root) {
      return new Databases(signer.in(root), registry.in(root));
    }
  }

  /** How a database is reached. */
  record Database(
      @Doc("`jdbc:postgresql://HOST:PORT/DATABASE`.") String url,
      @Doc("The role to connect as.") String user,
      @Doc("A file that holds the password and that only its owner may read; unset: none is sent.")
          Path passwordFile) {
    Database {
      user = or(user, "countersign");
    }

    /** Whether the file names a server; if not, the embedded one is meant. */
    boolean configured() {
      return url != null;
    }

    Database in(Path root) {
      return new Database(url, user, below(root, passwordFile));
    }
  }

  /** The registry's data. */
  record Registry(@Doc("The schema in which the `countersign_*` views are.") String schema) {
    Registry {
      schema = or(schema, "registry");
    }
  }

  /** A place for keys. */
  record Vault(
      @Doc(
              "`file`: one file that a passphrase opens. `pkcs11`: tokens of a hardware module."
                  + " `bind`: a directory of BIND key files.")
          Type type,
      @Doc("The file, the module's PKCS#11 library, or the directory.") Path path,
      @Doc(
              "`file` only: a file that holds the passphrase and that only its owner may read."
                  + " Unset: the systemd credential `countersign-NAME`, or a prompt.")
          Path passphraseFile,
      @Doc(
              "`pkcs11` only: the tokens, by their labels. Every one of them must hold every key;"
                  + " new keys are made in the first. A lost token is done without; one that is"
                  + " there and lacks a key, or has another in its place, stops the signing.")
          Map<String, Token> tokens) {
    /** The kind of vault. */
    enum Type {
      FILE,
      PKCS11,
      BIND
    }

    Vault {
      type = or(type, Type.FILE);
      tokens = tokens == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }

    Vault in(Path root) {
      Map<String, Token> absolute = new LinkedHashMap<>();
      tokens.forEach((label, token) -> absolute.put(label, token.in(root)));
      return new Vault(type, below(root, path), below(root, passphraseFile), absolute);
    }
  }

  /** A token of a hardware module; slots are not stated, for they are numbered anew at times. */
  record Token(
      @Doc("Its serial number, needed where two tokens have one label.") String serial,
      @Doc(
              "A file that holds the user's PIN and that only its owner may read. Unset: the systemd"
                  + " credential `countersign-NAME` of the vault, or a prompt. A PIN that the token"
                  + " refused is not tried again, so that the token is not locked.")
          Path pinFile) {
    Token in(Path root) {
      return new Token(serial, below(root, pinFile));
    }
  }

  /** Where released zones go. */
  record Publish(
      @Doc("A released zone appears here, whole, as `current` below its name.") Path directory,
      @Doc(
              "What to run then, such as `nsd-control reload {origin}`; `{file}`, `{origin}` and"
                  + " `{serial}` stand for the zone. No shell sees it.")
          String command,
      @Doc("How long the command may take.") Duration timeout) {
    Publish {
      directory = or(directory, Path.of("published"));
      timeout = or(timeout, Duration.ofMinutes(1));
    }

    Publish in(Path root) {
      return new Publish(below(root, directory), command, timeout);
    }
  }
}
