package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.countersign.settings.Problem;
import org.countersign.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppConfigTest {
  @TempDir private Path dir;

  private Path file(String yaml) throws Exception {
    return Files.writeString(dir.resolve("countersign.yaml"), yaml);
  }

  @Test
  void aDataDirectoryIsEnough() {
    AppConfig config = AppConfigFile.load(Optional.empty(), Optional.of(dir), Map.of());
    assertThat(config.data()).isEqualTo(dir);
    assertThat(config.database().signer().configured()).isFalse();
    assertThat(config.vaults().get("file").path()).isEqualTo(dir.resolve("keys/keys.p12"));
    assertThat(config.publish().directory()).isEqualTo(dir.resolve("published"));
    assertThat(config.registry().schema()).isEqualTo("registry");
  }

  @Test
  void theOptionGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    Optional<Path> file = Optional.of(file("data: from-file"));
    Map<String, String> environment = Map.of("COUNTERSIGN_DATA", "/from/environment");
    assertThat(AppConfigFile.load(file, Optional.empty(), Map.of()).data())
        .isEqualTo(dir.resolve("from-file")); // relative to the file, not to where we stand
    assertThat(AppConfigFile.load(file, Optional.empty(), environment).data())
        .isEqualTo(Path.of("/from/environment"));
    assertThat(AppConfigFile.load(file, Optional.of(Path.of("/from/option")), environment).data())
        .isEqualTo(Path.of("/from/option"));
    assertThat(AppConfigFile.load(Optional.empty(), Optional.empty(), Map.of()).data())
        .isEqualTo(Path.of("data").toAbsolutePath());
  }

  @Test
  void otherPathsAreBelowTheDataDirectoryUnlessAbsolute() throws Exception {
    AppConfig config =
        AppConfigFile.load(
            Optional.of(
                file("{publish: {directory: /srv/nsd}, vaults: {b: {type: bind, path: k}}}")),
            Optional.of(Path.of("/data")),
            Map.of());
    assertThat(config.publish().directory()).isEqualTo(Path.of("/srv/nsd"));
    assertThat(config.vaults().get("b").path()).isEqualTo(Path.of("/data/k"));
    assertThat(config.vaults()).containsOnlyKeys("b");
  }

  @Test
  void tokensStayInTheirOrderAndTheirPinFilesAreBelowTheDataDirectory() throws Exception {
    String yaml =
        "vaults: {hsm: {type: pkcs11, path: /lib/p.so, tokens: {z: {serial: 7}, a: {pinFile: pin}}}}";
    AppConfig.Vault vault =
        AppConfigFile.load(Optional.of(file(yaml)), Optional.of(Path.of("/data")), Map.of())
            .vaults()
            .get("hsm");
    assertThat(vault.tokens().keySet()).containsExactly("z", "a");
    assertThat(vault.tokens().get("z").serial()).isEqualTo("7");
    assertThat(vault.tokens().get("a").pinFile()).isEqualTo(Path.of("/data/pin"));
    assertThat(vault.path()).isEqualTo(Path.of("/lib/p.so"));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    SettingsException e =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                AppConfigFile.parse(
                    """
                    keepRelease: 3
                    vaults:
                      hsm: {type: hsm, path: x, pasphraseFile: y}
                    database: {signer: {password: secret}}
                    threads: -1
                    """,
                    "c.yaml"));
    assertThat(e.problems().stream().map(Problem::toString))
        .contains(
            "line 1: unknown field keepRelease; did you mean keepReleases?",
            "line 3: vaults.hsm.type: found \"hsm\"; needed is file or pkcs11 or bind",
            "line 3: unknown field vaults.hsm.pasphraseFile; did you mean"
                + " vaults.hsm.passphraseFile?",
            "threads: -1 is out of range: 0 to 1024");
    assertThat(e.problems()).anyMatch(p -> p.path().equals("database.signer.password"));
    assertThat(e.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          database: {signer: {url: 'mysql://h/d'}} | database.signer.url | jdbc:postgresql://HOST
          database: {signer: {url: 'postgres://u:p@h/d'}} | database.signer.url | is no address; needed
          database: {registry: {url: 'jdbc:postgresql://h/d?user=u&password=p'}} | database.registry.url | passwordFile
          database: {registry: {url: 'jdbc:postgresql://u:p@h/d'}} | database.registry.url | passwordFile
          database: {signer: {passwordFile: p}} | database.signer | no url
          vaults: {v: {type: file, passphraseFile: p}} | vaults.v.path | say where
          vaults: {v: {type: bind, path: p, passphraseFile: q}} | vaults.v.passphraseFile | no effect
          vaults: {v: {type: bind, path: p, tokens: {t: {serial: 1}}}} | vaults.v.tokens | only a vault of type pkcs11
          vaults: {v: {type: pkcs11, path: p}} | vaults.v.tokens | by their labels
          vaults: {v: {type: pkcs11, tokens: {t: {serial: 1}}}} | vaults.v.path | say where
          vaults: {v: {type: pkcs11, path: p, passphraseFile: q, tokens: {t: {serial: 1}}}} | vaults.v.passphraseFile | pinFile
          vaults: {v: {type: pkcs11, path: p, tokens: {a-label-of-more-than-thirty-two-octets: {serial: 1}}}} | vaults.v.tokens | 1 to 32 octets
          vaults: {'a/b': {type: bind, path: p}} | vaults.a/b | letters, digits
          publish: {timeout: 0} | publish.timeout | no time
          publish: {command: 'reload {zone}'} | publish.command | known are {file}, {origin}, {serial}
          publish: {command: '"reload'} | publish.command | not closed
          keepReleases: 1 | keepReleases | at least 2
          registry: {schema: ''} | registry.schema | 1 to 63
          """)
  void whatCannotBeUsedIsRefused(String yaml, String path, String words) {
    assertThatThrownBy(() -> AppConfigFile.parse(yaml, "c.yaml"))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> {
              assertThat(e.problems()).singleElement().extracting(Problem::path).isEqualTo(path);
              assertThat(e).hasMessageContaining(words);
            });
  }

  @Test
  void aMissingFileIsWrongUsage() {
    assertThatThrownBy(
            () ->
                AppConfigFile.load(
                    Optional.of(dir.resolve("none.yaml")), Optional.empty(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no such file");
  }
}
