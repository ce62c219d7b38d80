package org.countersign.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.RandomZone;
import org.countersign.testing.TestKeys;
import org.countersign.zone.DataDigest;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Master;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Random zones through reader, signer and writer, and through other projects' tools. */
final class RoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void signingChangesNoDataWhateverTheOrderOfTheLines(long seed) throws IOException {
    String text = RandomZone.unruly(seed, 60);
    ZoneImage image = Signing.in(folder).image(text);
    Path signed = Signing.in(folder).sign(text, TestKeys.pair(DnssecAlgorithm.ED25519));
    ZoneImage again =
        ZoneImage.of(new ZoneText(signed, n -> {}).withoutDnssec().read(RandomZone.ORIGIN, 2), 2);
    assertThat(DataDigest.of(again)).isEqualTo(DataDigest.of(image));

    List<String> lines = new ArrayList<>(List.of(text.split("\n")));
    java.util.Collections.shuffle(lines, new Random(seed));
    ZoneImage shuffled = Signing.in(folder).image(String.join("\n", lines) + "\n");
    assertThat(DataDigest.of(shuffled)).isEqualTo(DataDigest.of(image));
    String changed = text.replace("192.0.2.1\n", "192.0.2.200\n");
    assertThat(DataDigest.of(Signing.in(folder).image(changed))).isNotEqualTo(DataDigest.of(image));
    String renumbered = text.replace("2026010100", "2026010199");
    assertThat(DataDigest.of(Signing.in(folder).image(renumbered))).isEqualTo(DataDigest.of(image));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void bindReadsTheSameDataInTheSameOrder(long seed) throws IOException {
    String text = RandomZone.unruly(seed, 60);
    Files.write(folder.resolve("in.zone"), RandomZone.octets(text));
    OutsideTool.demand("named-compilezone")
        .run(
            folder,
            "-q",
            "-s",
            "full",
            "-i",
            "none",
            "-k",
            "ignore",
            "-n",
            "ignore",
            "-r",
            "ignore",
            "-m",
            "ignore",
            "-M",
            "ignore",
            "-S",
            "ignore",
            "-o",
            "out.zone",
            "example.",
            "in.zone")
        .expectSuccess();
    Path bind = folder.resolve("out.zone");
    ZoneImage ours = Signing.in(folder).image(text);
    assertThat(DataDigest.of(Signing.image(bind, RandomZone.ORIGIN)))
        .isEqualTo(DataDigest.of(ours));

    List<Name> order = new ArrayList<>();
    for (int owner = 0; owner < ours.owners(); owner++) {
      order.add(ours.owner(owner));
    }
    List<Name> bindsOrder = new ArrayList<>();
    for (String line : Files.readAllLines(bind, StandardCharsets.ISO_8859_1)) {
      Name owner = Name.parse(line.split("\t| ")[0]);
      if (bindsOrder.isEmpty() || !bindsOrder.get(bindsOrder.size() - 1).equals(owner)) {
        bindsOrder.add(owner);
      }
    }
    assertThat(order).isEqualTo(bindsOrder);
  }

  /** The digest of RFC 8976 section 3.3, by dnsjava's reading and its canonical forms. */
  @ParameterizedTest
  @ValueSource(strings = {"{mode: nsec}", "{mode: nsec3}", "{mode: nsec3, optOut: false}"})
  void zonemdIsTheDigestOfAllElse(String denial) throws Exception {
    Path signed =
        Signing.in(folder)
            .policy("denial: " + denial + "\nzonemd: {enabled: true}\n")
            .sign(RandomZone.unruly(21, 60), TestKeys.pair(DnssecAlgorithm.ED25519));
    TreeMap<org.xbill.DNS.Name, TreeMap<Integer, List<Record>>> zone = new TreeMap<>();
    byte[] claimed = null;
    try (Master master = new Master(signed.toString(), org.xbill.DNS.Name.root)) {
      for (Record r = master.nextRecord(); r != null; r = master.nextRecord()) {
        if (r.getType() == RecordType.ZONEMD) {
          claimed = r.rdataToWireCanonical();
        } else if (!(r instanceof RRSIGRecord sig && sig.getTypeCovered() == RecordType.ZONEMD)) {
          zone.computeIfAbsent(r.getName(), n -> new TreeMap<>())
              .computeIfAbsent(r.getType(), t -> new ArrayList<>())
              .add(r);
        }
      }
    }
    MessageDigest sha384 = MessageDigest.getInstance("SHA-384");
    Comparator<byte[]> unsigned = java.util.Arrays::compareUnsigned;
    for (var types : zone.values()) {
      for (List<Record> set : types.values()) {
        set.sort((a, b) -> unsigned.compare(a.rdataToWireCanonical(), b.rdataToWireCanonical()));
        for (Record r : set) {
          boolean keepsCase = r.getType() == Type.SVCB || r.getType() == Type.HTTPS;
          // dnsjava down-cases these, RFC 9460 does not
          sha384.update(keepsCase ? r.toWire(Section.ANSWER) : r.toWireCanonical());
        }
      }
    }
    assertThat(claimed).isNotNull();
    assertThat(HexFormat.of().formatHex(claimed, 6, claimed.length))
        .isEqualTo(HexFormat.of().formatHex(sha384.digest()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.", "a.b.example.", "*.x.example.", "\\000\\001.example."})
  void nsec3HashIsThatOfLdns(String name) {
    String out =
        OutsideTool.demand("ldns-nsec3-hash")
            .run(folder, "-t", "7", "-s", "aabbccdd", name)
            .expectSuccess();
    byte[] wire = Name.parse(name).wire();
    byte[] hash = new byte[Nsec3Hash.LENGTH];
    new Nsec3Hash(HexFormat.of().parseHex("aabbccdd"), 7).hash(wire, wire.length, hash, 0);
    byte[] label = new byte[32];
    Nsec3Hash.label(hash, 0, label, 0);
    assertThat(out.trim()).isEqualTo(new String(label, StandardCharsets.US_ASCII) + ".");
  }
}
