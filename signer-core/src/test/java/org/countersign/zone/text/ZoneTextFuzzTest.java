package org.countersign.zone.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.Rdata;
import org.countersign.zone.ZoneImage;

/** Whatever zone text or RDATA holds, it is read or refused; nothing else is thrown. */
final class ZoneTextFuzzTest {
  private static final Name ORIGIN = Name.parse("example.");

  @FuzzTest(maxDuration = "60s")
  void zoneTextIsReadOrRefused(byte[] octets) {
    PackedRecords.Builder records = PackedRecords.builder(ORIGIN);
    try {
      String text = new String(octets, StandardCharsets.ISO_8859_1);
      ZoneText.read(text, ORIGIN, 60, records::add);
    } catch (ZoneTextException e) {
      return;
    }
    ZoneImage.of(records.build(), 1);
  }

  @FuzzTest(maxDuration = "60s")
  void rdataIsPrintedSoThatItReadsBackOrRefused(FuzzedDataProvider data) {
    int type = data.consumeInt(1, 300);
    byte[] rdata = data.consumeRemainingAsBytes();
    String text;
    try {
      text = Rdata.text(type, rdata);
    } catch (IllegalArgumentException e) {
      return;
    }
    byte[] canonical = Rdata.parse(type, text, Name.ROOT);
    String printed = Rdata.text(type, canonical);
    if (!Arrays.equals(Rdata.parse(type, printed, Name.ROOT), canonical)) {
      throw new AssertionError(text + ", canonical, is printed as " + printed);
    }
  }
}
