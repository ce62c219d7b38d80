package org.countersign.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Name;

/**
 * The views through which a registry is read, in the schema the operator laid them in. The zone a
 * query is about stands in the setting {@link #ZONE} of its transaction, because COPY takes no
 * parameters.
 *
 * <p>Rows come in order of owner, so that an RRset arrives in one piece.
 */
final class RegistryViews {
  static final String ZONE = "countersign.zone";

  static final String DELEGATION = "countersign_delegation";
  static final String GLUE = "countersign_glue";
  static final String DS = "countersign_ds";
  static final String REVISION = "countersign_revision";
  private static final String SCHEMA_VERSION = "countersign_schema_version";

  private static final String OF_ZONE = " WHERE zone = current_setting('" + ZONE + "')";

  private final String schema;

  RegistryViews(String schema) {
    this.schema = schema;
  }

  /**
   * Prepares the transaction for reading a zone whole. Nested loops are for a few rows; where a
   * table has no statistics yet, the planner expects a few and takes them, for minutes.
   */
  static void choose(Connection connection, Name zone) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config('"
                + ZONE
                + "', ?, true), set_config('bytea_output', 'hex', true),"
                + " set_config('enable_nestloop', 'off', true),"
                + " set_config('work_mem', '128MB', true)")) {
      statement.setString(1, zone.toString());
      statement.execute();
    }
  }

  /**
   * @throws StoreException naming every view that is missing or not ours to read
   */
  void check(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    List<String> denied = new ArrayList<>();
    for (String view : List.of(DELEGATION, GLUE, DS, REVISION)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT to_regclass(?) IS NULL,"
                  + " coalesce(has_table_privilege(to_regclass(?), 'SELECT'), true)")) {
        statement.setString(1, in(view));
        statement.setString(2, in(view));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            missing.add(schema + "." + view);
          } else if (!row.getBoolean(2)) {
            denied.add(schema + "." + view);
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new StoreException(
          "the registry's database has no view "
              + String.join(", ", missing)
              + ": lay it over your schema, set the schema it is in, or run `countersign migrate`"
              + " for the reference registry");
    }
    if (!denied.isEmpty()) {
      throw new StoreException(
          "we may not read "
              + String.join(", ", denied)
              + " in the registry's database: GRANT SELECT on it to our user");
    }
  }

  boolean hasSchemaVersion(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, in(SCHEMA_VERSION));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  String schemaVersion() {
    return "SELECT version::text FROM " + in(SCHEMA_VERSION);
  }

  String revision() {
    return "SELECT revision::bigint, changed_at::timestamptz FROM " + in(REVISION) + OF_ZONE;
  }

  /** zone, revision: of every zone. */
  String revisions() {
    return "SELECT zone::text, revision::bigint FROM " + in(REVISION);
  }

  /** owner, name server, ttl. */
  String delegations() {
    return "SELECT owner::text, name_server::text, ttl::bigint FROM "
        + in(DELEGATION)
        + OF_ZONE
        + " ORDER BY lower(owner::text) COLLATE \"C\"";
  }

  /** owner, key tag, algorithm, digest type, digest in hexadecimal, ttl. */
  String ds() {
    return "SELECT owner::text, key_tag::bigint, algorithm::bigint, digest_type::bigint,"
        + " digest::text, ttl::bigint FROM "
        + in(DS)
        + OF_ZONE
        + " ORDER BY lower(owner::text) COLLATE \"C\", 2, 3, 4, lower(digest::text) COLLATE \"C\"";
  }

  /** host, address, ttl. */
  String glue() {
    return "SELECT host::text, address::text, ttl::bigint FROM "
        + in(GLUE)
        + OF_ZONE
        + " ORDER BY lower(host::text) COLLATE \"C\", strpos(address::text, ':') > 0, address::text COLLATE \"C\"";
  }

  /** How many distinct owners are delegated. */
  String countDelegations() {
    return count("lower(owner::text)", DELEGATION);
  }

  String countDs() {
    return count("lower(owner::text), key_tag, algorithm, digest_type, lower(digest::text)", DS);
  }

  String countGlue() {
    return count("lower(host::text), address::text", GLUE);
  }

  private String count(String distinct, String view) {
    return "SELECT count(*) FROM (SELECT DISTINCT "
        + distinct
        + " FROM "
        + in(view)
        + OF_ZONE
        + ") AS each";
  }

  private String in(String view) {
    return '"' + schema.replace("\"", "\"\"") + "\"." + view;
  }
}
