package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.countersign.keys.Secret;
import org.junit.jupiter.api.Test;

class DataSourcesTest {
  @Test
  void registryThatCannotBeReachedIsNamed() {
    try (TestDatabase database = TestDatabase.empty()) {
      DatabaseConfig nobody =
          new DatabaseConfig(
              "jdbc:postgresql://127.0.0.1:9/registry", "me", Secret.copyOf(new char[0]));
      assertThatThrownBy(() -> DataSources.open(database.config(), nobody))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the registry database at jdbc:postgresql://127.0.0.1:9/registry")
          .hasMessageContaining("check that it runs");
    }
  }

  @Test
  void passwordIsNotPrinted() {
    DatabaseConfig config =
        new DatabaseConfig(
            "jdbc:postgresql://127.0.0.1:9/x", "me", Secret.copyOf("hunter2".toCharArray()));
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void addressOfAnotherDatabaseIsRefused() {
    assertThatThrownBy(
            () -> new DatabaseConfig("jdbc:mysql://h/x", "me", Secret.copyOf(new char[0])))
        .hasMessageContaining("not a PostgreSQL address");
  }
}
