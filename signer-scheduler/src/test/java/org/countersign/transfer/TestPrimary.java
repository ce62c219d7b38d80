package org.countersign.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.dns.Name;
import org.xbill.DNS.TSIG;

/** A primary on loopback with peers that all have its address, each with a key of its own. */
final class TestPrimary implements AutoCloseable {
  static final String SECRET = "c2VjcmV0IG9mIHRlc3RzLCBrbm93biB0byBldmVyeWJvZHk=";

  private final Map<String, PrimarySettings.Peer> peers = new TreeMap<>();
  private final Map<String, TsigKey> keys = new HashMap<>();
  private final TestReleases releases;
  private PrimarySettings.Limits limits =
      new PrimarySettings.Limits(null, null, Duration.ofSeconds(20), Duration.ofSeconds(20));
  private PrimarySettings.Tls tls;
  private int keep = 20;
  HiddenPrimary primary;

  TestPrimary(TestReleases releases) {
    this.releases = releases;
  }

  TestPrimary with(String name, TsigAlgorithm algorithm, boolean tlsOnly, String... notifyAt) {
    peers.put(
        name,
        new PrimarySettings.Peer(
            List.of("127.0.0.1"), List.of(notifyAt), Path.of(name), List.of(), tlsOnly));
    keys.put(name, new TsigKey(Name.parse(keyName(name)), algorithm, secret()));
    return this;
  }

  TestPrimary with(String name, String... notifyAt) {
    return with(name, TsigAlgorithm.HMAC_SHA256, false, notifyAt);
  }

  TestPrimary limits(int connections, int ofAddress, Duration idle, Duration stall) {
    limits = new PrimarySettings.Limits(connections, ofAddress, idle, stall);
    return this;
  }

  TestPrimary keepDifferences(int differences) {
    keep = differences;
    return this;
  }

  TestPrimary tls(Path certificate, Path key, Path clientAuthorities) {
    tls = new PrimarySettings.Tls(certificate, key, clientAuthorities);
    return this;
  }

  TestPrimary start() throws IOException {
    return start(0);
  }

  TestPrimary start(int port) throws IOException {
    PrimarySettings settings =
        new PrimarySettings(
            List.of("127.0.0.1@" + port),
            tls == null ? List.of() : List.of("127.0.0.1@0"),
            tls,
            keep,
            limits,
            peers);
    primary = new HiddenPrimary(settings, keys, releases, releases.data, 2, Clock.systemUTC());
    primary.start();
    return this;
  }

  static byte[] secret() {
    return java.util.Base64.getDecoder().decode(SECRET);
  }

  static String keyName(String peer) {
    return "key-of-" + peer + ".";
  }

  static TSIG key(String peer) {
    return new TSIG(TSIG.HMAC_SHA256, keyName(peer), SECRET);
  }

  int port() {
    return primary.addresses().get(0).getPort();
  }

  int tlsPort() {
    return primary.tlsAddresses().get(0).getPort();
  }

  long count(Trouble trouble) {
    return primary.counts().get(trouble.text());
  }

  @Override
  public void close() {
    if (primary != null) {
      primary.close();
    }
  }
}
