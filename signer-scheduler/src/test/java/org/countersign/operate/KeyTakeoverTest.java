package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keystore.BindTiming;
import org.countersign.observe.NameServerProcess;
import org.countersign.operate.TwinKeys.Made;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A zone that BIND signs and NSD serves is taken over while it is served. Its keys are RSASHA512
 * and lie in a token as well, which does not say which hash an RSA key goes with.
 */
class KeyTakeoverTest {
  @TempDir Path directory;
  @TempDir Path bind;
  private final TwinKeys keys = new TwinKeys();
  private HsmSite hsm;
  private NameServerProcess server;
  private Made ksk;
  private Made zsk;

  @BeforeEach
  void servedZone() throws Exception {
    OutsideTool.demand("dnssec-signzone");
    hsm = new HsmSite(directory, "tld");
    hsm.site.withZone();
    hsm.site.policy(HsmSite.POLICY + "signing: {algorithm: RSASHA512}\n");
    ksk = keys.key(DnssecAlgorithm.RSASHA512, 257);
    zsk = keys.key(DnssecAlgorithm.RSASHA512, 256);
    BindTiming since = BindTiming.from(Instant.now().minus(Duration.ofDays(30)));
    keys.write(bind, Map.of(ksk, since, zsk, since));
    Files.writeString(
        bind.resolve("zone"),
        "example. 3600 IN SOA ns h 1 7200 900 1209600 3600\nexample. 3600 IN NS ns.other.\n");
    OutsideTool.demand("dnssec-signzone")
        .run(bind, "-S", "-x", "-K", ".", "-o", "example.", "-f", "signed", "zone")
        .expectSuccess();
    server =
        NameServerProcess.nsd(directory.resolve("nsd"), Map.of("example.", bind.resolve("signed")));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    hsm.close();
    keys.close();
  }

  @Test
  void keysInATokenAreFoundByWhatIsServedAndStayThere() throws Exception {
    hsm.hsm.importKey("tld", "a1", "example ksk", ksk.privateHalf());
    hsm.hsm.importKey("tld", "b1", "example zsk", zsk.privateHalf());
    hsm.hsm.importKey("tld", "b2", "a copy", zsk.privateHalf());

    CliRun ambiguous = fromToken();
    assertThat(ambiguous.exit()).as("%s", ambiguous).isEqualTo(ExitCode.BROKEN);
    assertThat(ambiguous.err()).contains("2 times", "--id").doesNotContain("\tat ");

    CliRun run = fromToken("--id", "a", "--id", "b1");
    assertThat(run.exit()).as("%s", run).isZero();
    List<Integer> tags = new ArrayList<>();
    for (JsonNode key : run.json().get("imported")) {
      tags.add(key.get("keyTag").asInt());
      assertThat(key.get("vault").asText()).isEqualTo("hsm");
      assertThat(key.get("algorithm").asInt()).isEqualTo(10);
      assertThat(key.get("records").get("DNSKEY").asText())
          .as("nobody wrote down since when")
          .isEqualTo("RUMOURED");
    }
    assertThat(tags).containsExactlyInAnyOrder(tag(ksk), tag(zsk));
    hsm.site.released();
    Verifiers.accept(hsm.site.current(), "example.");
  }

  @Test
  void aServerIsAskedForTheKeysAndForWhoSigns() throws Exception {
    CliRun run =
        hsm.site.run("key", "import", "example.", "--from", bind, "--server", server.address());

    assertThat(run.exit()).as("%s", run).isZero();
    for (JsonNode key : run.json().get("imported")) {
      String work = key.get("role").asText().equals("zsk") ? "ZRRSIG" : "KRRSIG";
      assertThat(key.get("records").get("DNSKEY").asText()).isEqualTo("OMNIPRESENT");
      assertThat(key.get("records").get(work).asText()).isEqualTo("OMNIPRESENT");
    }
    hsm.site.released();
    Verifiers.accept(hsm.site.current(), "example.");
    CliRun export =
        hsm.site.run(
            "key", "export", "example.", "--all", "--to", Files.createDirectory(bind.resolve("x")));
    assertThat(export.exit()).as("keys in a token do not come out: %s", export).isEqualTo(3);
    assertThat(export.err()).contains("does not give its private keys away");
    assertThat(bind.resolve("x")).isEmptyDirectory();
  }

  private CliRun fromToken(String... more) {
    List<Object> command = new ArrayList<>(List.of("key", "import", "example.", "--vault", "hsm"));
    command.addAll(List.of("--server", server.address(), "--ds", bind.resolve("dsset-example.")));
    command.addAll(List.of(more));
    return hsm.site.run(command.toArray());
  }

  private static int tag(Made key) {
    return key.dnskey().tag().value();
  }
}
