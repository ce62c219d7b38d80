package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zone text in the odd forms it comes in. */
class ZoneTextReaderTest {
  private final List<String> problems = new ArrayList<>();

  private List<String> read(String text) {
    return read(text, Name.parse("example."));
  }

  private List<String> read(String text, Name origin) {
    ZoneTextReader reader =
        new ZoneTextReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
            origin,
            (line, message) -> problems.add(line + ": " + message));
    List<String> records = new ArrayList<>();
    while (reader.next()) {
      records.add(
          Name.text(reader.owner, 0)
              + " "
              + reader.ttl
              + " "
              + RecordType.mnemonic(reader.type)
              + " "
              + HexFormat.of().formatHex(Arrays.copyOf(reader.rdata, reader.rdataLength())));
    }
    return records;
  }

  @Test
  void readsRelativeNamesBlankOwnersAndDirectives() {
    assertThat(
            read(
                "$TTL 1h\n@ IN A 192.0.2.1\n\tA 192.0.2.2 ; again\nwww 60 A 192.0.2.3\n"
                    + "$ORIGIN sub\nhost IN 30 A 192.0.2.4\n$ORIGIN other.\n@ A 192.0.2.5\n"))
        .containsExactly(
            "example. 3600 A c0000201",
            "example. 3600 A c0000202",
            "www.example. 60 A c0000203",
            "host.sub.example. 30 A c0000204",
            "other. 3600 A c0000205");
    assertThat(problems).isEmpty();
  }

  @Test
  void joinsParenthesesAndKeepsQuotations() {
    assertThat(
            read(
                "a 5 IN SOA ( ns.a mail.a ; names\n 1 2h\n 3 4 5 )\nb 5 TXT \"a;b (c\" d\\\"e\n"
                    + "c 5 TXT ( \"x\"\n\"y\" )\n"))
        .containsExactly(
            "a.example. 5 SOA 026e730161076578616d706c6500046d61696c0161076578616d706c6500"
                + "0000000100001c20000000030000000400000005",
            "b.example. 5 TXT 06613b622028630364" + "2265",
            "c.example. 5 TXT 01780179");
    assertThat(problems).isEmpty();
  }

  @Test
  void takesTtlAndClassInEitherOrderAndFoldsTheOwner() {
    assertThat(read("A.B. IN 7 NS C.D.\nA.B. 7 IN NS C.D.\na.b. 7 NS C.D.\n"))
        .containsOnly("a.b. 7 NS 01630164" + "00");
  }

  @Test
  void readsTheGenericForm() {
    assertThat(read("a 1 CLASS1 TYPE1 \\# 4 C0000201\nb 1 TYPE65280 \\# 3 ab cd ef\n"))
        .containsExactly("a.example. 1 A c0000201", "b.example. 1 TYPE65280 abcdef");
    assertThat(problems).isEmpty();
  }

  @Test
  void readsEscapesInNames() {
    assertThat(read("a\\.b\\032\\200.x. 1 NS \\@.y.\n"))
        .containsExactly("a\\.b\\032\\200.x. 1 NS 01400179" + "00");
  }

  @ParameterizedTest
  @CsvSource({
    "::, 00000000000000000000000000000000",
    "::1, 00000000000000000000000000000001",
    "1::, 00010000000000000000000000000000",
    "2001:db8::a:b, 20010db80000000000000000000a000b",
    "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
    "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
    "::ffff:192.0.2.1, 00000000000000000000ffffc0000201"
  })
  void readsIpv6Addresses(String text, String hex) {
    assertThat(read("a 1 AAAA " + text + "\n")).containsExactly("a.example. 1 AAAA " + hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1 A 192.0.2",
        "a 1 A 192.0.2.256",
        "a 1 A 192.0.2.1.1",
        "a 1 AAAA 1:2:3:4:5:6:7",
        "a 1 AAAA 1::2::3",
        "a 1 AAAA 1:2:3:4:5:6:7:8:9",
        "a 1 AAAA :1",
        "a 1 AAAA 12345::",
        "a 1 NS a..b.",
        "a 1 NS",
        "a 1 NS x y",
        "a 1 DS 1 8 2 abc",
        "a 1 DS 1 8 2 xyz",
        "a 1 DS 70000 8 2 ab",
        "a 1 DNSKEY 256 3 13 A",
        "a 1 DNSKEY 256 3 13 AAA",
        "a 1 DNSKEY 256 3 13 AB==",
        "a 1 NSEC b. NOTYPE",
        "a 1 NSEC3 1 0 0 - 1 A",
        "a 1 RRSIG A 8 1 60 20261301000000 20260101000000 1 x. AAAA",
        "a 1 TYPE1 \\# 3 c00002",
        "a 1 NOTYPE x",
        "a 1 A (192.0.2.1",
        "a 1 TXT \"open",
        "a 9999999999 A 192.0.2.1",
        "$INCLUDE other",
        "$GENERATE 1-2 a A 192.0.2.$",
        "\\999 1 A 192.0.2.1"
      })
  void refusesWhatIsNoRecordAndReadsOn(String bad) {
    String text = bad.contains("(") || bad.contains("open") ? bad : bad + "\nok 1 A 192.0.2.1\n";

    List<String> records = read(text);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("1: ");
    assertThat(records).hasSize(text.equals(bad) ? 0 : 1);
  }

  @Test
  void wantsAnOriginForRelativeNames() {
    assertThat(read("a 1 A 192.0.2.1\n", null)).isEmpty();
    assertThat(problems).hasSize(1).first().asString().contains("no $ORIGIN");
  }

  @Test
  void readsLinesAcrossTheBuffersEdge() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("n").append(i).append(" 60 IN NS ns").append(i).append(".example.net.\n");
    }
    assertThat(read(text.toString())).hasSize(100_000);
    assertThat(problems).isEmpty();
  }

  @Property(tries = 500)
  void anyOctetsEndWithoutAnException(@ForAll byte[] octets) {
    read(new String(octets, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 300)
  void anyCutOfARecordEndsWithoutAnException(@ForAll int place) {
    String text = "a. 5 IN RRSIG NSEC3 13 2 900 20261223190054 1 48035 x.y. kxQc==\n";
    read(text.substring(0, Math.floorMod(place, text.length())));
  }
}
