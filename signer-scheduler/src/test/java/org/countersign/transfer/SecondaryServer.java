package org.countersign.transfer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.countersign.testing.OutsideTool;
import org.xbill.DNS.TSIG;

/** A real name server that transfers {@code example.} from a primary on loopback. */
final class SecondaryServer implements AutoCloseable {
  final String name;
  final int port;
  private final Path directory;
  private Process process;
  private List<String> command;

  private SecondaryServer(String name, Path directory) throws IOException {
    this.name = name;
    this.port = freePort();
    this.directory = Files.createDirectories(directory.resolve(name));
  }

  /** A port that is free over TCP and UDP. */
  static int freePort() throws IOException {
    while (true) {
      try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
          DatagramSocket udp =
              new DatagramSocket(new InetSocketAddress("127.0.0.1", tcp.getLocalPort()))) {
        return udp.getLocalPort();
      } catch (java.net.BindException e) {
        continue; // somebody has it over UDP
      }
    }
  }

  String address() {
    return "127.0.0.1@" + port;
  }

  Path log() {
    return directory.resolve("log");
  }

  String logged() throws IOException {
    return Files.readString(log(), StandardCharsets.ISO_8859_1);
  }

  /** BIND. */
  static SecondaryServer bind(Path home) throws IOException {
    OutsideTool.demand("named");
    return new SecondaryServer("bind", home);
  }

  /** Knot DNS. */
  static SecondaryServer knot(Path home) throws IOException {
    OutsideTool.demand("knotd");
    return new SecondaryServer("knot", home);
  }

  /** NSD. */
  static SecondaryServer nsd(Path home) throws IOException {
    OutsideTool.demand("nsd");
    return new SecondaryServer("nsd", home);
  }

  /** Lets it follow the primary at a port, with its own key. */
  SecondaryServer follow(int primary) throws IOException {
    return follow(primary, TestPrimary.SECRET, "");
  }

  /** Over TLS, where the server can: BIND. */
  SecondaryServer followOverTls(int primary, String tlsBlock) throws IOException {
    return follow(primary, TestPrimary.SECRET, tlsBlock);
  }

  SecondaryServer follow(int primary, String secret, String tls) throws IOException {
    String key = TestPrimary.keyName(name);
    switch (name) {
      case "bind" -> {
        Path conf =
            Files.writeString(directory.resolve("conf"), bindConf(primary, key, secret, tls));
        command = List.of(find("named"), "-f", "-n", "1", "-c", conf.toString());
      }
      case "knot" -> {
        Path conf = Files.writeString(directory.resolve("conf"), knotConf(primary, key, secret));
        command = List.of(find("knotd"), "-c", conf.toString());
      }
      default -> {
        Path conf = Files.writeString(directory.resolve("conf"), nsdConf(primary, key, secret));
        command = List.of(find("nsd"), "-d", "-c", conf.toString());
      }
    }
    return start();
  }

  SecondaryServer start() throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    return this;
  }

  private static String find(String program) {
    for (String at : List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/")) {
      if (Files.isExecutable(Path.of(at + program))) {
        return at + program;
      }
    }
    return program;
  }

  private String bindConf(int primary, String key, String secret, String tls) {
    String over = tls.isEmpty() ? "" : " tls primary-tls";
    return """
        options {
          directory "%s";
          listen-on port %d { 127.0.0.1; };
          listen-on-v6 { none; };
          recursion no;
          dnssec-validation no;
          pid-file "%s/pid";
          session-keyfile "%s/session.key";
          lock-file none;
          notify no;
          allow-transfer { any; };
          min-retry-time 1;
        };
        controls { };
        %s
        logging {
          channel all { file "%s/log"; severity debug 3; print-category yes; };
          category default { all; };
          category xfer-in { all; };
          category notify { all; };
        };
        key "%s" { algorithm hmac-sha256; secret "%s"; };
        zone "example" {
          type secondary;
          primaries { 127.0.0.1 port %d key "%s"%s; };
          allow-notify { key "%s"; };
          file "%s/example.zone";
          request-ixfr yes;
        };
        """
        .formatted(
            directory, port, directory, directory, tls, directory, key, secret, primary, key, over,
            key, directory);
  }

  private String knotConf(int primary, String key, String secret) {
    return """
        server:
            rundir: %s
            listen: 127.0.0.1@%d
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        log:
          - target: stdout
            any: debug
        database:
            storage: %s
        key:
          - id: %s
            algorithm: hmac-sha256
            secret: %s
        remote:
          - id: primary
            address: 127.0.0.1@%d
            key: %s
        acl:
          - id: told
            address: 127.0.0.1
            key: %s
            action: notify
          - id: taken
            address: 127.0.0.1
            action: transfer
        zone:
          - domain: example
            storage: %s
            master: primary
            acl: [told, taken]
            semantic-checks: off
            retry-min-interval: 1
        """
        .formatted(directory, port, directory, key, secret, primary, key, key, directory);
  }

  private String nsdConf(int primary, String key, String secret) {
    return """
        server:
          ip-address: 127.0.0.1@%d
          username: ""
          chroot: ""
          zonesdir: "%s"
          database: ""
          pidfile: "%s/pid"
          xfrdfile: "%s/xfrd.state"
          zonelistfile: "%s/zone.list"
          xfrdir: "%s"
          logfile: "%s/log"
          verbosity: 2
          server-count: 1
          xfrd-reload-timeout: 0
        remote-control:
          control-enable: no
        key:
          name: "%s"
          algorithm: hmac-sha256
          secret: "%s"
        zone:
          name: "example"
          zonefile: "%s/example.zone"
          request-xfr: 127.0.0.1@%d %s
          allow-notify: 127.0.0.1 %s
          provide-xfr: 127.0.0.1 NOKEY
          min-retry-time: 1
        """
        .formatted(
            port, directory, directory, directory, directory, directory, directory, key, secret,
            directory, primary, key, key);
  }

  /** The zone as it serves it, by AXFR. */
  java.util.TreeSet<String> content() throws Exception {
    return ZoneCopy.transferred("example.", port, (TSIG) null);
  }

  void stop() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
