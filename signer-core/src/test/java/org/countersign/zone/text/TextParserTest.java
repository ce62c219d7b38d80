package org.countersign.zone.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of master files (RFC 1035 section 5.1), one idea a test. */
final class TextParserTest {
  private static final Name ORIGIN = Name.parse("example.");

  /** Records as {@code owner ttl type rdata-in-hex}. */
  private static List<String> read(String text) {
    List<String> records = new ArrayList<>();
    ZoneText.read(
        text,
        ORIGIN,
        TextState.NONE,
        (owner, length, type, ttl, rdata, from, to) ->
            records.add(
                Name.text(Arrays.copyOf(owner, length), 0)
                    + " "
                    + ttl
                    + " "
                    + RecordType.mnemonic(type)
                    + " "
                    + HexFormat.of().formatHex(rdata, from, to)));
    return records;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example. 60 IN A 192.0.2.1",
        "a.example. IN 60 A 192.0.2.1",
        "a 60 A 192.0.2.1",
        "A.EXAMPLE. 1m in a 192.0.2.1",
        "a\t60\tIN\tA\t192.0.2.1\t ; a comment",
        "a 60 IN A ( 192.0.2.1 )",
        "a 60 (\n IN\n A ; here (too\n 192.0.2.1\n)",
        "a 60 IN A 192.0.2.1\r",
        "$TTL 60\na A 192.0.2.1",
        "$TTL 1m\n$ORIGIN a.example.\n@ IN A 192.0.2.1",
        "$ORIGIN a\n@ 60 IN A 192.0.2.1",
        "$ORIGIN EXAMPLE.\na 60 TYPE1 192.0.2.1",
        "\\097 60 IN A 192.0.2.1",
        "a 60 IN A \\# 4 c0 00 02 01",
        "\n; comment\n   \n\t; another\na 60 IN A 192.0.2.1\n\n",
      })
  void everyWayToWriteOneRecordReadsTheSame(String text) {
    assertThat(read(text)).containsExactly("a.example. 60 A c0000201");
  }

  @Test
  void aBlankOwnerIsTheLastOne() {
    assertThat(read("a 60 A 192.0.2.1\n  A 192.0.2.2\n\t70 TXT \"x;y\"\n"))
        .containsExactly(
            "a.example. 60 A c0000201", "a.example. 60 A c0000202", "a.example. 70 TXT 03783b79");
  }

  @Test
  void aTtlThatIsMissingIsTheDefaultOrElseTheLastStated() {
    assertThat(read("a 60 A 192.0.2.1\nb A 192.0.2.1\n$TTL 90\nc A 192.0.2.1"))
        .extracting(r -> r.split(" ")[1])
        .containsExactly("60", "60", "90");
  }

  @Test
  void ipv6AddressesReadInEveryForm() {
    for (String text :
        List.of("2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8::0:1", "2001:db8::0.0.0.1")) {
      assertThat(read("a 60 AAAA " + text))
          .containsExactly("a.example. 60 AAAA 20010db8000000000000000000000001");
    }
    assertThat(read("a 60 AAAA ::")).containsExactly("a.example. 60 AAAA " + "0".repeat(32));
    assertThat(read("a 60 AAAA 1::")).containsExactly("a.example. 60 AAAA 0001" + "0".repeat(28));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 60 IN A 192.0.2",
        "a 60 IN A 192.0.2.256",
        "a 60 IN A 4294967488.0.2.1",
        "a 60 IN A 192.0.2.1 192.0.2.2",
        "a 60 IN NS ns1 ns2",
        "a 60 IN NS",
        "a 60 IN",
        "a",
        "a 60 CH A 192.0.2.1",
        "a 60 IN NOSUCHTYPE x",
        "a 60 IN ANY \\# 0",
        "a 60 IN OPT \\# 0",
        "a 60 IN TYPE0 \\# 0",
        "a 2147483648 IN A 192.0.2.1",
        "a 1h5 IN A 192.0.2.1",
        "a A 192.0.2.1",
        "  60 A 192.0.2.1",
        "a..b 60 A 192.0.2.1",
        "a 60 TXT \"no end",
        "a 60 A 192.0.2.1 )",
        "a 60 A ( 192.0.2.1",
        "a 60 A \u0000192.0.2.1",
        "a 60 NS ns\u0000.example.",
        "a 60 DS 1 13 2 abc",
        "a 60 DS 1 13 2 ab\u00e9cd",
        "a 60 DS 65536 13 2 ab",
        "a 60 AAAA 1:2:3:4:5:6:7",
        "a 60 AAAA 1::2::3",
        "a 60 AAAA 12345::",
        "a 60 AAAA :1::",
        "a 60 A \\# 3 c00002",
        "a 60 SOA ns hm 1 2 3 4",
        "a\\",
        "$TTL x",
        "$ORIGIN",
        "$INCLUDE other.zone",
        "$GENERATE 1-9 a$ A 192.0.2.$",
      })
  void whatIsNoRecordIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ZoneTextException.class);
  }

  @Test
  void octetsAboveAsciiStayWhatTheyAre() {
    assertThat(read("a 60 NS n\u00e9"))
        .containsExactly("a.example. 60 NS 026ee9076578616d706c6500");
    assertThat(read("a 60 TXT \"\u00e9\"")).containsExactly("a.example. 60 TXT 01e9");
    assertThat(read("\u00e9 60 A 192.0.2.1")).containsExactly("\\233.example. 60 A c0000201");
  }
}
