package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferIn;

/** The hidden primary of a running service serves what was released, and nothing else. */
final class PrimaryInServiceTest {
  private static final String SECRET = "c2VjcmV0IG9mIHRlc3RzLCBrbm93biB0byBldmVyeWJvZHk=";
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";

  @TempDir Path directory;
  private Site site;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    configure("");
  }

  private void configure(String more) throws Exception {
    Path key = directory.resolve("peer.key");
    Files.writeString(
        key, "key \"peer.\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + SECRET + "\";\n};\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    site.configure(
        """
        service: {poll: 30s}
        http: {port: 0}
        primary:
          listen: [127.0.0.1@%d]
          peers:
            peer: {addresses: [127.0.0.1], keyFile: %s}
        %s
        """
            .formatted(port, key, more));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private TreeSet<String> transferred() throws Exception {
    ZoneTransferIn transfer =
        ZoneTransferIn.newAXFR(
            Name.fromString("example."),
            new InetSocketAddress("127.0.0.1", port),
            new TSIG(TSIG.HMAC_SHA256, "peer.", SECRET));
    transfer.run();
    return shown(transfer.getAXFR());
  }

  private TreeSet<String> released() throws Exception {
    byte[] text = site.currentText().getBytes(StandardCharsets.ISO_8859_1);
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root)) {
      List<Record> records = new java.util.ArrayList<>();
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(record);
      }
      return shown(records);
    }
  }

  private static TreeSet<String> shown(List<Record> records) {
    return records.stream().map(Record::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void itServesEachReleaseToThosePeersThatMayTakeIt() throws Exception {
    try (ServeProcess serve = ServeProcess.start(site.config())) {
      serve.await(() -> Files.exists(site.current()));
      serve.awaitLine("released");
      assertThat(transferred()).isEqualTo(released()).hasSizeGreaterThan(Site.DELEGATIONS);

      site.database.execute(CHANGE);
      serve.await(() -> !site.currentText().contains("\nd7.example."));
      serve.await(() -> transferred().equals(released()));

      var publications = site.run("status", "example.").json().get("publications");
      assertThat(publications.findValuesAsText("publisher"))
          .containsExactly("directory", "primary");
      assertThat(publications.findValuesAsText("serial").stream().distinct()).hasSize(1);
      assertThat(publications.findValuesAsText("place").get(1)).contains("127.0.0.1@" + port);
      assertThat(serve.stop()).as(serve::log).isZero();
    }
  }

  @Test
  void itServesTheLastReleaseBeforeAnythingElse() throws Exception {
    site.released();
    site.database.execute("DELETE FROM registry.zone");
    try (ServeProcess serve = ServeProcess.start(site.config())) {
      assertThat(transferred()).isEqualTo(released());
      assertThat(serve.stop()).isZero();
    }
  }

  @Test
  void aPublisherThatFailsKeepsNoOtherFromPublishingAndIsRetried() throws Exception {
    Path allowed = directory.resolve("allowed");
    configure("publish: {command: 'test -e " + allowed + "'}");
    try (ServeProcess serve = ServeProcess.start(site.config())) {
      serve.awaitLine("not in service here", "command");
      assertThat(transferred()).isEqualTo(released());
      var text = site.run("status", "example.").json().get("publications").get(0);
      assertThat(text.get("publisher").asText()).isEqualTo("command");
      assertThat(text.get("failure").asText()).contains("failed");
      assertThat(text.get("serial").isNull()).isTrue();

      Files.createFile(allowed);
      serve.awaitLine("is in service");
      text = site.run("status", "example.").json().get("publications").get(0);
      assertThat(text.get("failure").isNull()).isTrue();
      assertThat(text.get("serial").asLong()).isPositive();
      assertThat(serve.stop()).isZero();
    }
  }

  @Test
  void aKeyThatOthersMayReadKeepsTheServiceFromStarting() throws Exception {
    Files.setPosixFilePermissions(
        directory.resolve("peer.key"), PosixFilePermissions.fromString("rw-r--r--"));
    try (ServeProcess serve = ServeProcess.begin(site.config())) {
      serve.await(() -> serve.log().contains("chmod 600"));
      assertThat(serve.log()).doesNotContain(SECRET);
    }
  }
}
