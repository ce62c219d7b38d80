package org.countersign.zone.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RrsetView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files: large ones in parts, damaged ones with their place. */
final class ZoneTextTest {
  private static final Name ORIGIN = Name.parse("example.");
  private static final int LINES = 300_000; // some ten MiB, so several parts

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("zone"), text, StandardCharsets.ISO_8859_1);
  }

  private static String lines(IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append(line.apply(i)).append('\n');
    }
    return text.toString();
  }

  static Stream<Arguments> largeFiles() {
    IntFunction<String> plain = i -> "name-" + i + ".example. 3600 IN NS ns" + i % 7 + ".net.";
    return Stream.of(
        Arguments.of("plain", lines(plain)),
        Arguments.of(
            "relative names under changing origins",
            lines(i -> i % 99_999 == 0 ? "$ORIGIN o" + i + ".example." : "n" + i + " 60 NS a.b")),
        Arguments.of(
            "changing default TTLs",
            "$TTL 5\n"
                + lines(i -> i % 99_999 == 7 ? "$TTL " + i : "name-of-some-length" + i + " NS a")),
        Arguments.of(
            "TTLs that only the first record states",
            "first 77 NS a\n" + lines(i -> "name-of-some-length-or-other-" + i + " NS a.b.c.")),
        Arguments.of(
            "blank owners nearly everywhere",
            lines(i -> (i % 100_000 == 0 ? "n" + i : "") + " 60 A 192.0.2." + i % 256 + " ;" + i)),
        Arguments.of(
            "a parenthesis whose inside looks like records",
            lines(
                i ->
                    i == 100_000
                        ? "p 60 TXT ("
                        : i == 250_000
                            ? ")"
                            : i > 100_000 && i < 250_000 ? ";" + i : plain.apply(i))),
        Arguments.of(
            "many comments",
            lines(i -> i % 2 == 0 ? "; some words that say nothing" : plain.apply(i))));
  }

  /** Each record with its owner, type, TTL and RDATA. */
  private static List<String> contents(PackedRecords records) {
    List<String> all = new ArrayList<>(records.size());
    RrsetView view = new RrsetView();
    for (int i = 0; i < records.size(); i++) {
      long entry = records.entry(i);
      records.view(entry, view);
      byte[] key = records.keyArray(entry);
      int hash = 0;
      for (int k = records.keyFrom(entry); k < records.keyTo(entry); k++) {
        hash = 31 * hash + key[k];
      }
      for (int n = 0; n < view.count; n++) {
        all.add(
            hash
                + " "
                + view.type
                + " "
                + view.ttl
                + " "
                + new String(view.rdata(n), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largeFiles")
  void partsReadSideBySideAreWhatReadingInOrderGives(String what, String text) throws IOException {
    // The text parser in one piece is the measure: no cuts at all.
    PackedRecords.Builder whole = PackedRecords.builder(ORIGIN);
    ZoneText.read(text, ORIGIN, TextState.NONE, whole::add);
    AtomicLong read = new AtomicLong();
    PackedRecords parts = new ZoneText(file(text), read::addAndGet).read(ORIGIN, 3);
    // Entries may be cut at other places, but the records and their order are the same.
    assertThat(contents(parts)).isEqualTo(contents(whole.build()));
    assertThat(read.get()).isEqualTo(text.length());
  }

  @Test
  void aFaultIsReportedWithFileAndLine() throws IOException {
    Path zone = file("a 60 A 192.0.2.1\n; comment\nb 60 A (\n192.0.2.300 )\n");
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .isInstanceOf(ZoneTextException.class)
        .hasMessageStartingWith(zone + " line 3: ");
  }

  @Test
  void aFaultFarInsideALargeFileIsReportedWithItsLine() throws IOException {
    Path zone = file(lines(i -> "name-" + i + " 3600 IN " + (i == 299_000 ? "X" : "NS a.b.")));
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .hasMessageStartingWith(zone + " line 299001: ");
  }

  @Test
  void aFileWithoutItsLastLineEndIsTakenAsCut() throws IOException {
    Path zone = file("a 60 A 192.0.2.1\nb 60 A 192.0.2.1");
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .hasMessageStartingWith(zone + " line 2: ")
        .hasMessageContaining("was cut");
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).origin()).hasMessageContaining("was cut");
  }

  @Test
  void aFileThatEndsWithinARecordIsRefused() throws IOException {
    Path zone = file("a 60 A 192.0.2.1\nb 60 TXT ( \"x\"\n\"y\"\n");
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .hasMessageStartingWith(zone + " line 2: the text ends within a record");
  }

  @Test
  void aParenthesisNeverClosedIsRefusedBeforeItFillsTheMemory() throws IOException {
    Path zone = file("b 60 TXT (\n" + (";" + "x".repeat(1 << 20) + "\n").repeat(40));
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .hasMessageContaining("does not end within 16 MiB");
  }

  @Test
  void theOriginIsTheOwnerOfTheSoa() throws IOException {
    String soa = "SOA ns hm 1 2 3 4 5\n";
    assertThat(new ZoneText(file("Zone.Test. 60 " + soa), n -> {}).origin())
        .isEqualTo(Name.parse("zone.test."));
    assertThat(new ZoneText(file("$ORIGIN x.\n@ 60 " + soa), n -> {}).origin())
        .isEqualTo(Name.parse("x."));
    assertThatThrownBy(() -> new ZoneText(file("@ 60 " + soa), n -> {}).origin())
        .hasMessageContaining("--origin");
    assertThatThrownBy(() -> new ZoneText(file("a. 60 A 192.0.2.1\n"), n -> {}).origin())
        .hasMessageContaining("no SOA record");
  }

  @Test
  void aRecordOutOfTheZoneIsRefused() throws IOException {
    Path zone = file("a.example.net. 60 A 192.0.2.1\n");
    assertThatThrownBy(() -> new ZoneText(zone, n -> {}).read(ORIGIN, 2))
        .hasMessageContaining("a.example.net. is not in the zone");
  }
}
