package org.countersign.operate;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.countersign.observe.NameServerProcess;
import org.countersign.testing.OutsideTool;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real Unbound that validates from a trust anchor, strictly, by a clock of the test's. */
final class Resolver implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final SimpleResolver client;

  /**
   * @param servers where zones are served, {@code ADDRESS@PORT} by name
   */
  Resolver(Path directory, Path anchor, Map<String, String> servers, MovedClock clock)
      throws IOException {
    Files.createDirectories(directory);
    int port = NameServerProcess.freePort();
    StringBuilder text =
        new StringBuilder(
            """
            server:
              interface: 127.0.0.1
              port: %d
              do-ip6: no
              do-daemonize: no
              do-not-query-localhost: no
              username: ""
              chroot: ""
              directory: "%s"
              pidfile: ""
              use-syslog: no
              logfile: ""
              verbosity: 1
              val-log-level: 2
              num-threads: 1
              module-config: "validator iterator"
              trust-anchor-file: "%s"
              harden-algo-downgrade: yes
              ede: yes
            remote-control:
              control-enable: no
            """
                .formatted(port, directory, anchor));
    servers.forEach(
        (zone, address) ->
            text.append("stub-zone:\n  name: \"%s\"\n  stub-addr: %s\n".formatted(zone, address)));
    Path config = Files.writeString(directory.resolve("unbound.conf"), text);
    log = directory.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                OutsideTool.demand("unbound").program().toString(), "-d", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(clock.environment());
    process = builder.start();
    client = new SimpleResolver(new InetSocketAddress("127.0.0.1", port));
    client.setTimeout(Duration.ofSeconds(10));
    client.setEDNS(0, 1232, ExtendedFlags.DO, java.util.List.of());
    try {
      await().atMost(Duration.ofSeconds(20)).until(this::answers);
    } catch (RuntimeException e) {
      close();
      throw new AssertionError(log(), e);
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("unbound ended with " + process.exitValue());
    }
    try {
      ask("version.server.", Type.TXT);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Message ask(String name, int type) throws IOException {
    return client.send(
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
