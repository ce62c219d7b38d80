package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.dns.Digests;
import org.countersign.step.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 18: the process is killed with SIGKILL at every step of a run. Afterwards the last good
 * zone is in service, no serial has two contents, nothing is left lying about, and the next run
 * succeeds. The steps are those that a run passes; a new one is covered by being passed.
 */
class Drill18KillAtEveryStepTest {
  @TempDir Path directory;

  /** By serial, the digest of the zone that was ever seen published or in the ledger under it. */
  private final Map<Long, String> contents = new HashMap<>();

  @Test
  void atEachStepOnce() throws Exception {
    try (Site site = site()) {
      List<String> trace = trace(site);
      assertThat(trace.stream().map(s -> s.replaceAll("#\\d+", "")).distinct())
          .as("every step there is")
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Step.values()).map(Step::name).toList());
      killAt(site, trace.stream().filter(s -> s.endsWith("#1")).toList());
    }
  }

  @Test
  @Tag("slow")
  void eachTimeAStepIsPassed() throws Exception {
    try (Site site = site()) {
      killAt(site, trace(site));
    }
  }

  private Site site() throws Exception {
    Site site = new Site(directory).withZone().configure("publish: {command: 'test -s {file}'}\n");
    site.released();
    return site;
  }

  private List<String> trace(Site site) throws Exception {
    change(site, 0);
    return SteppedRun.trace(site, "run", "example.");
  }

  private void killAt(Site site, List<String> steps) throws Exception {
    JsonNode releases = look(site);
    int round = 1;
    for (String step : steps) {
      change(site, round);
      String before = serial(releases);

      SteppedRun.kill(site, step, "run", "example.");

      releases = look(site);
      assertThat(served(site)).as(step).isIn(before, serial(releases));
      CliRun next = site.run("run", "example.");
      assertThat(next.exit()).as("%s: %s", step, next).isZero();
      releases = look(site);
      assertThat(served(site)).as(step).isEqualTo(serial(releases));
      assertThat(site.currentText()).as(step).contains("\t" + (1000 + round++) + " 13 2 ");
      assertNoLitter(site, releases, step);
    }
    assertThat(site.run("audit", "verify").exit()).isZero();
  }

  /** Gives each run something to release. */
  private static void change(Site site, int round) throws Exception {
    site.database.execute(
        "UPDATE registry.ds_data SET key_tag = "
            + (1000 + round)
            + " WHERE domain_id = (SELECT domain_id FROM registry.domain WHERE name ="
            + " 'd10.example.')");
  }

  private static String serial(JsonNode releases) {
    return releases.get(0).get("serial").asText();
  }

  private static String served(Site site) throws IOException {
    return site.currentText()
        .lines()
        .filter(l -> l.contains("\tSOA\t"))
        .map(l -> l.replaceAll(".*\tSOA\t\\S+ \\S+ (\\d+) .*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  /** Every serial has one content, and every file that can be seen is whole. */
  private JsonNode look(Site site) throws IOException {
    JsonNode releases = site.run("releases", "example.").json();
    for (JsonNode release : releases) {
      once(release.get("serial").asLong(), release.get("digest").asText());
    }
    try (Stream<Path> files = Files.list(site.current().getParent())) {
      for (Path file : files.filter(f -> f.toString().matches(".*/\\d+\\.zone")).toList()) {
        long serial = Long.parseLong(file.getFileName().toString().replace(".zone", ""));
        once(serial, HexFormat.of().formatHex(Digests.sha256().digest(Files.readAllBytes(file))));
      }
    }
    return releases;
  }

  private void once(long serial, String digest) {
    assertThat(contents.computeIfAbsent(serial, s -> digest))
        .as("content of serial %d", serial)
        .isEqualTo(digest);
  }

  private static void assertNoLitter(Site site, JsonNode releases, String step) throws IOException {
    Set<String> known = new TreeSet<>(releases.findValuesAsText("artefact"));
    Path zone = site.data.resolve("zones/example");
    Set<String> found = new TreeSet<>();
    for (Path root : List.of(zone, site.current().getParent())) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(f -> !Files.isDirectory(f))
            .map(Path::toString)
            .filter(f -> !known.contains(f))
            .filter(f -> !f.matches(".*/published/example/(current|\\.turn|\\d+\\.zone)"))
            .forEach(found::add);
      }
    }
    assertThat(found).as("left behind after %s", step).isEmpty();
  }
}
