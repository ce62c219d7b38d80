package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.store.TestDatabase;

/** An installation of its own: a migrated database and a data directory, which hold one zone. */
final class Site implements AutoCloseable {
  /** Enough for a gate that lets small zones change by leaps. */
  static final int DELEGATIONS = 30;

  static final String POLICY =
      """
      apex:
        soa: {mname: ns1.example., rname: hostmaster.example.}
        ns: [ns1.example.]
        records: ['ns1 3600 IN A 192.0.2.1']
      """;

  final Path directory;
  final Path data;
  final TestDatabase database;
  private Path config;

  Site(Path directory) throws IOException {
    this(directory, TestDatabase.migrated());
  }

  /** On a database of the test's own. */
  Site(Path directory, TestDatabase database) throws IOException {
    this.database = database;
    this.directory = directory;
    this.data = directory.resolve("data");
    Path password = Files.createFile(directory.resolve("password"));
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(password, new String(database.config().password().reveal()));
    configure("");
  }

  /** Writes the configuration file, with more than where data and database are. */
  Site configure(String more) throws IOException {
    config =
        Files.writeString(
            directory.resolve("countersign.yaml"),
            String.format(
                "data: %s%ndatabase: {signer: {url: '%s', user: %s, passwordFile: %s}}%n%s",
                data,
                database.config().url(),
                database.config().user(),
                directory.resolve("password"),
                more));
    return this;
  }

  Path config() {
    return config;
  }

  /** The registry's rows of example., and the zone under management. */
  Site withZone() throws Exception {
    return withZone(POLICY);
  }

  /** The same under another policy. */
  Site withZone(String policy) throws Exception {
    database.execute(
        "INSERT INTO registry.zone VALUES ('example.')",
        "INSERT INTO registry.host (name) VALUES ('ns.other.'), ('ns.d1.example.')",
        "INSERT INTO registry.host_address (host_id, address) SELECT host_id, '192.0.2.53' FROM"
            + " registry.host WHERE name = 'ns.d1.example.'",
        "INSERT INTO registry.domain (zone, name) SELECT 'example.', 'd' || i || '.example.' FROM"
            + " generate_series(1, "
            + DELEGATIONS
            + ") i",
        "INSERT INTO registry.domain_host (domain_id, host_id) SELECT domain_id, host_id FROM"
            + " registry.domain d JOIN registry.host h ON h.name = CASE d.name WHEN 'd1.example.'"
            + " THEN 'ns.d1.example.' ELSE 'ns.other.' END",
        "INSERT INTO registry.ds_data SELECT domain_id, 4711, 13, 2, decode(repeat('ab', 32),"
            + " 'hex') FROM registry.domain WHERE name < 'd2'");
    policy(policy);
    return this;
  }

  void policy(String text) throws IOException {
    CliRun run = add(text);
    assertThat(run.exit()).as("%s", run).isZero();
  }

  CliRun add(String policy) throws IOException {
    return run(
        "zone",
        "add",
        "example.",
        "--policy",
        Files.writeString(directory.resolve("policy.yaml"), policy));
  }

  /** The configuration as commands read it. */
  AppConfig appConfig() {
    return AppConfigFile.load(
        java.util.Optional.of(config), java.util.Optional.empty(), java.util.Map.of());
  }

  /** A command by another clock than the database's, with a JSON answer. */
  CliRun runBy(Clock clock, Object... command) {
    return CliRun.at(
        clock,
        Stream.of(Stream.of(command), Stream.of("-c", config, "--json")).flatMap(s -> s).toArray());
  }

  /** A command here and now, with a JSON answer. */
  CliRun run(Object... command) {
    return run(Clock.systemUTC(), command);
  }

  /** The same by another clock. */
  CliRun run(Clock clock, Object... command) {
    return CliRun.at(
        clock,
        Stream.of(Stream.of(command), Stream.of("-c", config, "--json")).flatMap(s -> s).toArray());
  }

  /** The database's clock says this from now on, as the test's own does. */
  void databaseClock(Instant at) throws SQLException {
    database.execute(
        "CREATE OR REPLACE FUNCTION signer.clock() RETURNS timestamptz LANGUAGE sql VOLATILE RETURN"
            + " CAST('"
            + at
            + "' AS timestamptz)");
  }

  /** One pipeline run that ends well. */
  JsonNode released() {
    CliRun run = run("run", "example.");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().get("outcome").asText()).as("%s", run).isEqualTo("released");
    return run.json();
  }

  /** The zone that name servers read. */
  Path current() {
    return data.resolve("published/example/current");
  }

  String currentText() throws IOException {
    return Files.readString(current());
  }

  List<Path> candidates() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("zones/example/candidates"))) {
      return files.toList();
    }
  }

  List<String> audited() throws SQLException {
    return database.rows("SELECT action FROM signer.audit ORDER BY seq");
  }

  @Override
  public void close() {
    database.close();
  }
}
