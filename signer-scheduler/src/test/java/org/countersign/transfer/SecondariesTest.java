package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.countersign.dns.Name;
import org.countersign.release.ReleasedZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real secondaries follow the primary by NOTIFY, AXFR and IXFR, all with TSIG. */
final class SecondariesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  @Tag("slow")
  void allServeExactlyWhatWasReleasedAfterEachOfTwentyReleases() throws Exception {
    allFollow(20);
  }

  @Test
  @Tag("long")
  void allServeExactlyWhatWasReleasedAfterEachOfTwoHundredReleases() throws Exception {
    allFollow(200);
  }

  private void allFollow(int count) throws Exception {
    TestReleases releases = new TestReleases(directory.resolve("data"), Name.parse("example."));
    ChangingZone zone = new ChangingZone(5, 300, 4_294_967_290L);
    try (SecondaryServer bind = SecondaryServer.bind(directory);
        SecondaryServer knot = SecondaryServer.knot(directory);
        SecondaryServer nsd = SecondaryServer.nsd(directory);
        TestPrimary primary = new TestPrimary(releases)) {
      List<SecondaryServer> all = List.of(bind, knot, nsd);
      all.forEach(server -> primary.with(server.name, server.address()));
      primary.start();
      primary.primary.publish(releases.release(zone.serial(), zone.text()));
      for (SecondaryServer server : all) {
        server.follow(primary.port());
      }
      allHave(zone.serial(), releases.newestText(), all, primary);
      for (int i = 0; i < count; i++) {
        String text = zone.next(1 + i % 7);
        ReleasedZone released = releases.release(zone.serial(), text);
        primary.primary.publish(released);
        allHave(zone.serial(), text, all, primary);
      }
      assertThat(primary.primary.counts().get("axfr")).isEqualTo(3);
      assertThat(primary.primary.counts().get("ixfr")).isEqualTo(3L * count);
      assertThat(logged(knot.logged(), "IXFR, incoming, remote .*finished")).isEqualTo(count);
      assertThat(logged(bind.logged(), "got incremental response")).isEqualTo(count);
      assertThat(primary.primary.counts().get("bad-signature")).isZero();
    }
  }

  private static long logged(String log, String pattern) {
    return log.lines().filter(line -> line.matches(".*" + pattern + ".*")).count();
  }

  private static void allHave(
      long serial, String text, List<SecondaryServer> all, TestPrimary primary) throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(primary.primary.secondaries())
                    .hasSize(all.size())
                    .allMatch(state -> state.wanted().value() == serial && state.follows()));
    TreeSet<String> expected = ZoneCopy.ofText(text);
    for (SecondaryServer server : all) {
      TreeSet<String> found = server.content();
      assertThat(found.equals(expected))
          .as("%s%n%s", server.name, ZoneCopy.compared(expected, found))
          .isTrue();
    }
  }
}
