package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.policy.Policy;
import org.countersign.validate.rules.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the gate takes files of any order, size and state. */
class GateTest {
  @TempDir Path folder;

  private static GateRequest.Builder request(Path file) {
    return GateRequest.builder(file, TestZone.AT, GateLimits.protocolAlone()).threads(2);
  }

  private Path lines(List<String> lines) {
    try {
      return Files.write(folder.resolve("zone"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestZone large(int names) {
    TestZone zone = new TestZone().nsec3(1);
    for (int i = 0; i < names; i++) {
      zone.add("d" + i * 7919 % names + ".example. 3600 IN NS ns" + i + ".example.net.");
    }
    return zone;
  }

  @Test
  void theOrderOfTheFileDoesNotMatter() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(large(400).write(folder, "z")));
    List<String> inParts = new ArrayList<>(lines);
    inParts.sort((a, b) -> order(a).compareTo(order(b)));
    Collections.shuffle(lines, new Random(1));

    Verdict sorted = new Gate().judge(request(lines(lines)).build());
    Verdict seenToBeOutOfOrder = new Gate().judge(request(lines(lines)).build(), 0);
    Verdict merged = new Gate().judge(request(lines(inParts)).build(), 0);

    assertThat(sorted.approved()).as("%s", sorted.findings()).isTrue();
    assertThat(merged.approved()).as("%s", merged.findings()).isTrue();
    assertThat(merged.counts()).isEqualTo(sorted.counts());
    assertThat(seenToBeOutOfOrder).usingRecursiveComparison().isEqualTo(sorted);
    assertThat(merged.counts().delegations()).isEqualTo(402);
    assertThat(merged.sha256()).isNotEqualTo(sorted.sha256());
  }

  /** Canonical order, NSEC3 records and their signatures behind all others. */
  private static String order(String line) {
    String[] field = line.split("\\s+");
    boolean hash = field[3].equals("NSEC3") || field[4].equals("NSEC3");
    String[] labels = field[0].toLowerCase().split("\\.");
    Collections.reverse(Arrays.asList(labels));
    return (hash ? "b" : "a") + String.join("\0", labels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 1000})
  void aCutFileIsRefusedWhereverItIsCut(int step) throws IOException {
    byte[] whole = Files.readAllBytes(new TestZone().write(folder, "z"));
    for (int length = step; length < whole.length - 1; length += 997) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

      Verdict verdict = new Gate().judge(request(cut).build());

      assertThat(verdict.approved()).as("cut at %d", length).isFalse();
    }
  }

  @Test
  void aRecordCutInTheMiddleIsNamedWithItsLine() throws IOException {
    byte[] whole = Files.readAllBytes(new TestZone().write(folder, "z"));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 20));

    Verdict verdict = new Gate().judge(request(cut).build());

    assertThat(verdict.refusals())
        .filteredOn(f -> f.rule() == RuleId.FILE_WHOLE)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("line ")
        .contains("the file ends here, in mid-line");
  }

  @Test
  void ourOwnArtefactNeedsItsEndMarker() throws IOException {
    Path file = new TestZone().nsec3(1).write(folder, "z");
    GateLimits limits = GateLimits.full(Policy.defaults());
    List<String> before =
        new Gate()
            .judge(GateRequest.of(file, TestZone.AT, limits)).refusals().stream()
                .filter(f -> f.rule() == RuleId.FILE_WHOLE)
                .map(Finding::message)
                .toList();
    long records = Files.readAllLines(file).size();
    String digest = hex(Files.readAllBytes(file));
    Files.writeString(
        file,
        "; end of zone: " + records + " records, sha256 " + digest + "\n",
        java.nio.file.StandardOpenOption.APPEND);

    List<Finding> after =
        new Gate()
            .judge(GateRequest.of(file, TestZone.AT, limits)).refusals().stream()
                .filter(f -> f.rule() == RuleId.FILE_WHOLE)
                .toList();

    assertThat(before).containsExactly("the end marker is missing: the file is cut");
    assertThat(after).isEmpty();
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().formatHex(org.countersign.dns.Digests.sha256().digest(octets));
  }

  @Test
  void noZoneIsRefusedAndNothingThrown() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path noise = folder.resolve("noise");
    byte[] octets = new byte[100_000];
    new Random(2).nextBytes(octets);
    Files.write(noise, octets);

    for (Path file : List.of(empty, noise)) {
      Verdict verdict = new Gate().judge(request(file).build());
      assertThat(verdict.approved()).isFalse();
      assertThat(verdict.origin()).isEmpty();
      assertThat(verdict.refusals()).extracting(Finding::rule).contains(RuleId.APEX_SANE);
    }
    Verdict elsewhere =
        new Gate()
            .judge(request(new TestZone().write(folder, "z")).origin(Name.parse("org.")).build());
    assertThat(elsewhere.refusals()).extracting(Finding::rule).contains(RuleId.APEX_SANE);
  }

  @Test
  void aMissingFileIsABrokenWorldAndNotABadZone() {
    assertThatThrownBy(() -> new Gate().judge(request(folder.resolve("none")).build()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void findingsAreCappedAndTheVerdictStays() {
    TestZone zone = new TestZone().signedBy(TestKey.of(9, 256));
    for (int i = 0; i < 300; i++) {
      zone.add("d" + i + ".example. 3600 IN TXT \"" + i + "\"");
    }

    Verdict verdict = new Gate().judge(request(zone.write(folder, "z")).build());

    assertThat(verdict.approved()).isFalse();
    assertThat(verdict.findings()).hasSize(Report.SHOWN + 1);
    assertThat(verdict.findings().get(Report.SHOWN).message()).matches("and \\d+ more like these");
    assertThat(verdict.findings()).extracting(Finding::rule).containsOnly(RuleId.SIG_VERIFIES);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Path file =
        new TestZone()
            .then(all -> all.removeIf(TestZone.is("bravo.example. NSEC")))
            .write(folder, "z");

    Verdict one = new Gate().judge(request(file).threads(1).build());
    Verdict four = new Gate().judge(request(file).threads(4).build());

    assertThat(four).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void aRuleThatThrowsRefuses() {
    Path file = new TestZone().write(folder, "z");
    GateRequest request = request(file).build();
    Rule broken =
        new Rule(RuleId.GLUE_PRESENT) {
          @Override
          protected void owner(OwnerNode node) {
            throw new IllegalStateException("a bug");
          }
        };
    List<Rule> rules = new ArrayList<>(Rules.all());
    rules.add(broken);
    Report report = new Report();

    try (ZoneFile zone =
        ZoneFile.open(file, Optional.empty(), 1 << 20, GateProgress.NONE, (line, m) -> {})) {
      Verdict verdict =
          new Judgement(request, zone, report, (line, m) -> {}, rules).run(Optional.empty());

      assertThat(verdict.approved()).isFalse();
      assertThat(verdict.findings())
          .singleElement()
          .satisfies(f -> assertThat(f.message()).contains("a bug", "counts as a refusal"));
    }
  }

  @Test
  void anInterruptionIsNoVerdict() {
    Path file = large(5000).remove(r -> false).write(folder, "z");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new Gate().judge(request(file).build()))
          .isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void anUnsignedZoneIsJudgedByItsStructure() {
    List<String> good =
        List.of(
            "example. 3600 IN SOA ns1.example. h.example. 7 3600 900 604800 900",
            "example. 3600 IN NS ns1.example.",
            "ns1.example. 3600 IN A 192.0.2.1",
            "a.example. 3600 IN NS ns.example.net.");
    List<String> bad = new ArrayList<>(good);
    bad.add("a.example. 3600 IN DS 1 8 2 " + "ab".repeat(20));

    Verdict fine = new Gate().judge(request(lines(good)).unsigned(true).build());
    Verdict wrong = new Gate().judge(request(lines(bad)).unsigned(true).build());
    Verdict signed = new Gate().judge(request(lines(good)).build());

    assertThat(fine.approved()).as("%s", fine.findings()).isTrue();
    assertThat(rules(wrong)).isEqualTo("NAMES-SANE");
    assertThat(signed.approved()).isFalse();
  }

  @Test
  void whatIsUnwiseIsWarnedOfAndUnderAPolicyRefused() {
    Path file =
        new TestZone()
            .window("alpha.example. DS", "2026-11-20T00:00:00Z", "2026-12-03T00:00:00Z")
            .add("x.alpha.example. 3600 IN A 192.0.2.9")
            .write(folder, "z");

    Verdict alone = new Gate().judge(request(file).build());
    Verdict strict =
        new Gate().judge(request(file).limits(GateLimits.stated(Policy.defaults())).build());

    assertThat(alone.approved()).isTrue();
    assertThat(alone.findings())
        .allMatch(f -> f.severity() == Severity.WARN)
        .extracting(Finding::rule)
        .containsExactly(RuleId.SIG_WINDOW, RuleId.GLUE_PRESENT);
    assertThat(rules(strict)).isEqualTo("GLUE-PRESENT SIG-WINDOW");
  }

  private static String rules(Verdict verdict) {
    return verdict.refusals().stream()
        .map(f -> f.rule().id())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
