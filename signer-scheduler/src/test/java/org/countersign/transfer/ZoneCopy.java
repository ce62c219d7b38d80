package org.countersign.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** A zone's records as dnsjava reads or transfers them, to be compared one by one. */
final class ZoneCopy {
  private ZoneCopy() {}

  /** The records of zone text. */
  static TreeSet<String> ofText(String text) throws IOException {
    TreeSet<String> records = new TreeSet<>();
    try (Master master = new Master(new java.io.ByteArrayInputStream(octets(text)), Name.root)) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(shown(record));
      }
    }
    return records;
  }

  private static byte[] octets(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /** The records of an AXFR, its SOA once. */
  static TreeSet<String> transferred(String zone, int port, TSIG key)
      throws IOException, ZoneTransferException {
    ZoneTransferIn transfer =
        ZoneTransferIn.newAXFR(
            Name.fromString(zone), new InetSocketAddress("127.0.0.1", port), key);
    transfer.run();
    return shown(transfer.getAXFR());
  }

  static TreeSet<String> shown(List<Record> records) {
    return records.stream().map(ZoneCopy::shown).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shown(Record record) {
    return record.getName().toString().toLowerCase(java.util.Locale.ROOT)
        + " "
        + record.getTTL()
        + " "
        + org.xbill.DNS.Type.string(record.getType())
        + " "
        + java.util.HexFormat.of().formatHex(record.rdataToWireCanonical());
  }

  /** The difference in words, short enough for a message. */
  static String compared(TreeSet<String> expected, TreeSet<String> found) {
    List<String> lines = new ArrayList<>();
    expected.stream().filter(r -> !found.contains(r)).limit(5).forEach(r -> lines.add("- " + r));
    found.stream().filter(r -> !expected.contains(r)).limit(5).forEach(r -> lines.add("+ " + r));
    return String.join("\n", lines);
  }
}
