package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.testing.RandomZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What transfers say is what the zones hold, as dnsjava reads the messages. */
final class TransferTest {
  @TempDir Path folder;

  private ZoneImage image(String text) {
    try {
      Path file = Files.write(Files.createTempFile(folder, "zone", ""), RandomZone.octets(text));
      return ZoneImage.of(new ZoneText(file, n -> {}).read(RandomZone.ORIGIN, 2), 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ZoneImage random(long seed, int serial) {
    return image(RandomZone.unruly(seed, 200).replaceFirst("2026010100", "" + serial));
  }

  private interface Packing {
    void into(MessagePacker packer) throws IOException;
  }

  private static List<Record> packed(Packing packing) throws IOException {
    return packed(RandomZone.ORIGIN, packing, new ArrayList<>());
  }

  private static List<Record> packed(Name origin, Packing packing, List<Integer> lengths)
      throws IOException {
    List<Record> records = new ArrayList<>();
    MessagePacker packer =
        new MessagePacker(
            origin,
            (octets, length) -> {
              Message message = new Message(java.util.Arrays.copyOf(octets, length));
              assertThat(message.getQuestion().getType()).isEqualTo(Type.AXFR);
              records.addAll(message.getSection(Section.ANSWER));
              lengths.add(length);
            });
    packing.into(packer);
    return records;
  }

  private static TreeSet<String> shown(List<Record> records) {
    return records.stream().map(TransferTest::shown).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shown(Record record) {
    return record.getName().toString().toLowerCase(Locale.ROOT)
        + " "
        + record.getTTL()
        + " "
        + Type.string(record.getType())
        + " "
        + HexFormat.of().formatHex(record.rdataToWireCanonical());
  }

  private static TreeSet<String> whole(ZoneImage image) throws IOException {
    List<Record> records = packed(packer -> TransferContent.whole(image, packer));
    assertThat(records.get(0)).isInstanceOf(SOARecord.class);
    assertThat(records.remove(records.size() - 1)).isEqualTo(records.get(0));
    TreeSet<String> all = shown(records);
    assertThat(all).as("no record twice").hasSize(records.size());
    return all;
  }

  /** Does to a copy of the zone what an incremental transfer says (RFC 1995 section 4). */
  private static TreeSet<String> applied(TreeSet<String> copy, ZoneDifference difference)
      throws IOException {
    List<Record> records = packed(packer -> TransferContent.incremental(difference, packer));
    TreeSet<String> changed = new TreeSet<>(copy);
    Record newest = records.get(0);
    assertThat(records.remove(records.size() - 1)).isEqualTo(newest);
    records.remove(0);
    boolean adding = true;
    for (Record record : records) {
      if (record instanceof SOARecord) {
        adding = !adding;
      }
      if (adding) {
        assertThat(changed.add(shown(record))).as("new: %s", record).isTrue();
      } else {
        assertThat(changed.remove(shown(record))).as("there: %s", record).isTrue();
      }
    }
    return changed;
  }

  private static ZoneDifference between(ZoneImage older, ZoneImage newer) {
    return DifferenceWalk.between(older, newer, Long.MAX_VALUE).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aDifferenceMakesTheNewerZoneOfTheOlder(long seed) throws IOException {
    ZoneImage older = random(seed, 1);
    ZoneImage newer = random(seed + 100, 2);
    ZoneDifference difference = between(older, newer);
    assertThat(applied(whole(older), difference)).isEqualTo(whole(newer));
    assertThat(difference.from().value()).isEqualTo(1);
    assertThat(difference.to().value()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void differencesInARowMakeOneThatHasNothingTwice(long seed) throws IOException {
    ZoneImage first = random(seed, 1);
    ZoneImage last = random(seed + 2, 3);
    ZoneDifference condensed =
        between(first, random(seed + 1, 2)).then(between(random(seed + 1, 2), last));
    ZoneDifference direct = between(first, last);
    assertThat(applied(whole(first), condensed)).isEqualTo(whole(last));
    assertThat(condensed.size()).isEqualTo(direct.size());
  }

  @Test
  void whatComesAndGoesIsInNoCondensedDifference() throws IOException {
    ZoneImage former = random(21, 1);
    ZoneImage same = random(21, 3);
    ZoneDifference condensed = between(former, random(22, 2)).then(between(random(22, 2), same));
    assertThat(condensed.size()).isZero();
    assertThat(applied(whole(former), condensed)).isEqualTo(whole(same));
  }

  @Test
  void aTtlThatChangesChangesTheSignaturesTtlToo() throws IOException {
    String head = "example. 60 IN SOA ns.example. h.example. %d 1 1 1 1\n";
    String rest =
        "a.example. %d IN A 192.0.2.1\n"
            + "a.example. %d IN RRSIG A 13 2 60 20370101000000 20260101000000 1 example. AAAA\n"
            + "a.example. 7 IN TXT x\n"
            + "a.example. 7 IN RRSIG TXT 13 2 7 20370101000000 20260101000000 1 example. AAAA\n";
    ZoneImage older = image(String.format(head + rest, 1, 60, 60));
    ZoneImage newer = image(String.format(head + rest, 2, 90, 90));
    assertThat(whole(older)).anyMatch(r -> r.startsWith("a.example. 7 RRSIG"));
    ZoneDifference difference = between(older, newer);
    assertThat(difference.removed().size()).isEqualTo(2);
    assertThat(applied(whole(older), difference)).isEqualTo(whole(newer));
  }

  @Test
  void aDifferenceTooLargeToBeOfUseIsNone() {
    assertThat(DifferenceWalk.between(random(31, 1), random(32, 2), 1000)).isEmpty();
  }

  @Test
  void messagesEndWherePointersReach() throws IOException {
    StringBuilder text = new StringBuilder("example. 60 IN SOA ns.example. h.example. 1 1 1 1 1\n");
    for (int i = 0; i < 5000; i++) {
      text.append("n").append(i).append(".example. 60 IN NS ns").append(i % 9).append(".net.\n");
    }
    ZoneImage image = image(text.toString());
    List<Integer> lengths = new ArrayList<>();
    List<Record> records =
        packed(RandomZone.ORIGIN, packer -> TransferContent.whole(image, packer), lengths);
    assertThat(records).hasSize(5002);
    assertThat(lengths).allMatch(length -> length <= 1 << 14);
    assertThat(lengths.stream().mapToInt(n -> n).sum()).isLessThan(5002 * 22);
  }

  @Test
  void aRecordLargerThanThatHasAMessageOfItsOwn() throws IOException {
    String txt = ("\"" + "x".repeat(255) + "\" ").repeat(200);
    ZoneImage image =
        image(
            "example. 60 IN SOA ns.example. h.example. 1 1 1 1 1\n"
                + "example. 60 IN TXT "
                + txt
                + "\nz.example. 60 IN A 192.0.2.1\n");
    assertThat(whole(image)).hasSize(3);
  }

  @Test
  void theRootCanBeTransferred() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("root"),
            ". 60 IN SOA a.root. h.root. 1 1 1 1 1\n. 60 IN NS a.root.\ncom. 60 IN NS a.root.\n");
    ZoneImage image = ZoneImage.of(new ZoneText(file, n -> {}).read(Name.ROOT, 1), 1);
    List<Record> records =
        packed(Name.ROOT, packer -> TransferContent.whole(image, packer), new ArrayList<>());
    assertThat(shown(records)).hasSize(3).anyMatch(r -> r.startsWith("com. 60 NS"));
  }
}
