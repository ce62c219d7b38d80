package org.countersign.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.zone.text.ZoneText;
import org.countersign.zone.text.ZoneTextException;

/**
 * What a file says of a zone's keys from outside: DS records as the parent has them, or DNSKEY
 * records as trust anchors; in zone text, or RDATA alone as {@code dig +short} prints it.
 */
final class ParentKeys {
  private static final Pattern BARE_KEY =
      Pattern.compile("^[ \\t]*(\\d{3} 3 \\d{1,3} [A-Za-z0-9+/= ]{16,})$", Pattern.MULTILINE);
  private static final Pattern BARE_DS =
      Pattern.compile("^[ \\t]*(\\d{1,5} \\d{1,3} \\d{1,3} [0-9A-Fa-f ]{16,})$", Pattern.MULTILINE);

  /** DS digest type (RFC 4509). */
  private static final int SHA_256 = 2;

  private ParentKeys() {}

  /**
   * DS RDATA in wire format, made from the DNSKEY records where the file has these.
   *
   * @param zone null where that is not known: then of every owner
   * @throws IllegalArgumentException if the file cannot be read as such, or speaks of other zones
   */
  static List<byte[]> read(Path file, Name zone) throws IOException {
    Name owner = zone == null ? Name.ROOT : zone;
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    text =
        BARE_KEY.matcher(text).replaceAll(owner.toString().replace("\\", "\\\\") + " IN DNSKEY $1");
    text = BARE_DS.matcher(text).replaceAll(owner.toString().replace("\\", "\\\\") + " IN DS $1");
    List<byte[]> ds = new ArrayList<>();
    List<byte[]> anchors = new ArrayList<>();
    try {
      ZoneText.read(
          text,
          owner,
          0,
          (name, length, type, ttl, rdata, from, to) -> {
            Name of = Name.ofWire(Arrays.copyOf(name, length));
            if (zone == null || of.equals(zone)) {
              byte[] data = Arrays.copyOfRange(rdata, from, to);
              if (type == RecordType.DS) {
                ds.add(data);
              } else if (type == RecordType.DNSKEY && isAnchor(data)) {
                anchors.add(Dnskey.ofRdata(data).ds(of, SHA_256));
              }
            }
            return true;
          });
    } catch (ZoneTextException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    ds.addAll(anchors);
    if (ds.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + " holds no DS record and no DNSKEY record with the SEP flag"
              + (zone == null ? "" : " of " + zone)
              + ", such as `"
              + owner
              + " IN DS 12345 13 2 <digest>`");
    }
    return ds;
  }

  /** A key that a parent would name; the RRset as dig prints it has the zone's other keys too. */
  private static boolean isAnchor(byte[] rdata) {
    Dnskey key = Dnskey.ofRdata(rdata);
    return key.isEntryPoint() && !key.isRevoked();
  }
}
