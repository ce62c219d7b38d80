package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, when and why, and whether it is still what was written. */
class AuditCommandTest {
  @TempDir Path directory;
  private Site site;
  private JsonNode first;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aReleaseIsThereWithDigestAndVerdict() {
    JsonNode entries = site.run("audit", "example.").json();

    JsonNode release = entries.get(0);
    assertThat(release.get("action").asText()).isEqualTo("release");
    assertThat(release.get("actor").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(release.get("origin").asText()).isEqualTo("example.");
    assertThat(release.get("details").get("sha256")).isEqualTo(first.get("digest"));
    assertThat(release.get("details").get("verdict").asText()).isEqualTo("approved");
    assertThat(release.get("seq").asLong()).isEqualTo(entries.size());
    assertThat(site.run("audit", "--limit", "1").json()).hasSize(1);
  }

  @Test
  void whatWasRefusedIsThereWithItsRule() throws Exception {
    site.database.execute("DELETE FROM registry.domain WHERE name <> 'd1.example.'");
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);

    JsonNode refused = site.run("audit", "example.").json().get(0);

    assertThat(refused.get("action").asText()).isEqualTo("run refused");
    assertThat(refused.get("details").get("rules").toString()).contains("CHURN-LIMIT");
    assertThat(refused.get("details").get("data")).isEqualTo(run.json().get("refusedData"));
    assertThat(refused.get("details").get("serial")).isEqualTo(first.get("serial"));
  }

  @Test
  void anUntouchedTrailIsWholeAndATouchedOneIsNot() throws Exception {
    CliRun whole = site.run("audit", "verify");
    assertThat(whole.exit()).as("%s", whole).isZero();
    assertThat(whole.json().get("whole").asBoolean()).isTrue();
    String noted = whole.json().get("entries").asText() + ":" + whole.json().get("hash").asText();
    assertThat(site.run("audit", "verify", "--expect", noted).exit()).isZero();

    site.database.execute(
        "ALTER TABLE signer.audit DISABLE TRIGGER ALL",
        "UPDATE signer.audit SET actor = 'mallory' WHERE action = 'policy'");

    CliRun broken = site.run("audit", "verify");
    assertThat(broken.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(broken.json().get("whole").asBoolean()).isFalse();
    assertThat(broken.json().get("fault").asText()).contains("was changed after it was written");
  }

  @Test
  void aNoteThatIsNoneIsWrongUsage() {
    assertThat(site.run("audit", "verify", "--expect", "x").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.run("audit", "--limit", "0").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.run("audit", "nobody.").exit()).isEqualTo(ExitCode.USAGE);
  }
}
