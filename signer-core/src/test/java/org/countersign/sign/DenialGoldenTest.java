package org.countersign.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Denial chains over a zone like that of RFC 4035 and RFC 5155, appendix A. */
final class DenialGoldenTest {
  private static final String ZONE =
      """
      example. 3600 SOA ns1 bugs.x.w 1 3600 300 3600000 3600
      example. 3600 NS ns1
      example. 3600 NS ns2
      example. 3600 MX 1 xx
      2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. 3600 A 192.0.2.127
      a.example. 3600 NS ns1.a
      a.example. 3600 NS ns2.a
      a.example. 3600 DS 58470 5 1 3079f1593ebad6dc121e202a8b766a6a4837206c
      ns1.a.example. 3600 A 192.0.2.5
      ns2.a.example. 3600 A 192.0.2.6
      ai.example. 3600 A 192.0.2.9
      ai.example. 3600 HINFO "KLH-10" "ITS"
      ai.example. 3600 AAAA 2001:db8::f00:baa9
      c.example. 3600 NS ns1.c
      c.example. 3600 NS ns2.c
      ns1.c.example. 3600 A 192.0.2.7
      ns2.c.example. 3600 A 192.0.2.8
      x.ent.example. 3600 NS ns.elsewhere.
      ns1.example. 3600 A 192.0.2.1
      ns2.example. 3600 A 192.0.2.2
      *.w.example. 3600 MX 1 ai
      x.w.example. 3600 MX 1 xx
      x.y.w.example. 3600 MX 1 xx
      xx.example. 3600 A 192.0.2.10
      xx.example. 3600 HINFO "KLH-10" "TOPS-20"
      xx.example. 3600 AAAA 2001:db8::f00:baaa
      """;

  @TempDir Path folder;

  private List<String> signed(String denial) {
    try {
      return Files.readAllLines(
          Signing.in(folder)
              .policy("denial: " + denial)
              .sign(ZONE, TestKeys.pair(DnssecAlgorithm.ED25519)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> records(List<String> lines, String type) {
    return lines.stream()
        .map(line -> line.split("\t"))
        .filter(fields -> fields.length == 5 && fields[3].equals(type))
        .map(fields -> fields[0] + " " + fields[4])
        .toList();
  }

  @Test
  void nsecChainNamesEveryAuthoritativeNameAndCutOnce() {
    assertThat(records(signed("{mode: nsec}"), "NSEC"))
        .containsExactly(
            "example. 2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. NS SOA MX RRSIG NSEC DNSKEY",
            "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. a.example. A RRSIG NSEC",
            "a.example. ai.example. NS DS RRSIG NSEC",
            "ai.example. c.example. A HINFO AAAA RRSIG NSEC",
            "c.example. x.ent.example. NS RRSIG NSEC",
            "x.ent.example. ns1.example. NS RRSIG NSEC",
            "ns1.example. ns2.example. A RRSIG NSEC",
            "ns2.example. *.w.example. A RRSIG NSEC",
            "*.w.example. x.w.example. MX RRSIG NSEC",
            "x.w.example. x.y.w.example. MX RRSIG NSEC",
            "x.y.w.example. xx.example. MX RRSIG NSEC",
            "xx.example. example. A HINFO AAAA RRSIG NSEC");
  }

  /** The very hashes and bitmaps of RFC 5155 appendix A, with today's apex. */
  @Test
  void optOutChainIsThatOfTheRfc() {
    String head = " 1 1 12 aabbccdd ";
    assertThat(
            records(signed("{mode: nsec3, optOut: true, iterations: 12, salt: aabbccdd}"), "NSEC3"))
        .containsExactly(
            "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example."
                + head
                + "2t7b4g4vsa5smi47k61mv5bv1a22bojr NS SOA MX RRSIG DNSKEY NSEC3PARAM",
            "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example."
                + head
                + "2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG",
            "2vptu5timamqttgl4luu9kg21e0aor3s.example."
                + head
                + "35mthgpgcu1qg68fab165klnsnk3dpvl MX RRSIG",
            "35mthgpgcu1qg68fab165klnsnk3dpvl.example."
                + head
                + "b4um86eghhds6nea196smvmlo4ors995 NS DS RRSIG",
            "b4um86eghhds6nea196smvmlo4ors995.example."
                + head
                + "gjeqe526plbf1g8mklp59enfd789njgi MX RRSIG",
            "gjeqe526plbf1g8mklp59enfd789njgi.example."
                + head
                + "ji6neoaepv8b5o6k4ev33abha8ht9fgc A HINFO AAAA RRSIG",
            "ji6neoaepv8b5o6k4ev33abha8ht9fgc.example." + head + "k8udemvp1j2f7eg6jebps17vp3n8i58h",
            "k8udemvp1j2f7eg6jebps17vp3n8i58h.example." + head + "kohar7mbb8dc2ce8a9qvl8hon4k53uhi",
            "kohar7mbb8dc2ce8a9qvl8hon4k53uhi.example."
                + head
                + "q04jkcevqvmu85r014c7dkba38o0ji5r A RRSIG",
            "q04jkcevqvmu85r014c7dkba38o0ji5r.example."
                + head
                + "r53bq7cc2uvmubfu5ocmm6pers9tk9en A RRSIG",
            "r53bq7cc2uvmubfu5ocmm6pers9tk9en.example."
                + head
                + "t644ebqk9bibcna874givr6joj62mlhv MX RRSIG",
            "t644ebqk9bibcna874givr6joj62mlhv.example."
                + head
                + "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom A HINFO AAAA RRSIG");
  }

  @Test
  void onlyAChainWithoutOptOutHoldsInsecureCutsAndTheEmptyNamesAboveThem() {
    List<String> full = records(signed("{mode: nsec3, optOut: false}"), "NSEC3");
    List<String> optOut = records(signed("{mode: nsec3, optOut: true}"), "NSEC3");
    assertThat(full).hasSize(optOut.size() + 3); // c, x.ent, ent
    assertThat(full).filteredOn(r -> r.endsWith(" NS")).hasSize(2); // no RRSIG there
    assertThat(optOut).noneMatch(r -> r.endsWith(" NS"));
  }

  @Test
  void labelsFieldLeavesTheWildcardOut() {
    assertThat(records(signed("{mode: nsec}"), "RRSIG"))
        .anyMatch(r -> r.startsWith("*.w.example. MX 15 2 "))
        .anyMatch(r -> r.startsWith("x.y.w.example. MX 15 4 "))
        .anyMatch(r -> r.startsWith("example. SOA 15 1 "))
        .noneMatch(r -> r.startsWith("ns1.a.example.") || r.startsWith("c.example. NS "));
  }
}
