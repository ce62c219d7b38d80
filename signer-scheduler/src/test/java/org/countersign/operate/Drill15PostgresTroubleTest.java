package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.countersign.store.OwnServer;
import org.countersign.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 15: PostgreSQL is down, read only, restored in part, or of another version: one snapshot or
 * no build, and the last good zone stays. How the age of a standby is told is shown by StandbyTest,
 * that one behind is refused by IntakeGateTest.
 */
class Drill15PostgresTroubleTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";

  @TempDir Path directory;

  @Test
  void aServiceOutlivesItsDatabaseAndGoesOnWhereItWas() throws Exception {
    try (OwnServer server = new OwnServer(directory.resolve("server"));
        TestDatabase database = TestDatabase.on(server.config());
        Site site = new Site(directory, database).withZone()) {
      ToldAlerts told = new ToldAlerts(directory);
      site.configure("http: {port: 0}\nservice: {lease: 4s, poll: 1s}\n" + told.config());
      site.released();
      String before = site.currentText();
      try (RunningNode node = new RunningNode(site)) {
        site.database.execute(CHANGE);
        server.stop();
        RunningNode.await(() -> told.of("raised DATABASE").size() == 1);
        assertThat(node.get("/health/live").status()).isEqualTo(200);
        assertThat(node.get("/api/v1/status", "token").status()).isEqualTo(503);
        CliRun run = site.run("run", "example.");
        assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
        boolean early = !site.currentText().equals(before); // it may have been as quick as that

        server.start();

        RunningNode.await(() -> !site.currentText().contains("\nd7.example."));
        RunningNode.await(() -> told.of("ended DATABASE").size() == 1);
        assertThat(early || told.of("raised DATABASE").size() == 1).isTrue();
      }
      assertThat(site.database.rows("SELECT serial FROM signer.release ORDER BY ordinal"))
          .hasSize(2)
          .doesNotHaveDuplicates();
      assertThat(site.run("audit", "verify").exit()).isZero();
    }
  }

  /** Trouble that needs no server of its own. */
  @Nested
  class OnTheSharedServer {
    private Site site;
    private JsonNode first;
    private String before;

    @BeforeEach
    void prepare() throws Exception {
      site = new Site(directory).withZone();
      first = site.released();
      before = site.currentText();
      site.database.execute(CHANGE);
    }

    @AfterEach
    void close() {
      site.close();
    }

    private void lastGoodStays(CliRun run, int exit) throws Exception {
      assertThat(run.exit()).as("%s", run).isEqualTo(exit);
      assertThat(site.run("releases", "example.").json()).hasSize(1);
      assertThat(site.currentText()).isEqualTo(before);
      assertThat(site.candidates()).isEmpty();
    }

    @Test
    void aDatabaseThatMayOnlyBeReadReleasesNothing() throws Exception {
      String name = site.database.rows("SELECT current_database()").get(0);
      site.database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");

      CliRun run = site.run("run", "example.");

      lastGoodStays(run, ExitCode.BROKEN);
      assertThat(run.err()).contains("read-only transaction");
      site.database.execute(
          "SET default_transaction_read_only = off; ALTER DATABASE "
              + name
              + " RESET default_transaction_read_only");
      assertThat(site.released().get("previousSerial")).isEqualTo(first.get("serial"));
    }

    @Test
    void aRegistryThatWasRestoredFromBeforeIsRefused() throws Exception {
      site.database.execute("DELETE FROM registry.revision_increment");

      CliRun run = site.run("run", "example.");

      lastGoodStays(run, ExitCode.REFUSED);
      assertThat(run.json().get("findings").findValuesAsText("rule"))
          .containsExactly("SNAPSHOT-FRESH");
      assertThat(run.json().get("findings").get(0).get("message").asText())
          .contains("revision went back");
    }

    @Test
    void aRegistryThatIsMigratedUnderARunningServiceIsRefusedAndSigningGoesOn() throws Exception {
      ToldAlerts told = new ToldAlerts(directory);
      site.configure("http: {port: 0}\n" + told.config());
      try (RunningNode node = new RunningNode(site)) {
        RunningNode.await(() -> !site.currentText().contains("\nd7.example."));
        String signed = site.currentText();
        site.database.execute(
            "INSERT INTO registry.schema_history SELECT installed_rank + 1000, '999', description,"
                + " type, script, checksum, installed_by, installed_on, execution_time, success"
                + " FROM registry.schema_history WHERE version = '001'",
            "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd8.example.'");

        RunningNode.await(() -> told.of("raised RUN-REJECTED").size() == 1);

        assertThat(told.of("raised RUN-REJECTED").get(0)).contains("SNAPSHOT-FRESH", "999");
        assertThat(site.currentText()).isEqualTo(signed);
        assertThat(node.get("/health/live").status()).isEqualTo(200);
      }
    }
  }
}
