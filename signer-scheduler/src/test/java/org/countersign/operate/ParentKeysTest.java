package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.countersign.dns.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentKeysTest {
  /** The key of RFC 4509 section 2.3. */
  private static final String ZSK =
      "256 3 5 AQOeiiR0GOMYkDshWoSKz9Xz fwJr1AYtsmx3TGkJaNXVbfi/ 2pHm822aJ5iI9BMzNXxeYCmZ"
          + " DRD99WYwYqUSdjMmmAphXdvx egXd/M5+X7OrzKBaMbCVdFLU Uh6DhweJBjEVv5f2wwjM9Xzc"
          + " nOf+EPbtG9DMBmADjFDc2w/r ljwvFw==";

  private static final String DIGEST =
      "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A";

  @TempDir Path directory;

  private List<String> read(String text, String zone) throws Exception {
    Path file = Files.writeString(directory.resolve("ds"), text);
    return ParentKeys.read(file, zone == null ? null : Name.parse(zone)).stream()
        .map(HexFormat.of().withUpperCase()::formatHex)
        .toList();
  }

  @Test
  void readsDsRecordsOfTheZone() throws Exception {
    String text = "; the parent's\ne. 1 IN DS 60485 5 2 " + DIGEST + "\nf. IN DS 1 5 2 " + DIGEST;

    assertThat(read(text, "e.")).containsExactly("EC450502" + DIGEST);
    assertThat(read(text, null)).hasSize(2);
  }

  @Test
  void readsWhatDigShortPrints() throws Exception {
    String split = DIGEST.substring(0, 56) + " " + DIGEST.substring(56);

    assertThat(read("60485 5 2 " + split + "\r\n", "e.")).containsExactly("EC450502" + DIGEST);
    assertThat(read(ZSK.replace("256 3", "257 3"), "e.")).hasSize(1);
  }

  @Test
  void makesTheDsOfATrustAnchor() throws Exception {
    // The anchor's flags are part of the digest, so RFC 4509's digest of a ZSK is not this one.
    String anchor = read("e. IN DNSKEY " + ZSK.replace("256 3", "257 3"), "e.").get(0);

    assertThat(anchor).startsWith("EC460502").hasSize(2 * 36);
  }

  @Test
  void saysWhatItNeeds() {
    assertThatThrownBy(() -> read("e. IN DS 60485 5 2 " + DIGEST, "f."))
        .hasMessageContaining("holds no DS record and no DNSKEY record with the SEP flag of f.");
    assertThatThrownBy(() -> read("e. IN DNSKEY " + ZSK, "e."))
        .hasMessageContaining("holds no DS record");
    assertThatThrownBy(() -> read("what is this", "e.")).hasMessageContaining("ds: ");
  }
}
