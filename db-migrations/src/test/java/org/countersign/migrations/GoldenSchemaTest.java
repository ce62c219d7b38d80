package org.countersign.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The schemas after all migrations are the checked-in ones. After a wanted change, run with {@code
 * -Dcountersign.golden=write} and commit the files that changed.
 */
class GoldenSchemaTest {
  @ParameterizedTest
  @EnumSource(SchemaSet.class)
  void schemaAfterAllMigrationsIsTheGoldenOne(SchemaSet set) throws Exception {
    DataSource database = TestDatabase.empty();
    Migrations.migrate(database, SchemaSet.ALL);
    String found;
    try (Connection connection = database.getConnection()) {
      found = SchemaDump.of(connection, set.schema());
    }
    Path golden = Path.of("src/test/resources/golden", set.schema() + ".txt");
    if ("write".equals(System.getProperty("countersign.golden"))) {
      Files.writeString(golden, found);
    }
    assertThat(found).isNotBlank().isEqualTo(Files.readString(golden));
  }
}
