package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.observe.NameServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A validating Unbound asks for the zone all the way through a ZSK roll, a KSK roll and an
 * algorithm roll: registry, database, name servers, parent and resolver are real, only the clock is
 * moved. The rolls begin by policy; the parent follows the CDS that the zone publishes.
 */
@Tag("slow")
class ResolverThroughRollsTest {
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int MOST_STEPS = 120;

  @TempDir Path directory;
  private final List<AutoCloseable> running = new ArrayList<>();
  private Site site;
  private MovedClock clock;
  private NameServerProcess server;
  private SignedParent parent;
  private Resolver resolver;
  private int step;
  private int steps;
  private int secureSince = Integer.MAX_VALUE;

  @BeforeEach
  void start() throws Exception {
    site = new Site(directory).withZone();
    running.add(site);
    clock = new MovedClock(directory, site.database);
    parent = new SignedParent(directory.resolve("parent"), clock.clock());
    running.add(parent);
    site.policy(policy("[]", 13, "5h", "0"));
    site.released();
    server = NameServerProcess.nsd(directory.resolve("nsd"), Map.of("example.", site.current()));
    running.add(server);
    resolver =
        new Resolver(
            directory.resolve("unbound"),
            parent.anchor(),
            Map.of(".", parent.address(), "example.", server.address()),
            clock);
    running.add(resolver);
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }

  @Test
  void neverAnswersServfailWhileKeysAndAlgorithmRoll() throws Exception {
    roll("ZSK", 13, "5h", "0", 256);
    roll("KSK", 13, "0", "4h", 257);

    Set<String> before = keys(0);
    site.policy(policy("['" + server.address() + "']", 15, "0", "0"));
    until(
        "the algorithm rolled",
        () -> keys(0).stream().allMatch(k -> k.contains(" 3 15 ")) && disjoint(before, keys(0)));

    for (int i = 0; i < 6; i++) {
      turn(); // what is left in caches expires
    }
    assertThat(steps).isGreaterThan(secureSince);
    itWouldHaveBeenNoticed();
  }

  /** The same resolver on the same zone with one record altered. */
  private void itWouldHaveBeenNoticed() throws Exception {
    String text = site.currentText();
    Files.writeString(site.current(), text.replace(rdata(text, "r6"), rdata(text, "r7")));
    server.reload();
    await().until(() -> server.ask("r6.example.", Type.TXT).toString().contains("TXT\t7"));
    clock.move(Duration.ofHours(3));
    assertThat(resolver.ask("r6.example.", Type.TXT).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(resolver.ask("r7.example.", Type.TXT).getHeader().getFlag(Flags.AD)).isTrue();
  }

  private void roll(String what, int algorithm, String zsk, String ksk, int flags)
      throws Exception {
    Set<String> before = keys(flags);
    site.policy(policy("['" + server.address() + "']", algorithm, zsk, ksk));
    until("the " + what + " rolled", () -> disjoint(before, keys(flags)));
  }

  private void until(String what, BooleanSupplier done) throws Exception {
    for (int i = 0; i < MOST_STEPS; i++) {
      turn();
      if (done.getAsBoolean()) {
        System.out.println(
            what + " after " + steps + " steps, " + clock.ahead() + " from the beginning");
        return;
      }
    }
    throw new AssertionError(
        "it is not true after " + clock.ahead() + " that " + what + "; keys: " + keys(0));
  }

  /** Half an hour passes, the pipeline runs, the parent follows, the resolver is asked. */
  private void turn() throws Exception {
    ask(); // with what caches still have, before the change
    clock.move(STEP);
    steps++;
    CliRun run = site.run(clock.clock(), "run", "example.");
    assertThat(run.exit()).as("step %d: %s", steps, run).isZero();
    JsonNode outcome = run.json();
    if (outcome.get("outcome").asText().equals("released")) {
      server.reload();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> served() == outcome.get("serial").asLong());
    }
    Set<String> wanted = cds();
    if (!wanted.isEmpty() && parent.publish(wanted, clock.clock())) {
      secureSince = Math.min(secureSince, steps + 3); // TTL of the DS, and of there being none
    }
    ask();
  }

  private void ask() throws Exception {
    step++;
    for (int type : new int[] {Type.SOA, Type.NS, Type.DNSKEY, Type.TXT}) {
      check("example.", type, type != Type.TXT);
    }
    check("ns1.example.", Type.A, true);
    check("d1.example.", Type.DS, true);
    check("d25.example.", Type.DS, false);
    check("nobody" + step + ".example.", Type.A, false);
    for (int n = 2; n <= 7; n++) { // of every age
      if (step % n == 0) {
        check("r" + n + ".example.", Type.TXT, true);
      }
    }
  }

  private void check(String name, int type, boolean secure) throws Exception {
    Message answer = resolver.ask(name, type);
    if (answer.getRcode() == Rcode.SERVFAIL
        || secure && steps >= secureSince && !answer.getHeader().getFlag(Flags.AD)) {
      throw new AssertionError(
          "step "
              + steps
              + ", "
              + clock.ahead()
              + " on: "
              + answer
              + "\nkeys: "
              + keys(0)
              + "\nCDS: "
              + cds()
              + "\n"
              + resolver.log());
    }
  }

  /** Type and data of a TXT record. */
  private static String rdata(String text, String owner) {
    Matcher line =
        Pattern.compile("^" + owner + "\\.example\\.\\t.*(\\tTXT\\t.*)$", Pattern.MULTILINE)
            .matcher(text);
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private long served() throws Exception {
    return server.ask("example.", Type.SOA).getSection(Section.ANSWER).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(r -> ((SOARecord) r).getSerial())
        .findFirst()
        .orElse(-1);
  }

  /** DNSKEY RDATA of the published zone; of all flags for 0. */
  private Set<String> keys(int flags) {
    Set<String> keys = new TreeSet<>();
    for (String rdata : rdata("DNSKEY")) {
      if (flags == 0 || rdata.startsWith(flags + " ")) {
        keys.add(rdata);
      }
    }
    return keys;
  }

  private Set<String> cds() {
    return rdata("CDS");
  }

  private Set<String> rdata(String type) {
    Set<String> all = new TreeSet<>();
    try {
      Matcher line =
          Pattern.compile("^example\\.\\t.*\\t" + type + "\\t(.*)$", Pattern.MULTILINE)
              .matcher(Files.readString(site.current()));
      while (line.find()) {
        all.add(line.group(1));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return all;
  }

  private static boolean disjoint(Set<String> a, Set<String> b) {
    return java.util.Collections.disjoint(a, b);
  }

  private String policy(String checkServers, int algorithm, String zsk, String ksk) {
    return """
        apex:
          soa: {mname: ns1.example., rname: hostmaster.example., ttl: 1h, expire: 2d}
          ns: [ns1.example.]
          nsTtl: 2h
          records:
            - 'ns1 3600 IN A 192.0.2.1'
            - 'r2 7200 IN TXT "2"'
            - 'r3 7200 IN TXT "3"'
            - 'r4 7200 IN TXT "4"'
            - 'r5 7200 IN TXT "5"'
            - 'r6 7200 IN TXT "6"'
            - 'r7 7200 IN TXT "7"'
        ttl: {max: 2h, dnskey: 1h, delegation: 2h, ds: 1h, glue: 2h}
        signing: {algorithm: %d}
        keys: {zsk: {lifetime: %s}, ksk: {lifetime: %s}}
        timing:
          zonePropagationDelay: 10m
          publishSafety: 10m
          retireSafety: 10m
          parentDsTtl: 1h
          parentPropagationDelay: 10m
          checkServers: %s
        gate:
          snapshotMaxAge: 100d
          parent: {servers: ['%s']}
        """
        .formatted(algorithm, zsk, ksk, checkServers, parent.address());
  }
}
