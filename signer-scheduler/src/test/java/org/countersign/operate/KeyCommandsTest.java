package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for keys, each on a zone of its own. */
class KeyCommandsTest {
  @TempDir Path directory;
  private Site site;

  @BeforeEach
  void zone() throws Exception {
    site = new Site(directory).withZone();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void listHasWhatTheContractNames() {
    site.released();
    JsonNode key = key("zsk");
    assertThat(key.get("keyId").asText()).hasSize(36);
    assertThat(key.get("fingerprint").asText()).hasSize(64);
    assertThat(key.get("algorithm").asInt()).isEqualTo(13);
    assertThat(key.get("goal").asText()).isEqualTo("OMNIPRESENT");
    assertThat(key.get("records").get("DNSKEY").asText()).isEqualTo("RUMOURED");
    assertThat(key.get("records").get("ZRRSIG").asText()).isEqualTo("RUMOURED");
    assertThat(key.get("vault").asText()).isEqualTo("file");
    assertThat(key("ksk").get("records").size()).isEqualTo(3);
  }

  @Test
  void peopleSeeLocalTimeAndUtc() {
    site.released();
    CliRun run = plain("key", "list", "example.");
    assertThat(run.out()).contains("zsk", "since ", "UTC", "first in serial ");
  }

  @Test
  void explainSaysWhatEachRecordWaitsForAndWhatComesNext() {
    site.released();
    JsonNode report = site.run("key", "explain", "example.").json();
    assertThat(report.get("held").isNull()).isTrue();
    List<String> outcomes = new ArrayList<>();
    report.get("keys").forEach(k -> k.get("records").forEach(r -> outcomes.add(outcome(r))));
    assertThat(outcomes).contains("DNSKEY wait-until", "DS wait-for");
    assertThat(report.get("next")).hasSize(3);
    CliRun people = plain("key", "explain", "example.");
    assertThat(people.exit()).as("%s", people).isZero();
    assertThat(people.out()).contains("waits until ", "waits for ", "next, at the earliest:");
  }

  private static String outcome(JsonNode record) {
    return record.get("record").asText() + " " + record.get("outcome").asText();
  }

  @Test
  void aGeneratedKeyIsNotPublishedBeforeARollTakesIt() throws Exception {
    site.released();
    CliRun made = site.run("key", "generate", "example.", "--role", "zsk");
    assertThat(made.exit()).as("%s", made).isZero();
    String fingerprint = made.json().get("fingerprint").asText();
    assertThat(made.json().get("goal").asText()).isEqualTo("HIDDEN");
    site.run("run", "example.");
    assertThat(published()).isEqualTo(2);

    CliRun roll = site.run("key", "roll", "example.", "--role", "zsk", "--reason", "drill");
    assertThat(roll.exit()).as("%s", roll).isZero();
    assertThat(site.run("run", "example.").exit()).isZero();

    assertThat(published()).isEqualTo(3);
    JsonNode successor = byFingerprint(fingerprint);
    assertThat(successor.get("goal").asText()).isEqualTo("OMNIPRESENT");
    assertThat(successor.get("predecessors")).hasSize(1);
    assertThat(site.run("key", "list", "example.").json()).as("no other was made").hasSize(3);
  }

  @Test
  void theDsIsThatOfDnssecDsfromkeyAndStandsInCommentsUntilItsTime() throws Exception {
    site.released();
    JsonNode ksk = key("ksk");
    JsonNode ds = site.run("key", "ds", "example.", "--digest", "4").json().get(0);
    assertThat(ds.get("wish").asText()).isEqualTo("not-yet");
    Path key =
        Files.writeString(
            directory.resolve("ksk"),
            "example. 3600 IN DNSKEY " + ds.get("dnskey").asText() + "\n");
    String told =
        OutsideTool.demand("dnssec-dsfromkey")
            .run(directory, "-a", "SHA-384", "-f", key.toString(), "example.")
            .expectSuccess();
    assertThat(told.replaceAll("\\s+", " "))
        .contains("IN DS " + ds.get("ds").asText().substring(0, 20));
    assertThat(told.replaceAll("\\s+", "")).endsWith(ds.get("ds").asText().replaceAll(".* ", ""));
    assertThat(ds.get("keyTag").asInt()).isEqualTo(ksk.get("keyTag").asInt());
    assertThat(plain("key", "ds", "example.").out())
        .contains(": not yet", "; example. IN DS ")
        .doesNotContain("\nexample. IN DS");
    assertThat(site.run("key", "ds", "example.", "--digest", "1").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEmergencyShowsBothWaysAndTheirCostAndBeginsNothingUnchosen() throws Exception {
    site.released();
    List<String> before = site.audited();
    CliRun run = site.run("key", "roll", "example.", "--role", "zsk", "--emergency");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("keep-until-safe: Nothing breaks", "remove-now: Forged data", "Gone by ")
        .contains("If it is lost", "is frozen for at least", "UTC");
    CliRun chosen =
        site.run(
            "key",
            "roll",
            "example.",
            "--role",
            "zsk",
            "--emergency",
            "--choose",
            "keep-until-safe");
    assertThat(chosen.exit()).as("%s", chosen).isEqualTo(ExitCode.USAGE);
    assertThat(chosen.err()).contains("--yes");
    assertThat(site.audited()).isEqualTo(before);

    CliRun agreed =
        site.run(
            "key",
            "roll",
            "example.",
            "--role",
            "zsk",
            "--emergency",
            "--choose",
            "keep-until-safe",
            "--yes",
            "--reason",
            "stolen");
    assertThat(agreed.exit()).as("%s", agreed).isZero();
    assertThat(site.run("key", "list", "example.").json()).hasSize(3);
    assertThat(site.run("audit", "example.").out()).contains("stolen");
  }

  @Test
  void aStatementOfTheDsMovesTheClockOnlyWhereItIsWaitedFor() {
    site.released();
    CliRun early = site.run("key", "ds-seen", "example.");
    assertThat(early.exit()).as("%s", early).isEqualTo(ExitCode.REFUSED);
    assertThat(early.err()).contains("nobody waits for a DS of example. to come");
  }

  @Test
  void aWaivedServerIsOneThatThePolicyNames() throws Exception {
    CliRun unknown = site.run("key", "waive", "example.", "192.0.2.1", "--reason", "dead");
    assertThat(unknown.exit()).as("%s", unknown).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("its policy names no servers");
    site.policy(Site.POLICY + "timing: {checkServers: [192.0.2.1]}\n");
    CliRun run = site.run("key", "waive", "example.", "192.0.2.1", "--reason", "dead");
    assertThat(run.json().get("changed").asBoolean()).as("%s", run).isTrue();
    assertThat(site.run("key", "waive", "example.", "192.0.2.1").json().get("changed").asBoolean())
        .isFalse();
    CliRun end = site.run("key", "waive", "example.", "192.0.2.1", "--end");
    assertThat(end.json().get("changed").asBoolean()).as("%s", end).isTrue();
    assertThat(site.audited()).contains("server waive", "server wait");
  }

  @Test
  void anApprovalIsForAChangeOfARecordTheKeyHas() throws Exception {
    site.policy(Site.POLICY + "keys: {approvals: manual}\n");
    String zsk = key("zsk").get("fingerprint").asText();
    assertThat(
            site.run("key", "approve", "example.", zsk, "--record", "dnskey", "--to", "hidden")
                .exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            site.run("key", "approve", "example.", zsk, "--record", "ds", "--to", "rumoured").err())
        .contains("a zsk has no DS");
    CliRun given =
        site.run("key", "approve", "example.", zsk, "--record", "dnskey", "--to", "rumoured");
    assertThat(given.exit()).as("%s", given).isZero();
  }

  @Test
  void aRetiredKeyThatNobodyUsedIsDestroyedByItsWholeFingerprint() throws Exception {
    String made =
        site.run("key", "generate", "example.", "--role", "zsk").json().get("fingerprint").asText();
    CliRun run = site.run("key", "destroy", "example.", made, "--confirm", made);
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().hasNonNull("destroyedAt")).isTrue();
    CliRun again = site.run("key", "destroy", "example.", made, "--confirm", made);
    assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("was destroyed ");
  }

  @Test
  void aChangeWaitsForNobodyElsesLease() throws Exception {
    site.database.execute(
        "INSERT INTO signer.lease (zone, owner, epoch, acquired_at, expires_at) VALUES ('example.',"
            + " 'another host', 7, now(), now() + interval '1 hour') ON CONFLICT (zone) DO UPDATE"
            + " SET owner = excluded.owner, epoch = excluded.epoch, expires_at = excluded.expires_at");
    for (String command : List.of("generate", "roll")) {
      CliRun run = site.run("key", command, "example.", "--role", "zsk");
      assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
      assertThat(run.err()).contains("another host");
    }
    assertThat(site.run("key", "list", "example.").json()).hasSize(2);
  }

  private JsonNode key(String role) {
    for (JsonNode key : site.run("key", "list", "example.").json()) {
      if (key.get("role").asText().equals(role)) {
        return key;
      }
    }
    throw new AssertionError("no " + role);
  }

  private JsonNode byFingerprint(String fingerprint) {
    for (JsonNode key : site.run("key", "list", "example.").json()) {
      if (key.get("fingerprint").asText().equals(fingerprint)) {
        return key;
      }
    }
    throw new AssertionError(fingerprint);
  }

  private long published() throws Exception {
    return site.currentText()
        .lines()
        .filter(l -> l.matches("example\\.\\s.*\\sIN\\sDNSKEY\\s.*"))
        .count();
  }

  private CliRun plain(Object... command) {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("-c", site.config()));
    return CliRun.at(java.time.Clock.systemUTC(), all.toArray());
  }
}
