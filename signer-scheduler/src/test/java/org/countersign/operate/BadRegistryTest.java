package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry's bad data are refused; the last accepted content stays and goes on being signed. */
class BadRegistryTest {
  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
    before = site.currentText();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void refused(String rule, String words) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("rule")).as("%s", run).contains(rule);
    assertThat(run.json().get("findings").toString()).contains(words);
    assertThat(run.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.candidates()).isEmpty();
  }

  /** The reference registry's views in another schema, with rows that a test adds. */
  private void foreign(String more) throws Exception {
    site.database.execute("CREATE SCHEMA theirs");
    for (String view : new String[] {"delegation", "glue", "ds", "revision"}) {
      String name = "countersign_" + view;
      site.database.execute("CREATE TABLE theirs." + name + " AS SELECT * FROM registry." + name);
    }
    site.database.execute(more);
    site.configure("registry: {schema: theirs}\n");
  }

  @Test
  void aNameOutOfZone() throws Exception {
    foreign(
        "INSERT INTO theirs.countersign_delegation VALUES"
            + " ('example.', 'a.elsewhere.', 'ns.other.', NULL)");

    refused("NAMES-SANE", "a.elsewhere.");
  }

  @Test
  void aBrokenDs() throws Exception {
    foreign(
        "INSERT INTO theirs.countersign_ds VALUES"
            + " ('example.', 'd5.example.', 1, 13, 2, '\\xabcd', NULL)");

    refused("NAMES-SANE", "digest of 2 octets");
  }

  @Test
  void noRowsAtAll() throws Exception {
    site.database.execute("DELETE FROM registry.domain");

    refused("DATA-COMPLETE", "no delegation at all");
  }

  @Test
  void mostDelegationsGoneWhileTheLastContentGoesOnBeingRefreshed() throws Exception {
    site.database.execute("DELETE FROM registry.domain WHERE name <> 'd1.example.'");

    refused("CHURN-LIMIT", "deleg");

    site.policy(Site.POLICY + "signing: {refresh: 29d}\n");
    CliRun refreshed = site.run("run", "example.");
    assertThat(refreshed.exit()).as("%s", refreshed).isEqualTo(ExitCode.REFUSED);
    assertThat(refreshed.json().get("outcome").asText()).isEqualTo("released");
    assertThat(site.run("releases", "example.").json().get(0).get("kind").asText())
        .isEqualTo("refresh");
    assertThat(site.currentText()).contains("\nd7.example.");
  }
}
