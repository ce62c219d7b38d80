package org.countersign.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.countersign.dns.Name;

/**
 * A small random zone {@code example.} as zone text: delegations of every kind, odd names, odd
 * types, empty non-terminals, wildcards. One seed gives one zone. Sane: verifiers find no fault in
 * its data.
 */
public final class RandomZone {
  public static final Name ORIGIN = Name.parse("example.");

  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> taken = new LinkedHashSet<>(List.of("ns", "nic"));
  private boolean unruly;

  private RandomZone(long seed) {
    this.random = new Random(seed);
  }

  /** Lines that end with a line feed each; the SOA first, the rest in no order, some twice. */
  public static String sane(long seed, int names) {
    return new RandomZone(seed).text(names);
  }

  /** The same with records below cuts and DNAMEs besides. */
  public static String unruly(long seed, int names) {
    RandomZone zone = new RandomZone(seed);
    zone.unruly = true;
    return zone.text(names);
  }

  private String text(int names) {
    apex();
    for (int i = 0; i < names; i++) {
      name();
    }
    String soa = lines.remove(0);
    int doubled = lines.size() / 10;
    for (int i = 0; i < doubled; i++) {
      lines.add(pick(lines.toArray(String[]::new)));
    }
    Collections.shuffle(lines, random);
    return soa + "\n" + String.join("\n", lines) + "\n";
  }

  private void apex() {
    add("example.", "SOA", "ns.example. hostmaster.example. 2026010100 1800 900 1209600 900");
    add("example.", "NS", "ns.example.", "ns.elsewhere.net.", "a.nic.example.");
    add("ns.example.", "A", "192.0.2.1");
    add("ns.example.", "AAAA", "2001:db8::1");
    add("example.", "TXT", "\"a registry\" \"of \\\"examples\\\"; with \\\\ and \\001\\255\"");
    add("example.", "CAA", "0 issue \"ca.example.net; policy=ev\"");
    add("nic.example.", "NS", "a.nic.example.");
    add("a.nic.example.", "A", "192.0.2.2");
  }

  private void name() {
    String label = label();
    if (!taken.add(label.toLowerCase(Locale.ROOT))) {
      return;
    }
    String owner = label + ".example.";
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> delegation(owner, false);
      case 3, 4 -> delegation(owner, true);
      case 5 -> delegation("a." + label() + "." + owner, random.nextBoolean()); // below ENTs
      case 6 -> data(owner);
      case 7 -> data("*." + owner);
      case 8 -> longest(owner);
      default -> alias(owner);
    }
  }

  private void delegation(String owner, boolean secure) {
    switch (random.nextInt(3)) {
      case 0 -> add(owner, "NS", "ns1.elsewhere.net.", "ns2.Elsewhere.ORG.");
      case 1 -> {
        add(owner, "NS", "ns." + owner, "ns1.elsewhere.net.");
        add("ns." + owner, "A", "192.0.2." + random.nextInt(256));
        add("ns." + owner, "AAAA", "2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::");
      }
      default -> add(owner, "NS", "a.nic.example.", "ns1.elsewhere.net."); // sibling glue
    }
    if (secure) {
      String one = random.nextInt(65536) + " 13 2 " + hex(32);
      if (random.nextBoolean()) {
        add(owner, "DS", one, random.nextInt(65536) + " 8 4 " + hex(48));
      } else {
        add(owner, "DS", one);
      }
    }
    if (unruly) {
      add("hidden." + owner, "TXT", "\"below a cut\"");
      add("hidden." + owner, "DS", "1 13 2 " + hex(32));
    }
  }

  private void data(String owner) {
    String[][] records = OddRecords.TYPES;
    int count = 1 + random.nextInt(4);
    Set<String> types = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      String[] record = pick(records);
      if (types.add(record[0])) {
        add(owner, record[0], record[1]);
      }
    }
  }

  private void alias(String owner) {
    if (random.nextBoolean()) {
      add(owner, "CNAME", "ns.example.");
    } else {
      add(owner, "DNAME", "elsewhere.net.");
      if (unruly) {
        add("x." + owner, "TXT", "\"below a DNAME\"");
      }
    }
  }

  /** A name of 255 octets; of 180 in a sane zone, as ldns reads no text of 255 and more. */
  private void longest(String owner) {
    int room = (unruly ? Name.MAX_WIRE : 180) - Name.parse(owner).length();
    StringBuilder name = new StringBuilder();
    while (room > 1) {
      int size = Math.min(63, room - 1);
      if (room - 1 - size == 1) {
        size--; // a label needs two octets at least
      }
      name.append("x".repeat(size)).append('.');
      room -= size + 1;
    }
    add(name + owner, "TXT", "\"as long as a name can be\"");
  }

  /** A sane zone's labels have no escapes: some ldns-verify-zone 1.8.3 runs never end on them. */
  private String label() {
    switch (unruly ? random.nextInt(6) : 2 + random.nextInt(4)) {
      case 0 -> {
        byte[] octets = new byte[1 + random.nextInt(8)];
        random.nextBytes(octets);
        octets[0] = (byte) random.nextInt(3); // 0 and 1 are what owner keys escape
        return escaped(octets);
      }
      case 1 -> {
        return pick(
                "a\\.b", "back\\\\slash", "sp\\032ace", "semi\\;colon", "\\@", "q\\\"", "\\(\\)")
            + random.nextInt(100);
      }
      case 2 -> {
        return "m".repeat(60) + (100 + random.nextInt(900));
      }
      case 3 -> {
        return "Mixed-CASE" + random.nextInt(1000);
      }
      default -> {
        return Integer.toString(random.nextInt(1 << 20), 36);
      }
    }
  }

  private static String escaped(byte[] octets) {
    StringBuilder out = new StringBuilder();
    for (byte b : octets) {
      out.append(String.format("\\%03d", b & 0xff));
    }
    return out.toString();
  }

  private String hex(int octets) {
    byte[] bytes = new byte[octets];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void add(String owner, String type, String... rdata) {
    int ttl = 300 + random.nextInt(4) * 3600;
    String head =
        switch (random.nextInt(4)) {
          case 0 -> owner + " " + ttl + " IN " + type;
          case 1 -> owner + "\tIN\t" + ttl + "\t" + type;
          case 2 -> owner + " " + ttl + " " + type.toLowerCase(Locale.ROOT);
          default -> owner + "   " + ttl + "\tin " + type;
        };
    for (String data : rdata) {
      lines.add(head + " " + data);
    }
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** The text as octets. */
  public static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
