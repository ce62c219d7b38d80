package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.ZoneSigner;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the RFCs: private key, DNSKEY, key tag, DS and signature. */
class RfcVectorsTest {

  /** One example; the signature covers one A or MX record of the RFC's section. */
  private record Vector(BindPrivateFile key, Dnskey dnskey, byte[] ds, byte[] data, byte[] sig) {}

  @ParameterizedTest
  @ValueSource(strings = {"rfc5702", "rfc8080"})
  void deterministicAlgorithmsMakeTheVerySignatureOfTheRfc(String rfc) throws IOException {
    for (Vector vector : vectors(rfc)) {
      StoredKey key = vector.key().storedKey();
      assertThat(key.publicKey()).isEqualTo(vector.dnskey().publicKey());
      try (ZoneSigner signer =
          SoftwareSigner.of(key.algorithm(), key.privateKey(), EcdsaNonce.RANDOM)) {
        assertThat(signer.sign(vector.data(), 0, vector.data().length)).isEqualTo(vector.sig());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc5702", "rfc6605", "rfc8080"})
  void everyExampleVerifiesAndItsDsAndTagAgree(String rfc) throws IOException {
    List<Vector> vectors = vectors(rfc);
    assertThat(vectors).isNotEmpty();
    for (Vector vector : vectors) {
      byte[] data = vector.data();
      var verifier = SignatureVerifier.of(vector.dnskey());
      assertThat(verifier.verifies(data, 0, data.length, vector.sig())).isTrue();
      data[data.length - 1] ^= 1;
      assertThat(verifier.verifies(data, 0, data.length, vector.sig())).isFalse();
      assertThat(vector.key().storedKey().publicKey()).isEqualTo(vector.dnskey().publicKey());
      if (vector.ds() != null) {
        Name owner = Name.parse(rfc.equals("rfc8080") ? "example.com." : "example.net.");
        assertThat(vector.dnskey().ds(owner, vector.ds()[3])).isEqualTo(vector.ds());
      }
    }
  }

  @Test
  void ed25519MakesTheSignatureOfTheErratumToRfc8080WithTwoLabels() throws IOException {
    Vector vector = vectors("rfc8080").get(0);
    byte[] data = vector.data();
    data[3] = 2;
    StoredKey key = vector.key().storedKey();
    try (ZoneSigner signer =
        SoftwareSigner.of(key.algorithm(), key.privateKey(), EcdsaNonce.DETERMINISTIC)) {
      assertThat(signer.sign(data, 0, data.length))
          .isEqualTo(
              base64(
                  "oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9Vrbp"
                      + "MngwcrqNAg=="));
    }
  }

  /** RFC 6979 appendix A.2.5 and A.2.6: the message "sample". */
  @Test
  void deterministicEcdsaIsThatOfRfc6979() {
    assertThat(
            deterministic(13, "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"))
        .isEqualTo(
            hex(
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                    + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"));
    assertThat(
            deterministic(
                14,
                "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
                    + "96D5724E4C70A825F872C9EA60D2EDF5"))
        .isEqualTo(
            hex(
                "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
                    + "81A648152E44ACF96E36DD1E80FABE46"
                    + "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
                    + "A329C145786E679E7B82C71A38628AC8"));
  }

  private static byte[] deterministic(int algorithm, String privateKey) {
    StoredKey key =
        BindPrivateFile.parse(
                "Private-key-format: v1.2\nAlgorithm: "
                    + algorithm
                    + "\nPrivateKey: "
                    + Base64.getEncoder().encodeToString(hex(privateKey)))
            .storedKey();
    byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
    try (ZoneSigner signer =
        SoftwareSigner.of(key.algorithm(), key.privateKey(), EcdsaNonce.DETERMINISTIC)) {
      return signer.sign(sample, 0, sample.length);
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static List<Vector> vectors(String rfc) throws IOException {
    String text = Files.readString(SharedSuite.demand("rfc-zones/" + rfc + "-vectors.txt"));
    List<Vector> vectors = new ArrayList<>();
    for (String section : text.split("Private-key-format:")) {
      if (section.contains("RRSIG")) {
        vectors.add(vector("Private-key-format:" + section));
      }
    }
    return vectors;
  }

  private static Vector vector(String text) {
    // The RFCs break long fields over lines; a line that begins a field has a colon.
    String head = text.split("\\n *\\n")[0];
    String unfolded = head.replaceAll("\\n ++(?!\\w+:)", "").replaceAll("(?m)^ +", "");
    BindPrivateFile key = BindPrivateFile.parse(unfolded);
    Matcher dnskey = Pattern.compile("DNSKEY\\s+\\(?(\\d+) (\\d) (\\d+)([^)]*)\\)").matcher(text);
    assertThat(dnskey.find()).isTrue();
    Dnskey published =
        new Dnskey(
            Integer.parseInt(dnskey.group(1)),
            Integer.parseInt(dnskey.group(2)),
            Integer.parseInt(dnskey.group(3)),
            base64(dnskey.group(4)));
    Matcher ds = Pattern.compile("DS (\\d+) (\\d+) (\\d) \\(([^)]*)\\)").matcher(text);
    byte[] dsRdata =
        ds.find() ? dsRdata(published, ds.group(3), hex(ds.group(4).replaceAll("\\s", ""))) : null;
    assertThat(text).contains(Integer.toString(published.tag().value()));
    String sig = text.substring(text.indexOf("RRSIG"));
    Matcher base64 = Pattern.compile("example\\.(?:net|com)\\.\\s+\\(?([^)]*)\\)").matcher(sig);
    assertThat(base64.find()).isTrue();
    return new Vector(key, published, dsRdata, signed(sig, published), base64(base64.group(1)));
  }

  private static byte[] dsRdata(Dnskey key, String type, byte[] digest) {
    var out = new ByteArrayOutputStream();
    number(out, 2, key.tag().value());
    number(out, 1, key.algorithm());
    number(out, 1, Integer.parseInt(type));
    out.writeBytes(digest);
    return out.toByteArray();
  }

  /** RRSIG RDATA without the signature, then the record (RFC 4034 section 3.1.8.1). */
  private static byte[] signed(String sig, Dnskey key) {
    boolean mx = sig.contains("RRSIG MX");
    Name owner = Name.parse(mx ? "example.com." : "www.example.net.");
    Matcher times = Pattern.compile("(20\\d{12}|1\\d{9})\\s+(\\d+)").matcher(sig);
    assertThat(times.find()).isTrue();
    var out = new ByteArrayOutputStream();
    number(out, 2, mx ? 15 : 1);
    number(out, 1, key.algorithm());
    number(out, 1, 3); // also for example.com. in RFC 8080, wrongly; see the erratum below
    number(out, 4, 3600);
    number(out, 4, seconds(times.group(1)));
    number(out, 4, seconds(times.group(2)));
    number(out, 2, key.tag().value());
    out.writeBytes(Name.parse(mx ? "example.com." : "example.net.").wire());
    out.writeBytes(owner.wire());
    number(out, 2, mx ? 15 : 1);
    number(out, 2, 1);
    number(out, 4, 3600);
    byte[] rdata = mx ? mail() : new byte[] {(byte) 192, 0, 2, address(key)};
    number(out, 2, rdata.length);
    out.writeBytes(rdata);
    return out.toByteArray();
  }

  private static byte[] mail() {
    var out = new ByteArrayOutputStream();
    number(out, 2, 10);
    out.writeBytes(Name.parse("mail.example.com.").wire());
    return out.toByteArray();
  }

  private static byte address(Dnskey key) {
    return (byte) (key.algorithm() <= 10 ? 91 : 1);
  }

  private static long seconds(String time) {
    Instant at =
        time.length() == 14
            ? BindTiming.parse("Created", time)
            : Instant.ofEpochSecond(Long.parseLong(time));
    return at.getEpochSecond();
  }

  private static void number(ByteArrayOutputStream out, int octets, long value) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift));
    }
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text.replaceAll("[\\s(]", ""));
  }
}
