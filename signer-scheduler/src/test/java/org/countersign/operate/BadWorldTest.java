package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks around the pipeline is said, moves no serial and leaves the last good zone. */
class BadWorldTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";

  @TempDir Path directory;
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

  private void broken(String... words) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
    assertThat(run.json().get("error").asText()).contains(words);
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.candidates()).isEmpty();
  }

  @Test
  void aSchemaWithoutTheViewsIsNamed() throws Exception {
    site.database.execute("CREATE SCHEMA other");
    site.configure("registry: {schema: other}\n");

    broken("no view other.countersign_delegation", "last accepted data stay in service");

    site.configure("");
    site.released();
  }

  @Test
  void aRegistryThatCannotBeReadDoesNotLetSignaturesAge() throws Exception {
    site.database.execute("CREATE SCHEMA other");
    site.configure("registry: {schema: other}\n");
    site.policy(Site.POLICY + "signing: {refresh: 29d}\n");

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    JsonNode releases = site.run("releases", "example.").json();
    assertThat(releases).hasSize(2);
    assertThat(releases.get(0).get("kind").asText()).isEqualTo("refresh");
    assertThat(site.currentText()).contains("\nd7.example.").isNotEqualTo(before);
  }

  @Test
  void aWrongPassphraseIsSaid() throws Exception {
    Files.writeString(site.data.resolve("keys/passphrase"), "wrong\n");

    broken("passphrase");
  }

  @Test
  void aKeyMissingFromItsVaultIsNamedAndNeverReplaced() throws Exception {
    Files.delete(site.data.resolve("keys/keys.p12"));

    broken("key");

    assertThat(site.run("key", "list", "example.").json()).hasSize(2);
  }

  @Test
  void anArtefactThatWasChangedIsNotBuiltOn() throws Exception {
    Path artefact = Path.of(first.get("artefact").asText());
    String text = Files.readString(artefact);
    Files.delete(artefact);
    Files.writeString(artefact, text.replace("192.0.2.53", "192.0.2.66"));

    broken("is not what was released as example. " + first.get("serial"));

    Files.delete(artefact);
    broken("is missing, which was released as example. " + first.get("serial"));
  }

  @Test
  void aFullDiskPublishesNothingAndTheNextRunSucceeds() throws Exception {
    Path candidates = site.data.resolve("zones/example/candidates");
    assumeTrue(mount(candidates), "a small file system cannot be mounted here (needs root)");
    try {
      broken("cannot write", "No space left on device", "nothing was released");
    } finally {
      OutsideTool.demand("umount").run(directory, candidates.toString()).expectSuccess();
    }
    site.released();
  }

  private boolean mount(Path at) {
    return OutsideTool.demand("mount")
            .run(directory, "-t", "tmpfs", "-o", "size=4k", "tmpfs", at.toString())
            .exit()
        == 0;
  }

  @Test
  void aRunOfALivingProcessIsWaitedFor() throws Exception {
    lease(ProcessName.of(ProcessHandle.current().parent().orElseThrow().pid()).orElseThrow());

    broken("another run has example.", "pid ");
  }

  @Test
  void theLeaseOfAKilledRunIsTakenOver() throws Exception {
    Process killed = new ProcessBuilder("sleep", "60").start();
    ProcessName name = ProcessName.of(killed.pid()).orElseThrow();
    killed.destroyForcibly().waitFor();
    lease(name);
    String epoch = "SELECT epoch FROM signer.lease";
    long was = Long.parseLong(site.database.rows(epoch).get(0));

    site.released();

    assertThat(Long.parseLong(site.database.rows(epoch).get(0))).isGreaterThan(was);
  }

  @Test
  void theLeaseOfAnotherHostIsNotTakenOver() throws Exception {
    site.database.execute(
        "UPDATE signer.lease SET epoch = epoch + 1, owner = 'elsewhere pid 1', expires_at = now() + interval '1h'");

    broken("elsewhere pid 1");
  }

  private void lease(ProcessName owner) throws Exception {
    site.database.execute(
        "UPDATE signer.lease SET epoch = epoch + 1, owner = '"
            + owner
            + "', expires_at = now() + interval '1h'");
  }

  @Test
  void aReleaseThatCouldNotBeAnnouncedIsAnnouncedByTheNextRun() throws Exception {
    Path told = directory.resolve("told");
    site.configure("publish: {command: 'cp {file} " + told + "/zone'}\n");

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.json().get("outcome").asText()).isEqualTo("released");
    assertThat(run.json().get("unpublished").get("command").asText()).contains("failed");
    assertThat(site.currentText()).isNotEqualTo(before);

    Files.createDirectory(told);
    CliRun again = site.run("run", "example.");
    assertThat(again.exit()).as("%s", again).isZero();
    assertThat(again.json().get("outcome").asText()).isEqualTo("unchanged");
    assertThat(told.resolve("zone")).hasSameBinaryContentAs(site.current());
  }

  @Test
  void aPolicyWhoseNumbersDoNotFitTogetherAddsNothing() throws Exception {
    CliRun run = site.add(Site.POLICY + "signing: {validity: 5d, refresh: 12d}\n");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("signing.refresh");
    assertThat(site.audited()).containsOnlyOnce("policy");
    List<String> zones = site.database.rows("SELECT origin FROM signer.zone");
    assertThat(zones).containsExactly("example.");
  }
}
