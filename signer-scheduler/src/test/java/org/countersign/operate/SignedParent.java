package org.countersign.operate;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.observe.NameServerProcess;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A signed root on a real name server, whose DS of {@code example.} follow what the child asks. */
final class SignedParent implements AutoCloseable {
  private final Path directory;
  private final Path keys;
  private final Path file;
  private final NameServerProcess server;
  private long serial = 1;
  private Set<String> ds = new TreeSet<>();

  SignedParent(Path directory, Clock clock) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.keys = Files.createDirectory(directory.resolve("keys"));
    this.file = directory.resolve("root.signed");
    try (BindKeyDirectory vault = new BindKeyDirectory("root", keys, clock)) {
      for (KeyRole role : new KeyRole[] {KeyRole.KSK, KeyRole.ZSK}) {
        vault.generate(
            KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256), new KeyPurpose(Name.ROOT, role));
      }
    }
    sign(clock);
    server = NameServerProcess.nsd(directory.resolve("nsd"), Map.of(".", file));
  }

  String address() {
    return server.address();
  }

  /** The root's keys as a resolver's trust anchors. */
  Path anchor() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.contains("\tDNSKEY\t257 ")) {
        text.append(line).append('\n');
      }
    }
    return Files.writeString(directory.resolve("root.key"), text);
  }

  /** Publishes these DS, as {@code tag algorithm type digest}, and waits until they are served. */
  boolean publish(Set<String> wanted, Clock clock) throws Exception {
    if (wanted.equals(ds)) {
      return false;
    }
    ds = new TreeSet<>(wanted);
    serial++;
    sign(clock);
    server.reload();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> served() == ds.size() && servedSerial() == serial);
    return true;
  }

  private long served() throws IOException {
    return server.ask("example.", Type.DS).getSection(Section.ANSWER).stream()
        .filter(r -> r.getType() == Type.DS)
        .count();
  }

  private long servedSerial() throws IOException {
    return server.ask(".", Type.SOA).getSection(Section.ANSWER).stream()
        .filter(org.xbill.DNS.SOARecord.class::isInstance)
        .mapToLong(r -> ((org.xbill.DNS.SOARecord) r).getSerial())
        .findFirst()
        .orElse(0);
  }

  private void sign(Clock clock) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "$TTL 3600\n. IN SOA a. b. "
                + serial
                + " 3600 900 604800 300\n. IN NS a.\na. IN A 127.0.0.1\n"
                + "example. IN NS ns1.example.\nns1.example. IN A 192.0.2.1\n");
    ds.forEach(record -> text.append("example. IN DS ").append(record).append('\n'));
    Path unsigned = Files.writeString(directory.resolve("root.zone"), text);
    Path out = directory.resolve("root.next");
    CliRun run = CliRun.at(clock, "sign", unsigned, "--keys", keys, "-o", out);
    if (run.exit() != ExitCode.DONE) {
      throw new AssertionError(run.toString());
    }
    Files.move(out, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    server.close();
  }
}
