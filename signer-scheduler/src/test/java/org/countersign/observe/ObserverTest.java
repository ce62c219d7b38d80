package org.countersign.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real name servers asked: good, lagging, dead, lame, silent ones, and answers too large for UDP.
 */
class ObserverTest {
  private static final Name ZONE = Name.parse("child.test.");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Dnskey KSK = key(257, 1, 64, 13);
  private static final Dnskey ZSK = key(256, 2, 64, 13);

  @TempDir Path directory;
  private final List<AutoCloseable> running = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : running) {
      each.close();
    }
  }

  @Test
  void eachServerIsHeardForItselfAndNoneHoldsUpAnother() throws Exception {
    String current = nsd("current", child(7, 3600, KSK, ZSK)).address();
    String lagging = knot("lagging", child(6, 86400, KSK)).address();
    String lame = nsd("lame", Map.of("other.", zone("other.", ""))).address();
    String referring = nsd("referring", Map.of("test.", parent(""))).address();
    String dead = "127.0.0.1@" + NameServerProcess.freePort();
    String mute = mute();

    long begun = System.nanoTime();
    Sweep sweep = survey(List.of(current, lagging, lame, referring, dead, mute), List.of());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(sweep.zone())
        .extracting(ZoneAnswer::server, ZoneAnswer::serial, ZoneAnswer::dnskeyTtl)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(current, new Serial(7), Duration.ofHours(1)),
            org.assertj.core.groups.Tuple.tuple(lagging, new Serial(6), Duration.ofDays(1)));
    assertThat(sweep.zone().get(0).keys()).containsExactlyInAnyOrder(KSK, ZSK);
    assertThat(sweep.zone().get(1).keys()).containsExactly(KSK);
    assertThat(why(sweep, lame)).contains("it answers REFUSED");
    assertThat(why(sweep, referring)).contains("without authority: it is lame");
    assertThat(why(sweep, dead)).contains("nothing listens at its port");
    assertThat(why(sweep, mute)).contains("it did not answer 2 times within 400 ms");
    assertThat(sweep.silent()).extracting(NoAnswer::asked).containsOnly(Asked.ZONE).hasSize(4);
    assertThat(took).isLessThan(Duration.ofMillis(2000));
    assertThat(sweep.zone())
        .allSatisfy(a -> assertThat(a.at()).isBetween(NOW, NOW.plusMillis(2000)));
  }

  @Test
  void keysThatDoNotFitIntoUdpAreFetchedOverTcp() throws Exception {
    Dnskey[] keys = new Dnskey[6];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(256, i, 515, 8);
    }
    NameServerProcess nsd = nsd("nsd", child(1, 60, keys));
    NameServerProcess knot = knot("knot", child(1, 60, keys));

    Sweep sweep = survey(List.of(nsd.address(), knot.address()), List.of());

    assertThat(sweep.silent()).isEmpty();
    assertThat(sweep.zone())
        .hasSize(2)
        .allSatisfy(a -> assertThat(a.keys()).containsExactlyInAnyOrder(keys));
  }

  @Test
  void anUnsignedZoneHasASerialAndNoKeys() throws Exception {
    Sweep sweep = survey(List.of(knot("knot", child(9, 60)).address()), List.of());

    assertThat(sweep.zone()).hasSize(1);
    assertThat(sweep.zone().get(0).serial()).isEqualTo(new Serial(9));
    assertThat(sweep.zone().get(0).keys()).isEmpty();
    assertThat(sweep.zone().get(0).dnskeyTtl()).isZero();
  }

  @Test
  void theParentsAnswerAndItsNoAreToldFromServersThatSayNothing() throws Exception {
    String with = nsd("with", Map.of("test.", parent("child 7200 IN DS " + ds(KSK)))).address();
    String without = knot("without", Map.of("test.", parent(""))).address();
    String strange =
        knot("strange", Map.of("test.", parent("child 60 IN DS 4711 13 2 " + "00".repeat(32))))
            .address();
    String unknown = nsd("unknown", Map.of("test.", zone("test.", ""))).address();
    String childOnly = nsd("child", child(7, 3600, KSK)).address();
    String both =
        nsd(
                "both",
                Map.of("test.", parent("child 7200 IN DS " + ds(KSK)), "child.test.", child(7, 60)))
            .address();
    String above = nsd("above", Map.of(".", zone(".", "test. 60 IN NS ns.test.\n"))).address();
    String dead = "127.0.0.1@" + NameServerProcess.freePort();

    Sweep sweep =
        survey(List.of(), List.of(with, without, strange, unknown, childOnly, both, above, dead));

    assertThat(answer(sweep, with).ds()).containsExactly(KSK.ds(ZONE, 2));
    assertThat(answer(sweep, with).ttl()).isEqualTo(Duration.ofHours(2));
    assertThat(answer(sweep, without).ds()).isEmpty();
    assertThat(answer(sweep, without).exists()).isTrue();
    assertThat(answer(sweep, strange).ds()).hasSize(1);
    assertThat(answer(sweep, unknown).exists()).isFalse();
    assertThat(answer(sweep, both).ds()).containsExactly(KSK.ds(ZONE, 2));
    assertThat(why(sweep, childOnly)).contains("it answers for child.test.", "it is lame");
    assertThat(why(sweep, above)).contains("without authority");
    assertThat(why(sweep, dead)).contains("nothing listens");
    assertThat(sweep.silent()).extracting(NoAnswer::asked).containsOnly(Asked.PARENT).hasSize(3);
  }

  private Sweep survey(List<String> servers, List<String> parents) {
    return new Survey(new Patience(Duration.ofMillis(400), 2))
        .ask(ZONE, policy(servers, parents), NOW);
  }

  static Policy policy(List<String> servers, List<String> parents) {
    return PolicyFile.parse(
        "timing: {checkServers: "
            + list(servers)
            + "}\ngate: {parent: {servers: "
            + list(parents)
            + "}}\n",
        "test");
  }

  private static String list(List<String> servers) {
    return servers.isEmpty() ? "[]" : "['" + String.join("', '", servers) + "']";
  }

  private static String why(Sweep sweep, String server) {
    return sweep.silent().stream()
        .filter(n -> n.server().equals(server))
        .map(NoAnswer::why)
        .findFirst()
        .orElseThrow(() -> new AssertionError(server + " said something: " + sweep));
  }

  private static ParentAnswer answer(Sweep sweep, String server) {
    Optional<ParentAnswer> answer =
        sweep.parent().stream().filter(a -> a.server().equals(server)).findFirst();
    return answer.orElseThrow(() -> new AssertionError(server + " said nothing: " + sweep));
  }

  private NameServerProcess nsd(String name, String child) throws IOException {
    return nsd(name, Map.of("child.test.", child));
  }

  private NameServerProcess nsd(String name, Map<String, String> zones) throws IOException {
    NameServerProcess server = NameServerProcess.nsd(directory.resolve(name), files(name, zones));
    running.add(server);
    return server;
  }

  private NameServerProcess knot(String name, String child) throws IOException {
    return knot(name, Map.of("child.test.", child));
  }

  private NameServerProcess knot(String name, Map<String, String> zones) throws IOException {
    NameServerProcess server = NameServerProcess.knot(directory.resolve(name), files(name, zones));
    running.add(server);
    return server;
  }

  private Map<String, Path> files(String name, Map<String, String> zones) throws IOException {
    Map<String, Path> files = new java.util.TreeMap<>();
    for (Map.Entry<String, String> zone : zones.entrySet()) {
      Path file = directory.resolve(name + "-" + zone.getKey() + "zone");
      files.put(zone.getKey(), Files.writeString(file, zone.getValue()));
    }
    return files;
  }

  /** A port that takes questions and never answers. */
  private String mute() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    running.add(socket::close);
    return "127.0.0.1@" + socket.getLocalPort();
  }

  private static String zone(String name, String more) {
    return "$ORIGIN "
        + name
        + "\n$TTL 60\n@ IN SOA ns.test. h.test. 1 60 60 600 60\n@ IN NS ns.test.\n"
        + more;
  }

  private static String parent(String more) {
    return zone("test.", "ns IN A 127.0.0.1\nchild IN NS ns.child\nns.child IN A 127.0.0.1\n")
        + more
        + "\n";
  }

  private static String child(long serial, long ttl, Dnskey... keys) {
    StringBuilder text =
        new StringBuilder(
            "$ORIGIN child.test.\n$TTL 60\n@ IN SOA ns h "
                + serial
                + " 60 60 600 60\n@ IN NS ns\nns IN A 127.0.0.1\n");
    for (Dnskey key : keys) {
      text.append("@ ")
          .append(ttl)
          .append(" IN DNSKEY ")
          .append(key.flags() + " 3 " + key.algorithm() + " ")
          .append(Base64.getEncoder().encodeToString(key.publicKey()))
          .append('\n');
    }
    return text.toString();
  }

  private static String ds(Dnskey key) {
    byte[] ds = key.ds(ZONE, 2);
    return key.tag()
        + " "
        + key.algorithm()
        + " 2 "
        + java.util.HexFormat.of().formatHex(ds, 4, ds.length);
  }

  private static Dnskey key(int flags, int number, int length, int algorithm) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (number * 31 + i * 7);
    }
    if (algorithm == 8) { // exponent 65537 and a modulus (RFC 3110)
      octets[0] = 3;
      octets[1] = 1;
      octets[2] = 0;
      octets[3] = 1;
      octets[4] |= (byte) 0x80;
    }
    return new Dnskey(flags, 3, algorithm, octets);
  }
}
