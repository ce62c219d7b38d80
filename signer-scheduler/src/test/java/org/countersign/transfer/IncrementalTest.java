package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.countersign.dns.Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** Which secondaries get a difference, which the whole zone, and which nothing but the SOA. */
final class IncrementalTest {
  private static final TSIG KEY = TestPrimary.key("peer");

  @TempDir Path directory;
  private final ChangingZone zone = new ChangingZone(9, 500, 1);
  private final List<String> texts = new ArrayList<>();
  private TestReleases releases;

  @BeforeEach
  void release() throws IOException {
    releases = new TestReleases(directory.resolve("data"), Name.parse("example."));
    texts.add(""); // serials begin at 1
  }

  private void publish(TestPrimary primary, String text) throws IOException {
    texts.add(text);
    primary.primary.publish(releases.release(zone.serial(), text));
  }

  private TestPrimary primary(int keep) throws IOException {
    return new TestPrimary(releases).with("peer").keepDifferences(keep).start();
  }

  private static List<Record> since(TestPrimary primary, long serial) throws IOException {
    try (Ask ask = new Ask(primary.port())) {
      return ask.send(Ask.ixfr(serial, KEY)).transfer();
    }
  }

  private static boolean isDifference(List<Record> records) {
    return records.size() > 1 && records.get(1) instanceof SOARecord;
  }

  /** Does what the difference says. */
  private static TreeSet<String> applied(String text, List<Record> records) throws IOException {
    TreeSet<String> copy = ZoneCopy.ofText(text);
    boolean adding = true;
    for (Record record : records.subList(1, records.size() - 1)) {
      adding ^= record instanceof SOARecord;
      String shown = ZoneCopy.shown(List.of(record)).first();
      assertThat(adding ? copy.add(shown) : copy.remove(shown)).as(shown).isTrue();
    }
    return copy;
  }

  @Test
  void whoIsSeveralBehindGetsOneCondensedDifference() throws IOException {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      for (int i = 0; i < 6; i++) {
        publish(primary, zone.next(3));
      }
      for (int serial = 1; serial < 7; serial++) {
        List<Record> difference = since(primary, serial);
        assertThat(isDifference(difference)).isTrue();
        assertThat(applied(texts.get(serial), difference)).isEqualTo(ZoneCopy.ofText(texts.get(7)));
      }
    }
  }

  @Test
  void whoIsUpToDateGetsTheSoaAlone() throws IOException {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      assertThat(since(primary, 1)).hasSize(1);
      assertThat(since(primary, 99)).hasSize(1);
      assertThat(Ask.udp(primary.port(), Ask.ixfr(0, KEY), 5000).getSection(1)).hasSize(1);
    }
  }

  @Test
  void whoIsTooFarBehindGetsTheWholeZone() throws IOException {
    try (TestPrimary primary = primary(2)) {
      publish(primary, zone.text());
      for (int i = 0; i < 4; i++) {
        publish(primary, zone.next(3));
      }
      assertThat(isDifference(since(primary, 3))).isTrue();
      assertThat(isDifference(since(primary, 2))).isFalse();
      List<Record> whole = since(primary, 2);
      assertThat(ZoneCopy.shown(whole)).isEqualTo(ZoneCopy.ofText(texts.get(5)));
    }
  }

  @Test
  void aDifferenceLongerThanTheZoneIsNotSent() throws IOException {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      zone.next(1);
      publish(primary, new ChangingZone(77, 450, 2).text());
      assertThat(isDifference(since(primary, 1))).isFalse();
    }
  }

  @Test
  void whoHasABadReleaseGetsTheWholeZoneAfterTheRollback() throws IOException {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      publish(primary, zone.next(2));
      publish(primary, zone.next(2));
      zone.next(0);
      String again = texts.get(1).replaceFirst("host.example. 1 ", "host.example. 4 ");
      primary.primary.publish(releases.rollback(4, again, 1));
      assertThat(isDifference(since(primary, 2))).isFalse();
      assertThat(isDifference(since(primary, 3))).isFalse();
      List<Record> difference = since(primary, 1);
      assertThat(isDifference(difference)).isTrue();
      assertThat(applied(texts.get(1), difference)).isEqualTo(ZoneCopy.ofText(again));
    }
  }

  @Test
  void afterARestartDifferencesAreFoundAgainAsFarAsArtefactsAreKept() throws Exception {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      for (int i = 0; i < 4; i++) {
        publish(primary, zone.next(3));
      }
    }
    Files.delete(directory.resolve("data/releases/1.zone"));
    try (TestPrimary primary = primary(20)) {
      assertThat(primary.primary.serveNewest(releases.zone)).isTrue();
      await().until(() -> isDifference(since(primary, 2)));
      assertThat(applied(texts.get(2), since(primary, 2))).isEqualTo(ZoneCopy.ofText(texts.get(5)));
      assertThat(isDifference(since(primary, 1))).isFalse();
    }
  }

  @Test
  void releasesThatTheServiceMissedAreSteppedOver() throws Exception {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      for (int i = 0; i < 3; i++) {
        texts.add(zone.next(3));
        releases.release(zone.serial(), texts.get(texts.size() - 1)); // by another process
      }
      primary.primary.serveNewest(releases.zone);
      for (int serial = 1; serial < 4; serial++) {
        assertThat(applied(texts.get(serial), since(primary, serial)))
            .isEqualTo(ZoneCopy.ofText(texts.get(4)));
      }
    }
  }

  @Test
  void nothingIsLeftInTheDataDirectory() throws Exception {
    try (TestPrimary primary = primary(20)) {
      publish(primary, zone.text());
      publish(primary, zone.next(3));
      since(primary, 1);
      try (var files = Files.list(directory.resolve("data/transfers"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void anOlderReleaseTakesNoNewerOnesPlace() throws Exception {
    try (TestPrimary primary = primary(20)) {
      String first = zone.text();
      texts.add(first);
      var older = releases.release(1, first);
      publish(primary, zone.next(3));
      primary.primary.publish(older);
      try (Ask ask = new Ask(primary.port())) {
        Record soa = ask.send(Ask.question(Type.SOA, KEY)).transfer().get(0);
        assertThat(((SOARecord) soa).getSerial()).isEqualTo(2);
      }
    }
  }
}
