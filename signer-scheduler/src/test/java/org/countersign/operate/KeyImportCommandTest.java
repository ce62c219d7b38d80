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

/**
 * A zone that BIND signed comes over: its keys, their states, and nothing that is not accounted.
 */
class KeyImportCommandTest {
  @TempDir Path directory;
  @TempDir Path bind;
  private Site site;

  @BeforeEach
  void zone() throws Exception {
    OutsideTool.demand("dnssec-keygen");
    site = new Site(directory).withZone();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void keysOfAZoneThatBindSignsComeInTheirStatesAndSignTheNextRelease() throws Exception {
    String ksk = keygen("-f", "KSK", "-P", "-30d", "-A", "-30d");
    String zsk = keygen("-P", "-30d", "-A", "-30d");
    Path served = servedBy("-x");

    CliRun run =
        site.run("key", "import", "example.", "--from", bind, "--dnskey", served, "--ds", dsset());

    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().get("warnings")).isEmpty();
    JsonNode taken = run.json().get("imported");
    assertThat(tags(taken)).containsExactlyInAnyOrder(tag(ksk), tag(zsk));
    for (JsonNode key : taken) {
      assertThat(key.get("records").get("DNSKEY").asText()).isEqualTo("OMNIPRESENT");
      boolean zone = key.get("role").asText().equals("zsk");
      assertThat(key.get("records").get(zone ? "ZRRSIG" : "KRRSIG").asText())
          .isEqualTo("OMNIPRESENT");
    }
    assertThat(site.run("key", "explain", "example.").json().get("held").asText())
        .contains("keys taken over from");

    site.released();
    List<String> published =
        site.currentText()
            .lines()
            .filter(l -> l.matches("example\\.\\s.*\\sIN\\sDNSKEY\\s.*"))
            .toList();
    assertThat(published).as("the keys made here were never published and made room").hasSize(2);
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aServedKeyThatNobodyBringsIsRefusedAndNothingIsChanged() throws Exception {
    keygen("-f", "KSK");
    String zsk = keygen();
    Path served = servedBy("-x");
    List<String> before = site.audited();
    int keys = site.run("key", "list", "example.").json().size();
    Files.delete(bind.resolve(zsk + ".key"));
    Files.delete(bind.resolve(zsk + ".private"));
    keygen();

    CliRun run = site.run("key", "import", "example.", "--from", bind, "--dnskey", served);

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("outcome").asText()).isEqualTo("rejected");
    assertThat(run.json().get("findings").toString())
        .contains("KEY-PLAN", "whose private half was not found", "\"keyTag\":" + tag(zsk));
    assertThat(site.audited()).isEqualTo(before);
    assertThat(site.run("key", "list", "example.").json()).hasSize(keys);
    assertThat(site.run("key", "explain", "example.").json().get("held").isNull()).isTrue();
  }

  @Test
  void neitherAKeyNotServedYetNorOneMadeHereTakesOverFromALostOne() throws Exception {
    keygen("-f", "KSK");
    String lost = keygen();
    Path served = servedBy("-x");
    Files.delete(bind.resolve(lost + ".key"));
    Files.delete(bind.resolve(lost + ".private"));
    keygen();
    CliRun refused = site.run("key", "import", "example.", "--from", bind, "--dnskey", served);
    String fingerprint =
        refused.json().get("findings").get(0).get("keyFingerprint").asText().substring(0, 10);

    CliRun run =
        site.run(
            "key",
            "import",
            "example.",
            "--from",
            bind,
            "--dnskey",
            served,
            "--without-private",
            fingerprint);

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").toString()).contains("none would sign the zone");
  }

  @Test
  void statesOfBindsKeyManagerAreTaken() throws Exception {
    Files.writeString(
        bind.resolve("policy"),
        "dnssec-policy p { keys { ksk lifetime P1Y algorithm 13; zsk lifetime P90D algorithm 13;"
            + " }; };");
    OutsideTool.demand("dnssec-keygen")
        .run(bind, "-q", "-k", "p", "-l", "policy", "example.")
        .expectSuccess();
    for (String base : bases()) {
      boolean ksk = Files.readString(bind.resolve(base + ".state")).contains("KSK: yes");
      List<String> arguments = new ArrayList<>(List.of("-s", "-g", "OMNIPRESENT"));
      arguments.addAll(List.of("-k", "OMNIPRESENT", "20261001000000"));
      arguments.addAll(List.of(ksk ? "-r" : "-z", "OMNIPRESENT", "20261002000000"));
      if (ksk) {
        arguments.addAll(List.of("-d", "OMNIPRESENT", "20261003000000"));
      }
      arguments.add(base);
      OutsideTool.demand("dnssec-settime")
          .run(bind, arguments.toArray(String[]::new))
          .expectSuccess();
    }

    CliRun run = site.run("key", "import", "example.", "--from", bind, "--dnskey", servedBy("-x"));

    assertThat(run.exit()).as("%s", run).isZero();
    for (JsonNode key : run.json().get("imported")) {
      assertThat(key.get("records")).allMatch(state -> state.asText().equals("OMNIPRESENT"));
      assertThat(key.get("since").get("DNSKEY").asText()).isEqualTo("2026-10-01T00:00:00Z");
    }
  }

  @Test
  void aRevokedKeyStaysRevoked() throws Exception {
    keygen("-f", "KSK");
    keygen();
    String old = keygen("-f", "KSK");
    String revoked =
        Path.of(OutsideTool.demand("dnssec-revoke").run(bind, "-r", old).expectSuccess().trim())
            .getFileName()
            .toString();

    CliRun run = site.run("key", "import", "example.", "--from", bind, "--dnskey", servedBy("-x"));

    assertThat(run.exit()).as("%s", run).isZero();
    JsonNode key =
        stream(run.json().get("imported")).stream()
            .filter(k -> k.get("keyTag").asInt() == tag(revoked))
            .findFirst()
            .orElseThrow();
    assertThat(key.get("flags").asInt()).isEqualTo(385);
    assertThat(key.get("goal").asText()).isEqualTo("HIDDEN");
    site.released();
    assertThat(site.currentText()).containsPattern("example\\..*\\sDNSKEY\\s+385 3 13 ");
    Verifiers.dnssecVerify(site.current(), "example.");
  }

  @Test
  void aKnownKeyIsNotTakenAgain() throws Exception {
    keygen("-f", "KSK");
    keygen();
    assertThat(site.run("key", "import", "example.", "--from", bind).exit()).isZero();

    CliRun again = site.run("key", "import", "example.", "--from", bind);

    assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.REFUSED);
    assertThat(again.json().get("findings").toString()).contains("is known already");
  }

  @Test
  void exportedKeysComeBackIntoAnotherZonesRecordsAsTheyWere() throws Exception {
    keygen("-f", "KSK");
    keygen();
    assertThat(
            site.run("key", "import", "example.", "--from", bind, "--dnskey", servedBy("-x"))
                .exit())
        .isZero();
    site.released();
    Path out = Files.createDirectory(directory.resolve("out"));
    CliRun exported = site.run("key", "export", "example.", "--all", "--to", out);
    assertThat(exported.exit()).as("%s", exported).isZero();
    assertThat(site.audited()).contains("key export");
    for (JsonNode base : exported.json().get("files")) {
      OutsideTool.demand("dnssec-settime").run(out, "-p", "all", base.asText()).expectSuccess();
    }
    CliRun again = site.run("key", "export", "example.", "--all", "--to", out);
    assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.BROKEN);
    assertThat(again.err()).contains("exists and is not replaced").doesNotContain("\tat ");
  }

  private String keygen(String... options) {
    List<String> arguments = new ArrayList<>(List.of("-q", "-a", "13"));
    arguments.addAll(List.of(options));
    arguments.add("example.");
    return OutsideTool.demand("dnssec-keygen")
        .run(bind, arguments.toArray(String[]::new))
        .expectSuccess()
        .trim();
  }

  /** A zone that BIND signs with the keys, as it serves it. */
  private Path servedBy(String... options) throws Exception {
    Files.writeString(
        bind.resolve("zone"),
        "example. 3600 IN SOA ns h 1 7200 900 1209600 3600\nexample. 3600 IN NS ns.other.\n");
    List<String> arguments = new ArrayList<>(List.of("-S", "-K", "."));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-o", "example.", "-f", "signed", "zone"));
    OutsideTool.demand("dnssec-signzone")
        .run(bind, arguments.toArray(String[]::new))
        .expectSuccess();
    return bind.resolve("signed");
  }

  private Path dsset() {
    return bind.resolve("dsset-example.");
  }

  private List<String> bases() throws Exception {
    try (var files = Files.list(bind)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".private"))
          .map(n -> n.substring(0, n.length() - ".private".length()))
          .toList();
    }
  }

  private static int tag(String base) {
    return Integer.parseInt(base.substring(base.lastIndexOf('+') + 1));
  }

  private static List<Integer> tags(JsonNode keys) {
    return stream(keys).stream().map(k -> k.get("keyTag").asInt()).toList();
  }

  private static List<JsonNode> stream(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }
}
