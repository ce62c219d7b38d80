package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The configuration of docker-compose.yml is one that this build takes. */
final class ShippedConfigTest {
  private static final Path SHIPPED = Path.of("../docker/countersign.yaml");
  private static final Path COMPOSE = Path.of("../docker-compose.yml");

  @Test
  void theContainersConfigurationIsRead() {
    AppConfig config = AppConfigFile.load(Optional.of(SHIPPED), Optional.empty(), Map.of());
    assertThat(config.data()).isEqualTo(Path.of("/var/lib/countersign"));
    assertThat(config.database().signer().configured()).isTrue();
  }

  @Test
  void everySecretItNamesIsGivenToTheContainer() throws Exception {
    AppConfig config = AppConfigFile.load(Optional.of(SHIPPED), Optional.empty(), Map.of());
    String compose = Files.readString(COMPOSE);
    for (Path secret :
        new Path[] {
          config.database().signer().passwordFile(),
          config.vaults().get(AppConfig.USUAL_VAULT).passphraseFile()
        }) {
      assertThat(secret.getParent()).isEqualTo(Path.of("/run/secrets"));
      assertThat(compose).contains("- " + secret.getFileName());
    }
  }
}
