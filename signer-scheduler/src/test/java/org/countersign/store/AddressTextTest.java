package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @Test
  void everyAddressComesBackFromItsText() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(octets);
      octets[0] = 0x20; // not an IPv4-mapped address, which Java would print as IPv4
      for (int zero = random.nextInt(octets.length); zero < octets.length - 2; zero++) {
        octets[zero + 1] = 0;
      }
      assertThat(parse(InetAddress.getByAddress(octets).getHostAddress())).contains(octets);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::, 00000000000000000000000000000000",
    "::1, 00000000000000000000000000000001",
    "1::, 00010000000000000000000000000000",
    "2001:db8::192.0.2.1, 20010db80000000000000000c0000201",
    "2001:DB8::1/128, 20010db8000000000000000000000001",
    "192.0.2.1/32, c0000201",
    "1:2:3:4:5:6:7:8, 00010002000300040005000600070008",
    "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
  })
  void everyFormIsRead(String text, String hex) {
    assertThat(parse(text)).contains(java.util.HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "192.0.2.0/24",
        "1.2.3.4/128",
        ":",
        ":::",
        "1:::2",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "2001:db8::1/64",
        "2001:db8::1/32",
        "1.2.3.4::",
        "ns.example."
      })
  void textThatIsNoAddressIsRefused(String text) {
    assertThat(parse(text)).isEmpty();
  }

  private static Optional<byte[]> parse(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return AddressText.parse(octets, 0, octets.length);
  }
}
