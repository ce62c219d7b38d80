package org.countersign.observe;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.countersign.testing.OutsideTool;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real NSD or Knot on a free port of the loopback interface, serving zone files. */
public final class NameServerProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private NameServerProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** NSD with zones by name; it reads their files again at {@link #reload}. */
  public static NameServerProcess nsd(Path directory, Map<String, Path> zones) throws IOException {
    Path nsd = OutsideTool.demand("nsd").program();
    Files.createDirectories(directory);
    int port = freePort();
    StringBuilder text =
        new StringBuilder(
            """
            server:
              ip-address: 127.0.0.1@%d
              username: ""
              chroot: ""
              pidfile: ""
              database: ""
              zonesdir: "%s"
              xfrdfile: "%s/xfrd.state"
              zonelistfile: "%s/zone.list"
              server-count: 1
              zonefiles-check: yes
              rrl-ratelimit: 0
              rrl-whitelist-ratelimit: 0
            remote-control:
              control-enable: no
            """
                .formatted(port, directory, directory, directory));
    zones.forEach(
        (name, file) ->
            text.append("zone:\n  name: \"%s\"\n  zonefile: \"%s\"\n".formatted(name, file)));
    Path config = Files.writeString(directory.resolve("nsd.conf"), text);
    return start(directory, port, zones, nsd.toString(), "-d", "-c", config.toString());
  }

  /** Knot with zones by name; it reads their files again at {@link #reload}. */
  public static NameServerProcess knot(Path directory, Map<String, Path> zones) throws IOException {
    Path knotd = OutsideTool.demand("knotd").program();
    Files.createDirectories(directory);
    int port = freePort();
    StringBuilder text =
        new StringBuilder(
            """
            server:
              rundir: %s
              listen: 127.0.0.1@%d
              udp-workers: 1
              tcp-workers: 1
              background-workers: 1
            database:
              storage: %s
            log:
              - target: stderr
                any: info
            template:
              - id: default
                storage: %s
                zonefile-sync: -1
                zonefile-load: whole
                journal-content: none
                semantic-checks: soft
            zone:
            """
                .formatted(directory, port, directory, directory));
    zones.forEach(
        (name, file) ->
            text.append("  - domain: \"%s\"\n    file: \"%s\"\n".formatted(name, file)));
    Path config = Files.writeString(directory.resolve("knot.conf"), text);
    return start(directory, port, zones, knotd.toString(), "-c", config.toString());
  }

  private static NameServerProcess start(
      Path directory, int port, Map<String, Path> zones, String... command) throws IOException {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    NameServerProcess server = new NameServerProcess(process, log, port);
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> zones.keySet().stream().allMatch(server::answers));
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(log), e);
    }
  }

  private boolean answers(String zone) {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with " + process.exitValue());
    }
    try {
      return ask(zone, Type.SOA).getHeader().getFlag(Flags.AA);
    } catch (IOException e) {
      return false;
    }
  }

  /** One question over UDP, no retries. */
  public Message ask(String name, int type) throws IOException {
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", port));
    resolver.setTimeout(Duration.ofSeconds(2));
    Name owner = name.equals(".") ? Name.root : Name.fromString(name, Name.root);
    return resolver.send(Message.newQuery(Record.newRecord(owner, type, DClass.IN)));
  }

  public int port() {
    return port;
  }

  /** As a policy names it. */
  public String address() {
    return "127.0.0.1@" + port;
  }

  /** Tells it that its zone files changed. */
  public void reload() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A port of the loopback interface that nothing uses, for UDP and TCP. */
  public static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
        return udp.getLocalPort();
      } catch (java.net.BindException e) {
        continue; // somebody has that number for UDP
      }
    }
    throw new IOException("no free port was found");
  }
}
