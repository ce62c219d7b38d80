package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.countersign.dns.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationNameTest {
  @Test
  void everyNameComesBackFromItsText() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      Name name = Name.ofWire(AnyName.wire(random));
      assertThat(parse(name.toString())).isEqualTo(name.wire());
    }
  }

  @Test
  void agreesWithNameOnEveryPrintableText() {
    Random random = new Random(6);
    String alphabet = "ab.\\0129Z-*@$;\"";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
      for (int c = 0; c < length; c++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] expected;
      try {
        expected = Name.parse(text.toString()).wire();
      } catch (IllegalArgumentException e) {
        expected = null;
      }
      assertThat(parse(text.toString())).as(text.toString()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".a.", "a..b.", "a b.", "é.", "\t.", "a\\", "a\\25", "a\\256."})
  void illegalTextIsRefused(String text) {
    assertThat(parse(text)).isNull();
  }

  @Test
  void belowIsDecidedByLabels() {
    assertThat(isBelow("a.example.", "example.")).isTrue();
    assertThat(isBelow("example.", "example.")).isFalse();
    assertThat(isBelow("bexample.", "example.")).isFalse();
    assertThat(isBelow("b\\007example.", "example.")).isFalse();
    assertThat(isBelow("a.", ".")).isTrue();
    assertThat(isBelow(".", ".")).isFalse();
  }

  private static boolean isBelow(String name, String origin) {
    byte[] wire = parse(name);
    return PresentationName.isBelow(wire, wire.length, Name.parse(origin).wire());
  }

  private static byte[] parse(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    byte[] wire = new byte[Name.MAX_WIRE];
    int length = PresentationName.parse(octets, 0, octets.length, wire);
    return length < 0 ? null : Arrays.copyOf(wire, length);
  }
}
