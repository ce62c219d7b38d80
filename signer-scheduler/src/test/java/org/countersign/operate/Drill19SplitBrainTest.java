package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 19: two nodes release at once. Two processes of the service share databases and data
 * directory; the one that is in the middle of a run is stopped, the other takes over, and then the
 * first goes on.
 */
@Tag("slow")
class Drill19SplitBrainTest {
  private static final String HELD =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = ";

  @TempDir Path directory;
  private Site site;
  private Path asked;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    asked = Files.createDirectory(directory.resolve("asked"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** A verifier that notes who asks it, and lets only the first wait. */
  private void slowForTheFirst() throws Exception {
    Path script = directory.resolve("verifier");
    Files.writeString(
        script,
        "#!/bin/sh\nif mkdir '"
            + asked
            + "/first' 2>/dev/null; then\n"
            + "  echo $PPID >'"
            + asked
            + "/pid.part'; mv '"
            + asked
            + "/pid.part' '"
            + asked
            + "/pid'\n  while [ ! -e '"
            + asked
            + "/go' ]; do sleep 0.1; done\nfi\nexit 0\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.policy(Site.POLICY + "gate: {outsideOpinions: ['" + script + " {file}']}\n");
  }

  @Test
  void theNodeThatSleptIsRefusedAndTheOtherWins() throws Exception {
    site.released();
    slowForTheFirst();
    site.configure("service: {lease: 4s}\nhttp: {port: 0}\n");
    try (ServeProcess one = ServeProcess.start(site.config());
        ServeProcess two = ServeProcess.start(site.config())) {
      site.database.execute(HELD + "'d7.example.'");
      one.await(() -> Files.exists(asked.resolve("pid")));
      long pid = Long.parseLong(Files.readString(asked.resolve("pid")).strip());
      ServeProcess sleeper = one.pid() == pid ? one : two;
      ServeProcess other = one.pid() == pid ? two : one;
      assertThat(sleeper.pid()).isEqualTo(pid);

      sleeper.signal("STOP");
      other.await(() -> !site.currentText().contains("\nd7.example."));
      String published = site.currentText();
      Files.createFile(asked.resolve("go"));
      sleeper.signal("CONT");

      sleeper.awaitLine("this candidate is discarded");
      assertThat(site.currentText()).isEqualTo(published);
      assertThat(serials()).hasSize(2).doesNotHaveDuplicates();
      assertThat(site.candidates()).isEmpty();

      // both are whole: each may release what comes next
      site.database.execute(HELD + "'d8.example.'");
      other.await(() -> !site.currentText().contains("\nd8.example."));
      assertThat(other.stop()).as(other::log).isZero();
      site.database.execute(HELD + "'d9.example.'");
      sleeper.await(() -> !site.currentText().contains("\nd9.example."));
      assertThat(sleeper.stop()).as(sleeper::log).isZero();
    }
    assertThat(serials()).hasSize(4).doesNotHaveDuplicates();
    assertThat(site.database.rows("SELECT epoch FROM signer.release ORDER BY ordinal"))
        .doesNotHaveDuplicates();
    assertThat(site.run("audit", "verify").exit()).isZero();
    Verifiers.accept(site.current(), "example.");
  }

  private List<String> serials() throws Exception {
    return site.database.rows("SELECT serial FROM signer.release ORDER BY ordinal");
  }
}
