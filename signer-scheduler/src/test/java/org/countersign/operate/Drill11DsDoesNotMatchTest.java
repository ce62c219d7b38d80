package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import org.countersign.dns.Dnskey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 11 (.my 2018, .fj 2022, e164.arpa 2011): the parent's DS names a KSK that does not sign;
 * the parent cannot be asked. The parent is a real name server.
 */
class Drill11DsDoesNotMatchTest {
  @TempDir Path directory;
  private Site site;
  private ParentServer parent;
  private JsonNode first;

  @BeforeEach
  void releasedUnderAParent() throws Exception {
    parent = new ParentServer(directory.resolve("parent"));
    site = new Site(directory).withZone();
    site.policy(policy(""));
    first = site.released();
    parent.ds(ksk());
  }

  @AfterEach
  void close() {
    parent.close();
    site.close();
  }

  @Test
  void aDsOfOurKskLetsTheZoneThrough() throws Exception {
    change(1);

    assertThat(site.released().get("findings")).isEmpty();
  }

  @Test
  void aDsThatNamesStrangersOnlyIsRefusedAndTheLastGoodZoneStays() throws Exception {
    parent.ds(stranger());
    change(1);
    String served = site.currentText();

    for (int attempt = 0; attempt < 2; attempt++) { // the second as after a restart
      CliRun refused = site.run("run", "example.");

      assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.json().get("outcome").asText()).isEqualTo("rejected");
      assertThat(refused.json().get("serial")).isEqualTo(first.get("serial"));
      JsonNode finding = finding(refused.json(), "REFUSE");
      assertThat(finding.get("owner").asText()).isEqualTo("example.");
      assertThat(finding.get("type").asText()).isEqualTo("DNSKEY");
      assertThat(finding.get("message").asText())
          .contains(parent.address(), "tag " + stranger().tag(), "names a published key");
      assertThat(site.currentText()).isEqualTo(served);
      assertThat(site.candidates()).isEmpty();
    }

    parent.ds(ksk());
    assertThat(site.released().get("previousSerial")).isEqualTo(first.get("serial"));
  }

  @Test
  void aDsOfAKeyThatIsPublishedAndDoesNotSignTheKeysIsRefused() throws Exception {
    parent.ds(key("zsk"));
    change(1);

    CliRun refused = site.run("run", "example.");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
    assertThat(finding(refused.json(), "REFUSE").get("message").asText())
        .contains("is published and its signature over the DNSKEY RRset is missing");
  }

  @Test
  void aParentThatCannotBeAskedIsRefusedOrByPolicyAWarningAndNeverSilent() throws Exception {
    parent.close();
    change(1);

    CliRun refused = site.run("run", "example.");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(finding(refused.json(), "REFUSE").get("message").asText())
        .contains("no server of the parent could be asked", parent.address());

    site.policy(policy(", unreachable: warn"));
    JsonNode released = site.released();

    assertThat(finding(released, "WARN").get("message").asText())
        .contains("no server of the parent could be asked", parent.address());
  }

  private String policy(String more) {
    return Site.POLICY + "gate: {parent: {servers: ['" + parent.address() + "']" + more + "}}\n";
  }

  /** Something to release. */
  private void change(int tag) throws SQLException {
    site.database.execute(
        "UPDATE registry.ds_data SET key_tag = "
            + tag
            + " WHERE domain_id = (SELECT domain_id FROM registry.domain WHERE name ="
            + " 'd10.example.')");
  }

  private static JsonNode finding(JsonNode run, String severity) {
    for (JsonNode finding : run.get("findings")) {
      if (finding.get("rule").asText().equals("CHAIN-DS")) {
        assertThat(finding.get("severity").asText()).isEqualTo(severity);
        return finding;
      }
    }
    throw new AssertionError("no finding of CHAIN-DS: " + run);
  }

  private Dnskey ksk() throws SQLException {
    return key("ksk");
  }

  private Dnskey key(String role) throws SQLException {
    String hex =
        site.database
            .rows("SELECT encode(dnskey, 'hex') FROM signer.key WHERE role = '" + role + "'")
            .get(0);
    return Dnskey.ofRdata(HexFormat.of().parseHex(hex));
  }

  private static Dnskey stranger() {
    return new Dnskey(257, 3, 13, new byte[64]);
  }
}
