package org.countersign.migrations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A schema's structure as text, read from the catalogue, one object a line, in a fixed order. */
final class SchemaDump {
  private SchemaDump() {}

  static String of(Connection connection, String schema) throws SQLException, IOException {
    String query;
    try (var in = SchemaDump.class.getResourceAsStream("/schema-dump.sql")) {
      query = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder out = new StringBuilder();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.append(rows.getString(1)).append('\n');
        }
      }
    }
    return out.toString();
  }
}
