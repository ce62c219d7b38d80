package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.countersign.dns.Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** Whoever means harm is refused, logged once and counted, and the others are served on. */
final class HostilePeersTest {
  private static final TSIG KEY = TestPrimary.key("peer");

  @TempDir Path directory;
  private final ChangingZone zone = new ChangingZone(3, 3000, 10);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TestReleases releases;
  private TestPrimary primary;

  @BeforeEach
  void serve() throws Exception {
    log.start();
    ((Logger) LoggerFactory.getLogger(Troubles.class)).addAppender(log);
    releases = new TestReleases(directory.resolve("data"), Name.parse("example."));
    releases.release(zone.serial(), zone.text());
    primary =
        new TestPrimary(releases)
            .with("peer")
            .limits(40, 20, Duration.ofSeconds(1), Duration.ofSeconds(2))
            .start();
    primary.primary.serveNewest(releases.zone);
  }

  @AfterEach
  void stop() {
    primary.close();
    ((Logger) LoggerFactory.getLogger(Troubles.class)).detachAppender(log);
  }

  private void isUnharmed() throws Exception {
    assertThat(ZoneCopy.transferred("example.", primary.port(), TestPrimary.key("peer")))
        .isEqualTo(ZoneCopy.ofText(zone.text()));
    Message soa = Ask.udp(primary.port(), Ask.question(Type.SOA, KEY), 5000);
    assertThat(soa.getSection(Section.ANSWER).get(0)).isInstanceOf(SOARecord.class);
  }

  private void counted(Trouble trouble, long times) {
    await().atMost(Duration.ofSeconds(5)).until(() -> primary.count(trouble) == times);
    assertThat(log.list.stream().filter(e -> e.getFormattedMessage().contains(trouble.text())))
        .as("logged once")
        .hasSize(1);
  }

  private Message asked(byte[] question) throws IOException {
    try (Ask ask = new Ask(primary.port())) {
      return ask.send(question).receive();
    }
  }

  @Test
  void withoutAKeyNobodyIsAnswered() throws Exception {
    assertThat(asked(Ask.question(Type.AXFR, null)).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(Ask.udp(primary.port(), Ask.question(Type.SOA, null), 5000).getRcode())
        .isEqualTo(Rcode.REFUSED);
    counted(Trouble.UNSIGNED, 2);
    isUnharmed();
  }

  @Test
  void aWrongSecretAnUnknownKeyAndAnotherPeersKeyAreTold() throws Exception {
    String other =
        Base64.getEncoder().encodeToString("another secret of 32 octets.....".getBytes());
    TSIG wrong = new TSIG(TSIG.HMAC_SHA256, TestPrimary.keyName("peer"), other);
    Message answer = asked(Ask.question(Type.AXFR, wrong));
    assertThat(answer.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADSIG);
    counted(Trouble.BAD_SIGNATURE, 1);
    answer = asked(Ask.question(Type.AXFR, TestPrimary.key("nobody")));
    assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADKEY);
    counted(Trouble.BAD_KEY, 1);
    TSIG weak = new TSIG(TSIG.HMAC_SHA1, TestPrimary.keyName("peer"), TestPrimary.SECRET);
    assertThat(asked(Ask.question(Type.AXFR, weak)).getTSIG().getError()).isEqualTo(Rcode.BADKEY);
    isUnharmed();
  }

  @Test
  void aRequestFromAnotherTimeIsRefusedAndToldOurTime() throws Exception {
    TSIG late =
        new TSIG(
            TSIG.HMAC_SHA256,
            org.xbill.DNS.Name.fromString(TestPrimary.keyName("peer")),
            new javax.crypto.spec.SecretKeySpec(TestPrimary.secret(), "HmacSHA256"),
            Clock.fixed(Instant.now().minusSeconds(400), ZoneOffset.UTC));
    Message answer = asked(Ask.question(Type.AXFR, late));
    assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADTIME);
    assertThat(answer.getTSIG().getOther()).hasSize(6);
    assertThat(answer.getTSIG().getSignature()).isNotEmpty();
    counted(Trouble.BAD_TIME, 1);
    isUnharmed();
  }

  @Test
  void aRecordedRequestIsGoodOnce() throws Exception {
    byte[] recorded = Ask.question(Type.AXFR, KEY);
    try (Ask ask = new Ask(primary.port())) {
      assertThat(ask.send(recorded).transfer()).hasSizeGreaterThan(3000);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(asked(recorded).getRcode()).isEqualTo(Rcode.REFUSED);
    }
    counted(Trouble.REPLAYED, 50);
    assertThat(primary.primary.counts()).containsEntry("axfr", 1L);
    isUnharmed();
  }

  @Test
  void aQuestionSentAgainOverUdpIsAnsweredAgainButToNobodyElse() throws Exception {
    byte[] question = Ask.question(Type.SOA, KEY);
    try (DatagramSocket socket = new DatagramSocket()) {
      assertThat(Ask.udp(socket, primary.port(), question, 5000).getRcode()).isZero();
      assertThat(Ask.udp(socket, primary.port(), question, 5000).getRcode()).isZero();
    }
    assertThat(Ask.udp(primary.port(), question, 5000).getRcode()).isEqualTo(Rcode.REFUSED);
    counted(Trouble.REPLAYED, 1);
  }

  @Test
  void aForgedNotifyIsRefused() throws Exception {
    Message notify = new Message();
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    var name = org.xbill.DNS.Name.fromString("example.");
    notify.addRecord(Record.newRecord(name, Type.SOA, DClass.IN), Section.QUESTION);
    for (int i = 0; i < 20; i++) {
      assertThat(Ask.udp(primary.port(), notify.toWire(), 5000).getRcode())
          .isEqualTo(Rcode.REFUSED);
    }
    counted(Trouble.FORGED_NOTIFY, 20);
    isUnharmed();
  }

  @Test
  void halfOpenConnectionsAreClosedAndCostOthersNothing() throws Exception {
    List<Ask> idle = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      idle.add(new Ask(primary.port()));
    }
    isUnharmed();
    for (Ask connection : idle) {
      assertThat(connection.isClosed()).isTrue();
      connection.close();
    }
    counted(Trouble.IDLE, 15);
  }

  @Test
  void oneOctetASecondDoesNotKeepAConnection() throws Exception {
    byte[] question = Ask.question(Type.AXFR, KEY);
    try (Ask slow = new Ask(primary.port())) {
      Instant began = Instant.now();
      var out = slow.socket.getOutputStream();
      out.write(question.length >> 8);
      out.write(question.length);
      slow.socket.setSoTimeout(400);
      int sent = 0;
      boolean closed = false;
      while (!closed && sent < 40) {
        try {
          out.write(question[sent++]);
          closed = slow.isClosed();
        } catch (IOException e) {
          closed = true;
        }
      }
      assertThat(closed).isTrue();
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
    counted(Trouble.IDLE, 1);
    isUnharmed();
  }

  @Test
  void whoTakesNothingOfATransferIsCutOff() throws Exception {
    String large = new ChangingZone(4, 60_000, 11).text();
    primary.primary.publish(releases.release(11, large));
    List<Ask> stalled = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Ask ask = new Ask(primary.port());
      ask.send(Ask.question(Type.AXFR, KEY));
      stalled.add(ask);
    }
    await().atMost(Duration.ofSeconds(15)).until(() -> primary.count(Trouble.STALLED) == 5);
    counted(Trouble.STALLED, 5);
    assertThat(ZoneCopy.transferred("example.", primary.port(), TestPrimary.key("peer")))
        .isEqualTo(ZoneCopy.ofText(large));
    for (Ask ask : stalled) {
      ask.close();
    }
  }

  @Test
  void moreConnectionsThanAllowedAreNotLetIn() throws Exception {
    List<Ask> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(new Ask(primary.port()));
    }
    counted(Trouble.TOO_MANY_CONNECTIONS, 5);
    for (Ask ask : all) {
      ask.close();
    }
    await().ignoreExceptions().atMost(Duration.ofSeconds(5)).untilAsserted(this::isUnharmed);
  }

  @Test
  void truncatedAndRandomMessagesHarmNothing() throws Exception {
    Random random = new Random(8);
    byte[] good = Ask.question(Type.AXFR, KEY);
    for (int length = 0; length < good.length; length++) {
      Ask.udp(primary.port(), Arrays.copyOf(good, length), 1);
    }
    for (int i = 0; i < 2000; i++) {
      byte[] octets = new byte[random.nextInt(600)];
      random.nextBytes(octets);
      if (i % 2 == 0) {
        System.arraycopy(good, 0, octets, 0, Math.min(12 + random.nextInt(60), octets.length));
      }
      Ask.udp(primary.port(), octets, 1);
    }
    for (int i = 0; i < 15; i++) {
      try (Ask ask = new Ask(primary.port())) {
        byte[] octets = new byte[5000];
        random.nextBytes(octets);
        ask.socket.getOutputStream().write(octets);
        ask.isClosed();
      }
    }
    await().until(() -> primary.count(Trouble.MALFORMED) > 100);
    assertThat(log.list).hasSizeLessThan(Trouble.values().length);
    isUnharmed();
  }

  @Test
  void questionsForAnythingElseAreRefused() throws Exception {
    assertThat(asked(Ask.question(Type.NS, KEY)).getRcode()).isEqualTo(Rcode.REFUSED);
    Message other =
        Message.newQuery(
            Record.newRecord(org.xbill.DNS.Name.fromString("other."), Type.AXFR, DClass.IN));
    KEY.apply(other, null);
    assertThat(asked(other.toWire()).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(Ask.udp(primary.port(), Ask.question(Type.AXFR, KEY), 5000).getRcode())
        .isEqualTo(Rcode.FORMERR);
    counted(Trouble.NOT_OFFERED, 1);
    counted(Trouble.ZONE_REFUSED, 1);
  }
}
