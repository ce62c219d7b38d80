package org.countersign.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.countersign.testing.OddRecords;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RDATA on the wire and as text, against BIND's. */
final class RdataToolsTest {
  @TempDir Path folder;

  static String[][] records() {
    return OddRecords.TYPES;
  }

  /** BIND's octets of RDATA, by way of the form for unknown types (RFC 3597 section 5). */
  private String bindsWire(String type, String text) {
    String line = "IN " + type + " " + text + "\n";
    String out =
        OutsideTool.demand("named-rrchecker")
            .run(folder, line.getBytes(StandardCharsets.ISO_8859_1), "-u")
            .expectSuccess();
    return out.replaceFirst("^.*\\\\#\\s+\\d+", "").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("records")
  void wireIsWhatBindMakesOfTheText(String type, String text) {
    byte[] wire = Rdata.parse(RecordType.parse(type), text, Name.parse("example."));
    assertThat(HexFormat.of().formatHex(wire)).isEqualTo(bindsWire(type, text));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("records")
  void printedTextMeansTheSameHereAndToBind(String type, String text) {
    int number = RecordType.parse(type);
    byte[] wire = Rdata.parse(number, text, Name.parse("example."));
    String printed = Rdata.text(number, wire);
    assertThat(Rdata.parse(number, printed, Name.ROOT)).isEqualTo(wire);
    assertThat(bindsWire(type, printed)).isEqualTo(HexFormat.of().formatHex(wire));
  }
}
