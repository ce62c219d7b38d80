package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emergency command: a former content is issued again, newer than anything out there. */
class RollbackTest {
  private static final String BAD_CHANGE =
      "UPDATE registry.host SET name = 'ns.wrong.' WHERE name = 'ns.other.'";
  private static final String LENIENT =
      Site.POLICY + "gate: {churn: {delegations: {floor: 100}}}\n";

  @TempDir Path directory;
  private Site site;
  private JsonNode good;
  private String goodText;
  private JsonNode bad;

  @BeforeEach
  void goodThenBad() throws Exception {
    site = new Site(directory).withZone();
    site.policy(LENIENT);
    good = site.released();
    goodText = site.currentText();
    site.database.execute(BAD_CHANGE);
    bad = site.released();
    assertThat(site.currentText()).contains("ns.wrong.");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private CliRun rollback(Object... more) {
    return site.run(
        Stream.concat(Stream.of("rollback", "example.", "--reason", "ticket 4711"), Stream.of(more))
            .toArray());
  }

  private JsonNode done(Object... more) {
    CliRun run = rollback(more);
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().get("outcome").asText()).as("%s", run).isEqualTo("released");
    return run.json();
  }

  /** Everything but what changes with a serial. */
  private static Stream<String> data(String zone) {
    return zone.lines()
        .filter(l -> !l.contains("\tSOA\t") && !l.contains("SOA ") && !l.startsWith(";"))
        .filter(l -> !l.contains("\tZONEMD\t") && !l.contains("ZONEMD "));
  }

  @Test
  void theLastGoodContentIsIssuedAgainWithItsSignatures() throws Exception {
    JsonNode back = done();

    assertThat(back.get("serial").asLong()).isGreaterThan(bad.get("serial").asLong());
    assertThat(back.get("previousSerial")).isEqualTo(bad.get("serial"));
    assertThat(back.get("basedOn")).isEqualTo(good.get("serial"));
    assertThat(back.get("signatures").get("made").asLong()).isLessThanOrEqualTo(3);
    assertThat(back.get("signatures").get("reused").asLong()).isPositive();
    assertThat(data(site.currentText())).containsExactlyElementsOf(data(goodText).toList());
    Verifiers.accept(site.current(), "example.");
    JsonNode release = site.run("releases", "example.").json().get(0);
    assertThat(release.get("kind").asText()).isEqualTo("rollback");
    assertThat(release.get("basedOn").asText()).contains("serial " + good.get("serial"));
    assertThat(site.audited()).endsWith("rollback", "hold", "hold", "release");
  }

  @Test
  void afterwardsIngestAndRolloverAreHeldAndRefreshingGoesOn() throws Exception {
    JsonNode back = done();
    JsonNode holds = site.run("status", "example.").json().get("holds");
    assertThat(holds.findValuesAsText("scope")).containsExactlyInAnyOrder("ingest", "rollover");
    assertThat(holds.findValuesAsText("reason")).allMatch(r -> r.contains("ticket 4711"));

    site.policy(LENIENT + "signing: {refresh: 29d}\n");
    JsonNode refreshed = site.released();
    assertThat(refreshed.get("serial").asLong()).isGreaterThan(back.get("serial").asLong());
    assertThat(site.currentText()).doesNotContain("ns.wrong.");

    site.run("resume", "example.", "--scope", "ingest");
    site.released();
    assertThat(site.currentText()).contains("ns.wrong.");
  }

  @Test
  void theSerialIsAboveEverythingSeenAnywhere() {
    long far = bad.get("serial").asLong() + 1000;

    JsonNode back = done("--seen", far, "--seen", far - 5);

    assertThat(back.get("serial").asLong()).isGreaterThan(far);
    // something newer that is not ours is out there: the newest of ours is the last good one
    assertThat(back.get("basedOn")).isEqualTo(bad.get("serial"));
  }

  @Test
  void namesHeldOrDeletedSinceStayOutAndDsThatChangedSinceToo() throws Exception {
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd1.example.'",
        "DELETE FROM registry.domain WHERE name = 'd5.example.'",
        "UPDATE registry.ds_data SET key_tag = 42 WHERE domain_id = (SELECT domain_id FROM"
            + " registry.domain WHERE name = 'd10.example.')");

    JsonNode back = done();

    JsonNode plan = back.get("plan");
    assertThat(plan.get("namesGone").toString()).isEqualTo("[\"d1.example.\",\"d5.example.\"]");
    assertThat(plan.get("dsChanged").toString()).isEqualTo("[\"d10.example.\"]");
    assertThat(site.currentText())
        .doesNotContain("\nd1.example.", "\nns.d1.example.", "\nd5.example.", "\tDS\t42 ")
        .contains("\nd10.example.")
        .doesNotContainPattern("\nd10\\.example\\.\t\\d+\tIN\tDS")
        .contains("ns.other.");
    Verifiers.accept(site.current(), "example.");

    JsonNode all = done("--to", good.get("serial"), "--restore-names", "--restore-ds");
    assertThat(data(site.currentText())).containsExactlyElementsOf(data(goodText).toList());
    assertThat(all.get("findings").toString()).contains("come back into service");
  }

  @Test
  void aDryRunTellsEverythingAndChangesNothing() throws Exception {
    String before = site.currentText();
    int audited = site.audited().size();
    String serials = site.database.rows("SELECT count(*) FROM signer.serial_ledger").get(0);

    CliRun dry = rollback("--dry-run", "--seen", bad.get("serial").asLong() + 7);

    assertThat(dry.exit()).as("%s", dry).isZero();
    JsonNode plan = dry.json().get("plan");
    assertThat(dry.json().get("outcome").asText()).isEqualTo("planned");
    assertThat(dry.json().get("serial").asLong()).isEqualTo(bad.get("serial").asLong() + 8);
    assertThat(plan.get("newestSeen").asLong()).isEqualTo(bad.get("serial").asLong() + 7);
    CliRun other = rollback("--dry-run");
    JsonNode difference = other.json().get("plan").get("difference");
    assertThat(difference.get("delegations").get("changed").asLong())
        .isEqualTo(Site.DELEGATIONS - 1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.audited()).hasSize(audited);
    assertThat(site.database.rows("SELECT count(*) FROM signer.serial_ledger").get(0))
        .isEqualTo(serials);
    assertThat(site.run("status", "example.").json().get("holds")).isEmpty();
    assertThat(site.candidates()).isEmpty();
  }

  @Test
  void withoutTheRegistryItIsAnOperatorsDecisionToTakeAllBack() throws Exception {
    site.database.execute("CREATE SCHEMA other");
    site.configure("registry: {schema: other}\n");

    CliRun refused = rollback();
    assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().get("findings").toString())
        .contains("the registry cannot be read", "--restore-names --restore-ds");
    assertThat(site.currentText()).contains("ns.wrong.");

    done("--restore-names", "--restore-ds");
    assertThat(site.currentText()).doesNotContain("ns.wrong.");
  }

  @Test
  void withoutTheRegistryTheLastAcceptedDataAreKept() throws Exception {
    site.database.execute("CREATE SCHEMA other");
    site.configure("registry: {schema: other}\n");

    JsonNode kept = done("--keep-data", "--to", good.get("serial"));

    assertThat(kept.get("findings").toString()).contains("the last accepted data stay");
    assertThat(site.currentText()).contains("ns.wrong.");
  }

  @Test
  void aDamagedNewestArtefactDoesNotStandInTheWay() throws Exception {
    Path artefact = Path.of(bad.get("artefact").asText());
    Files.delete(artefact);
    Files.writeString(artefact, "; rubbish\n");
    assertThat(site.run("run", "example.").exit()).isEqualTo(ExitCode.BROKEN);

    done();

    assertThat(data(site.currentText())).containsExactlyElementsOf(data(goodText).toList());
    assertThat(site.run("run", "example.").exit()).isZero();
  }

  @Test
  void whatWasRolledBackIsNotGoodTheNextTime() {
    done();

    CliRun again = rollback();

    assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("there is none to go back to");
  }

  @Test
  void aPublishHoldStopsItUnlessTheOperatorSaysOtherwise() throws Exception {
    site.run("hold", "example.", "--scope", "publish", "--reason", "investigating");

    CliRun held = rollback();
    assertThat(held.exit()).as("%s", held).isEqualTo(ExitCode.REFUSED);
    assertThat(held.err()).contains("investigating", "--through-hold");

    done("--through-hold");
    assertThat(site.run("status", "example.").json().get("holds").findValuesAsText("scope"))
        .contains("publish");
  }

  @Test
  void anotherDenialSinceNeedsEverythingSignedAnew() throws Exception {
    site.policy(LENIENT + "denial: {mode: nsec3, iterations: 0, salt: 'ab'}\n");
    site.released();

    CliRun refused = rollback("--to", good.get("serial"));
    assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().get("findings").findValuesAsText("rule")).contains("DENIAL-PARAMS");

    JsonNode anew = done("--to", good.get("serial"), "--sign-anew");
    assertThat(anew.get("signatures").get("reused").asLong()).isZero();
    assertThat(site.currentText()).doesNotContain("ns.wrong.");
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(rollback("--to", 77).exit()).isEqualTo(ExitCode.USAGE);
    assertThat(rollback("--keep-data", "--sign-anew").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.run("rollback", "example.").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.run("rollback", "nobody.", "--reason", "x").exit()).isEqualTo(ExitCode.USAGE);
  }
}
