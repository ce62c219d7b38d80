package org.countersign.transfer;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A zone {@code example.} whose records change at random between releases: names come and go, sets
 * grow and shrink, TTLs and signatures change. The signatures are no real ones: who transfers a
 * zone does not look at them.
 */
final class ChangingZone {
  private final Random random;
  private final TreeMap<String, List<String>> names = new TreeMap<>();
  private long serial;

  ChangingZone(long seed, int size, long serial) {
    this.random = new Random(seed);
    this.serial = serial;
    for (int i = 0; i < size; i++) {
      name();
    }
  }

  long serial() {
    return serial;
  }

  /** The zone as it is. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "example.",
        3600,
        "SOA",
        "ns.example. host.example. " + serial + " 3600 60 86400 300");
    line(text, "example.", 7200, "NS", "ns.example.");
    line(text, "example.", 7200, "NS", "ns2.nic.elsewhere.net.");
    line(text, "example.", 3600, "MX", "10 mail.example.");
    line(text, "example.", 3600, "RRSIG", signature("SOA", 3600, serial));
    line(text, "example.", 7200, "RRSIG", signature("NS", 7200, 1));
    line(text, "example.", 3600, "RRSIG", signature("MX", 3600, 1));
    line(text, "ns.example.", 3600, "A", "192.0.2.1");
    line(text, "mail.example.", 300, "CNAME", "ns.example.");
    names.forEach((owner, lines) -> lines.forEach(text::append));
    return text.toString();
  }

  /** The next release's text, a few names changed. */
  String next(int changes) {
    serial = (serial + 1) & 0xffff_ffffL;
    for (int i = 0; i < changes; i++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> name();
        case 2 -> names.remove(any());
        default -> replace();
      }
    }
    return text();
  }

  private void replace() {
    String owner = any();
    names.put(owner, records(owner));
  }

  private String any() {
    List<String> all = new ArrayList<>(names.keySet());
    return all.get(random.nextInt(all.size()));
  }

  private void name() {
    String owner = Integer.toString(random.nextInt(1 << 24), 36) + ".example.";
    names.put(owner, records(owner));
  }

  private List<String> records(String given) {
    String owner = given;
    StringBuilder text = new StringBuilder();
    List<String> lines = new ArrayList<>();
    int ttl = 300 * (1 + random.nextInt(12));
    int servers = 1 + random.nextInt(3);
    for (int i = 0; i < servers; i++) {
      line(text, owner, ttl, "NS", "ns" + i + ".provider" + random.nextInt(5) + ".net.");
    }
    if (random.nextInt(3) == 0) {
      line(text, owner, ttl, "NS", "ns." + owner);
      line(text, "ns." + owner, ttl, "A", "192.0.2." + random.nextInt(256));
      line(text, "ns." + owner, ttl + 1, "AAAA", "2001:db8::" + random.nextInt(999));
    }
    if (random.nextInt(3) == 0) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      int dsTtl = 3600 + random.nextInt(2);
      line(text, owner, dsTtl, "DS", "4711 13 2 " + HexFormat.of().formatHex(digest));
      line(text, owner, dsTtl, "RRSIG", signature("DS", dsTtl, random.nextInt(99)));
      line(text, owner, 900, "NSEC", "zz.example. NS DS RRSIG NSEC");
      line(text, owner, 900, "RRSIG", signature("NSEC", 900, random.nextInt(99)));
    }
    lines.add(text.toString());
    return lines;
  }

  private static String signature(String covered, int ttl, long content) {
    String filled = String.format("%012d", content);
    return covered + " 13 2 " + ttl + " 20370101000000 20260101000000 7 example. " + filled;
  }

  private static void line(StringBuilder text, String owner, int ttl, String type, String rdata) {
    text.append(owner).append(' ').append(ttl).append(" IN ").append(type).append(' ');
    text.append(rdata).append('\n');
  }
}
