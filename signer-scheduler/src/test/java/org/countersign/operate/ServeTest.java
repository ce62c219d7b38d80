package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process: what starts it, what it does by itself, and how it stops. */
class ServeTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";

  @TempDir Path directory;
  private Site site;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    site.configure("service: {poll: 30s}\nhttp: {port: 0}\n");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void itReleasesWhatTheRegistryChangesAndStopsCleanly() throws Exception {
    try (ServeProcess serve = ServeProcess.start(site.config())) {
      serve.await(() -> Files.exists(site.current()));
      assertThat(site.currentText()).contains("\nd7.example.");
      serve.await(() -> due().isEmpty());

      site.database.execute(CHANGE);

      // far sooner than it asks by itself: it was notified
      serve.await(() -> !site.currentText().contains("\nd7.example."));
      JsonNode line = serve.awaitLine("released after registry");
      assertThat(line.get("mdc").get("zone").asText()).isEqualTo("example.");
      assertThat(line.get("mdc").get("run").asText()).hasSize(36);
      assertThat(line.get("mdc").get("serial").asText()).matches("\\d+");
      assertThat(serve.log()).doesNotContain(secret());
      assertThat(serve.stop()).as(serve::log).isZero();
      assertThat(serve.awaitLine("has stopped")).isNotNull();
    }
    assertThat(site.database.rows("SELECT outcome FROM signer.run WHERE outcome = 'failed'"))
        .isEmpty();
    assertThat(site.database.rows("SELECT zone FROM signer.lease WHERE expires_at > now()"))
        .isEmpty();
    assertThat(site.database.rows("SELECT zone FROM signer.due_work WHERE claimed_by <> ''"))
        .isEmpty();
    assertThat(site.candidates()).isEmpty();
  }

  @Test
  void theLastReleaseIsInServiceAgainBeforeAnythingElse() throws Exception {
    JsonNode released = site.released();
    Files.delete(site.current());
    site.database.execute("DELETE FROM registry.zone");

    try (ServeProcess serve = ServeProcess.start(site.config())) {
      assertThat(site.currentText()).contains("\t" + released.get("serial").asText() + " ");
      // and the zone is signed on, although the registry has lost it
      serve.awaitLine("failed, attempt 1", "the registry has no zone example.");
      serve.awaitLine("failed, attempt 2");
      assertThat(serve.stop()).isZero();
    }
  }

  @Test
  void aKilledServiceLeavesNothingUndone() throws Exception {
    site.configure("service: {poll: 30s, lease: 3s}\nhttp: {port: 0}\n");
    try (ServeProcess serve = ServeProcess.start(site.config())) {
      serve.await(() -> Files.exists(site.current()));
      serve.signal("KILL");
    }
    site.database.execute(
        CHANGE,
        "INSERT INTO signer.due_work (zone, kind, cause, wanted_at, marked_at, not_before, claim,"
            + " claimed_by, claimed_marks, claimed_until) VALUES ('example.', 'run', 'registry',"
            + " now(), now(), now(), 1, 'killed', 1, now() + interval '3s') ON CONFLICT (zone,"
            + " kind) DO NOTHING");

    try (ServeProcess serve = ServeProcess.start(site.config())) {
      serve.await(() -> !site.currentText().contains("\nd7.example."));
      serve.await(() -> due().isEmpty());
      assertThat(serve.stop()).isZero();
    }
  }

  private List<String> due() throws Exception {
    return site.database.rows(
        "SELECT kind FROM signer.due_work WHERE kind = 'run' AND not_before <= now()");
  }

  private String secret() throws Exception {
    return Files.readString(directory.resolve("password")).strip();
  }
}
