package org.countersign.migrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The database schemas' migrations: small, numbered, one change each. */
public final class Migrations {
  /** The table in each schema that says which migrations it has had. */
  public static final String HISTORY = "schema_history";

  private Migrations() {}

  /**
   * Brings schemas up to date; what is up to date already is left alone.
   *
   * @return the migrations that ran, as {@code signer 3 zone}
   * @throws SchemaException if the database refuses, or a migration that has run has been changed
   */
  public static List<String> migrate(DataSource database, Set<SchemaSet> schemas) {
    List<String> done = new ArrayList<>();
    for (SchemaSet set : inOrder(schemas)) {
      try {
        flyway(database, set)
            .migrate()
            .migrations
            .forEach(m -> done.add(set.schema() + " " + m.version + " " + m.description));
      } catch (FlywayException e) {
        throw new SchemaException(
            "schema " + set.schema() + " cannot be migrated: " + e.getMessage(), e);
      }
    }
    return done;
  }

  /**
   * Makes sure that schemas are exactly at the version this build was made for.
   *
   * @throws SchemaException if one is older, newer or damaged; its message says what to do
   */
  public static void check(DataSource database, Set<SchemaSet> schemas) {
    for (SchemaSet set : inOrder(schemas)) {
      SchemaVersion version = version(database, set);
      if (version.found().isEmpty() || version.behind()) {
        throw new SchemaException(
            "schema "
                + set.schema()
                + ": version "
                + version.found().orElse("none")
                + " found, "
                + version.needed()
                + " needed: run `countersign migrate`");
      }
      if (version.ahead()) {
        throw new SchemaException(
            "schema "
                + set.schema()
                + ": version "
                + version.found().get()
                + " found, but this build knows only up to "
                + version.needed()
                + ": run the newer Countersign that migrated it");
      }
    }
  }

  /** What version a schema has and needs. */
  public static SchemaVersion version(DataSource database, SchemaSet set) {
    try {
      var info = flyway(database, set).info();
      MigrationInfo[] all = info.all();
      if (all.length == 0) {
        throw new SchemaException(
            "no migrations of schema " + set.schema() + " in this build: it is not whole");
      }
      MigrationInfo current = info.current();
      int needed = 0;
      for (MigrationInfo migration : all) {
        if (migration.getState().isResolved()) {
          needed = Math.max(needed, number(migration));
        }
        if (migration.getState().isFailed()) {
          throw new SchemaException(
              "schema "
                  + set.schema()
                  + ": migration "
                  + migration.getVersion()
                  + " failed half-way: restore the schema from a backup, then run `countersign"
                  + " migrate`");
        }
      }
      return new SchemaVersion(current == null ? 0 : number(current), needed);
    } catch (FlywayException e) {
      throw new SchemaException(
          "the version of schema " + set.schema() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int number(MigrationInfo migration) {
    return migration.getVersion() == null
        ? 0
        : Integer.parseInt(migration.getVersion().getVersion().replaceFirst("^0+(?=.)", ""));
  }

  private static List<SchemaSet> inOrder(Set<SchemaSet> schemas) {
    return schemas.stream().sorted(Comparator.naturalOrder()).toList();
  }

  private static Flyway flyway(DataSource database, SchemaSet set) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .schemas(set.schema())
        .defaultSchema(set.schema())
        .table(HISTORY)
        .locations(set.location())
        .placeholderReplacement(false) // "${" may stand in a function body
        .cleanDisabled(true)
        .load();
  }
}
