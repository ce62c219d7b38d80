package org.countersign.operate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.settings.CommandTemplate;
import org.countersign.settings.Problem;
import org.countersign.transfer.PrimaryLint;

/** Whether a configuration can be used. */
final class AppConfigLint {
  /** What a publish command may name. */
  static final Set<String> PLACEHOLDERS = Set.of("file", "origin", "serial");

  private static final int MOST_THREADS = 1024;
  private static final int MOST_LABEL = 32; // CK_TOKEN_INFO
  private static final int MOST_SCHEMA = 63; // PostgreSQL cuts longer identifiers
  private static final Pattern SECRET =
      Pattern.compile("[?&](password|sslpassword)=|//[^/]*@", Pattern.CASE_INSENSITIVE);

  private final List<Problem> problems = new ArrayList<>();

  private AppConfigLint() {}

  /** Everything that is wrong. */
  static List<Problem> check(AppConfig config) {
    AppConfigLint lint = new AppConfigLint();
    lint.database("database.signer", config.database().signer());
    lint.database("database.registry", config.database().registry());
    config.vaults().forEach((name, vault) -> lint.vault("vaults." + name, vault));
    lint.publish(config.publish());
    lint.numbers(config);
    lint.problems.addAll(PrimaryLint.check(config.primary()));
    new ServiceLint(lint::error).check(config);
    return lint.problems;
  }

  private void database(String path, AppConfig.Database database) {
    if (!database.configured()) {
      if (database.passwordFile() != null) {
        error(path, "has a passwordFile but no url; the embedded database has its own password");
      }
      return;
    }
    if (!database.url().startsWith("jdbc:postgresql:")) {
      // not shown: whoever writes postgres://user:password@host has a password in it
      error(path + ".url", "is no address; needed is jdbc:postgresql://HOST:PORT/DATABASE");
    } else if (SECRET.matcher(database.url()).find()) {
      // the address is printed in messages, and the file may be read by many
      error(path + ".url", "holds a password or user; put them into user and passwordFile");
    }
  }

  private void vault(String path, AppConfig.Vault vault) {
    String name = path.substring("vaults.".length());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
      error(path, "is no name for a vault; needed are letters, digits, - and _");
    }
    if (vault.path() == null) {
      error(path + ".path", "is missing: say where the keys are");
    }
    if (vault.type() == AppConfig.Vault.Type.BIND && vault.passphraseFile() != null) {
      error(path + ".passphraseFile", "has no effect: BIND key files are not sealed; leave it out");
    }
    if (vault.type() == AppConfig.Vault.Type.PKCS11) {
      tokens(path, vault);
    } else if (!vault.tokens().isEmpty()) {
      error(path + ".tokens", "has no effect: only a vault of type pkcs11 has tokens");
    }
  }

  private void tokens(String path, AppConfig.Vault vault) {
    if (vault.passphraseFile() != null) {
      error(path + ".passphraseFile", "has no effect: a token is opened by its own pinFile");
    }
    if (vault.tokens().isEmpty()) {
      error(path + ".tokens", "is missing: name the tokens by their labels");
    }
    for (String label : vault.tokens().keySet()) {
      if (label.isBlank() || label.getBytes(StandardCharsets.UTF_8).length > MOST_LABEL) {
        error(path + ".tokens", "\"" + label + "\" is no token's label: 1 to 32 octets");
      }
    }
  }

  private void publish(AppConfig.Publish publish) {
    if (publish.timeout().isZero()) {
      error("publish.timeout", "0 gives the command no time; give it some, such as 1m");
    }
    if (publish.command() != null) {
      try {
        CommandTemplate.parse(publish.command(), PLACEHOLDERS);
      } catch (IllegalArgumentException e) {
        error("publish.command", e.getMessage());
      }
    }
  }

  private void numbers(AppConfig config) {
    if (config.keepReleases() < 2) {
      error(
          "keepReleases",
          config.keepReleases() + " leaves no release to go back to; needed are at least 2");
    }
    if (config.threads() < 0 || config.threads() > MOST_THREADS) {
      error("threads", config.threads() + " is out of range: 0 to " + MOST_THREADS);
    }
    String schema = config.registry().schema();
    if (schema.isBlank() || schema.length() > MOST_SCHEMA) {
      error("registry.schema", "\"" + schema + "\" is no schema's name: 1 to 63 characters");
    }
  }

  private void error(String path, String message) {
    problems.add(Problem.error(path, path + ": " + message));
  }
}
