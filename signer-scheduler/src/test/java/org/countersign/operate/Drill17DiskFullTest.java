package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drill 17: every place that is written to takes no more, audit included. What cannot be recorded
 * is not released, nothing is left lying about, and the next run succeeds.
 */
class Drill17DiskFullTest {
  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
    before = site.currentText();
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** As a database does whose disk is full. */
  private void full(String table, String event) throws Exception {
    site.database.execute(
        "CREATE FUNCTION signer.disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE"
            + " EXCEPTION 'could not extend file: No space left on device' USING ERRCODE ="
            + " 'disk_full'; END $$",
        "CREATE TRIGGER disk_full BEFORE "
            + event
            + " ON signer."
            + table
            + " FOR EACH STATEMENT EXECUTE FUNCTION signer.disk_full()");
  }

  private void nothingLeft() throws Exception {
    assertThat(site.candidates()).isEmpty();
    try (Stream<Path> files = Files.list(site.data.resolve("zones/example/releases"))) {
      assertThat(files.map(Path::toString)).containsExactly(first.get("artefact").asText());
    }
    assertThat(site.data.resolve("zones/example/unknown")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "release", "release_key", "release_signature", "serial_ledger", "audit"})
  void aDatabaseThatTakesNoMoreReleasesNothing(String table) throws Exception {
    full(table, "INSERT");

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains("No space left on device").doesNotContain("\tat ");
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    nothingLeft();
    site.database.execute("DROP FUNCTION signer.disk_full() CASCADE");
    site.released();
    assertThat(site.run("audit", "verify").exit()).isZero();
  }

  @Test
  void aPublishedDirectoryThatIsFullKeepsTheLastZoneAndGetsTheNextOneLater() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    assumeTrue(mount(small), "a small file system cannot be mounted here (needs root)");
    try {
      site.configure("publish: {directory: " + small + "}\n");
      assertThat(site.run("run", "example.").exit()).isZero();
      Path zone = small.resolve("example");
      String published = Files.readString(zone.resolve("current"));
      Path ballast = small.resolve("ballast");
      OutsideTool.demand("dd").run(directory, "if=/dev/zero", "of=" + ballast, "bs=1024");
      site.database.execute(
          "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd8.example.'");

      CliRun run = site.run("run", "example.");

      assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
      assertThat(run.json().get("unpublished").get("directory").asText())
          .contains("No space left on device");
      assertThat(zone.resolve("current")).hasContent(published);
      try (Stream<Path> files = Files.list(zone)) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .allMatch(name -> name.matches("current|\\.turn|\\d+\\.zone"));
      }
      Files.delete(ballast);
      assertThat(site.run("run", "example.").exit()).isZero();
      assertThat(Files.readString(zone.resolve("current"))).doesNotContain("\nd8.example.");
    } finally {
      OutsideTool.demand("umount").run(directory, small.toString()).expectSuccess();
    }
  }

  private boolean mount(Path at) {
    return OutsideTool.demand("mount")
            .run(directory, "-t", "tmpfs", "-o", "size=2m", "tmpfs", at.toString())
            .exit()
        == 0;
  }
}
