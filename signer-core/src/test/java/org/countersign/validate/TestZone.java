package org.countersign.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.countersign.dns.Dnskey;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.NSEC3PARAMRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/**
 * A small zone {@code example.}, signed by a signer of the tests' own (dnsjava's data model, the
 * JDK's Ed25519), with places to put in a defect: in the data, in the denial records before they
 * are signed, in the signatures before they are made, in the finished records.
 */
final class TestZone {
  static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");
  static final Name ORIGIN = Name.fromConstantString("example.");
  static final TestKey KSK = TestKey.of(1, 257);
  static final TestKey ZSK = TestKey.of(2, 256);

  private final List<Record> data = new ArrayList<>();
  private Consumer<List<Record>> denialEdit = d -> {};
  private Consumer<List<Record>> finalEdit = d -> {};
  private final Map<String, Window> windows = new TreeMap<>();
  private boolean nsec3;
  private int flags;
  private int paramFlags;
  private TestKey zsk = ZSK;

  private record Window(Instant from, Instant to, Name signer, int lessLabels) {}

  TestZone() {
    add("example. 3600 IN SOA ns1.example. hostmaster.example. 7 3600 900 604800 900");
    add("example. 3600 IN NS ns1.example.");
    add("example. 3600 IN NS ns.example.net.");
    add("ns1.example. 3600 IN A 192.0.2.1");
    add("alpha.example. 3600 IN NS ns1.alpha.example.");
    add("alpha.example. 3600 IN DS 20326 8 2 " + "e0".repeat(32));
    add("ns1.alpha.example. 3600 IN A 192.0.2.2");
    add("bravo.example. 3600 IN NS ns.example.net.");
    add("x.y.example. 3600 IN TXT \"below an empty non-terminal\"");
    add("*.wild.example. 3600 IN TXT \"a wildcard\"");
    key(KSK.dnskey());
    key(ZSK.dnskey());
  }

  TestZone key(Dnskey key) {
    data.add(
        new DNSKEYRecord(
            ORIGIN,
            DClass.IN,
            3600,
            key.flags(),
            key.protocol(),
            key.algorithm(),
            key.publicKey()));
    return this;
  }

  TestZone add(String line) {
    data.add(record(line));
    return this;
  }

  static Record record(String line) {
    try {
      String[] part = line.split(" ", 5);
      return Record.fromString(
          Name.fromString(part[0]),
          Type.value(part[3]),
          DClass.IN,
          Long.parseLong(part[1]),
          new Tokenizer(part[4]),
          Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestZone remove(Predicate<Record> which) {
    data.removeIf(which);
    return this;
  }

  /** Uses NSEC3 with these flags in its records. */
  TestZone nsec3(int recordFlags) {
    nsec3 = true;
    flags = recordFlags;
    return this;
  }

  TestZone nsec3ParamFlags(int value) {
    paramFlags = value;
    return this;
  }

  /** Signs the zone's data with another key than the one published as ZSK. */
  TestZone signedBy(TestKey key) {
    zsk = key;
    return this;
  }

  /** Changes the NSEC or NSEC3 records before they are signed. */
  TestZone denial(Consumer<List<Record>> edit) {
    denialEdit = edit;
    return this;
  }

  /** Changes the finished records. */
  TestZone then(Consumer<List<Record>> edit) {
    finalEdit = finalEdit.andThen(edit);
    return this;
  }

  /** Signs one RRset, as {@code alpha.example. DS}, for another time than the others. */
  TestZone window(String rrset, String from, String to) {
    windows.put(rrset, new Window(Instant.parse(from), Instant.parse(to), ORIGIN, 0));
    return this;
  }

  /** Signs one RRset with another signer's name and fewer labels. */
  TestZone fields(String rrset, String signer, int lessLabels) {
    windows.put(
        rrset,
        new Window(
            Instant.parse("2026-11-20T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            Name.fromConstantString(signer),
            lessLabels));
    return this;
  }

  static String id(Record r) {
    return r.getName() + " " + Type.string(r.getType());
  }

  static Predicate<Record> is(String id) {
    return r -> id(r).equals(id);
  }

  /** The signature over an RRset named as in {@link #window}. */
  static Predicate<Record> signatureOver(String id) {
    return r ->
        r instanceof RRSIGRecord s
            && (s.getName() + " " + Type.string(s.getTypeCovered())).equals(id);
  }

  /** All records, signed. */
  List<Record> records() {
    List<Record> all = new ArrayList<>(data);
    if (nsec3) {
      all.add(new NSEC3PARAMRecord(ORIGIN, DClass.IN, 3600, 1, paramFlags, 0, new byte[0]));
    }
    List<Record> denial = nsec3 ? nsec3Chain(all) : nsecChain(all);
    denialEdit.accept(denial);
    all.addAll(denial);
    all.addAll(signatures(all));
    finalEdit.accept(all);
    return all;
  }

  /** Writes the zone into {@code folder}. */
  Path write(Path folder, String name) {
    try {
      StringBuilder text = new StringBuilder();
      records().forEach(r -> text.append(r).append('\n'));
      return Files.writeString(folder.resolve(name + ".zone"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The types of each name that the zone answers for, in canonical order. */
  private static Map<Name, TreeSet<Integer>> names(List<Record> all) {
    Map<Name, TreeSet<Integer>> names = new TreeMap<>();
    for (Record r : all) {
      if (r.getName().subdomain(ORIGIN) && cutAbove(all, r.getName()) == null) {
        names.computeIfAbsent(r.getName(), n -> new TreeSet<>()).add(r.getType());
      }
    }
    names.forEach(
        (name, types) -> {
          if (isCut(all, name)) {
            types.retainAll(List.of(Type.NS, Type.DS));
          }
        });
    return names;
  }

  private static boolean isCut(List<Record> all, Name name) {
    return !name.equals(ORIGIN)
        && all.stream().anyMatch(r -> r.getType() == Type.NS && r.getName().equals(name));
  }

  private static Name cutAbove(List<Record> all, Name name) {
    for (int i = 1; i < name.labels(); i++) {
      Name above = new Name(name, i);
      if (above.subdomain(ORIGIN) && isCut(all, above)) {
        return above;
      }
    }
    return null;
  }

  private static int[] types(TreeSet<Integer> have, Integer... more) {
    TreeSet<Integer> all = new TreeSet<>(have);
    all.addAll(Arrays.asList(more));
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Record> nsecChain(List<Record> all) {
    Map<Name, TreeSet<Integer>> names = names(all);
    List<Name> order = new ArrayList<>(names.keySet());
    List<Record> chain = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Name next = order.get((i + 1) % order.size());
      int[] types = types(names.get(order.get(i)), Type.RRSIG, Type.NSEC);
      chain.add(new NSECRecord(order.get(i), DClass.IN, 900, next, types));
    }
    return chain;
  }

  private List<Record> nsec3Chain(List<Record> all) {
    Map<Name, TreeSet<Integer>> names = names(all);
    Map<Name, TreeSet<Integer>> withEnts = new TreeMap<>(names);
    for (Name name : names.keySet()) {
      for (int i = 1; i < name.labels() - ORIGIN.labels(); i++) {
        withEnts.putIfAbsent(new Name(name, i), new TreeSet<>());
      }
    }
    TreeMap<String, int[]> hashes = new TreeMap<>();
    withEnts.forEach(
        (name, types) -> {
          boolean insecure = isCut(all, name) && !types.contains(Type.DS);
          if (!(insecure && flags == 1)) {
            boolean signed = !types.isEmpty() && !insecure;
            hashes.put(hash(name), signed ? types(types, Type.RRSIG) : types(types));
          }
        });
    List<String> order = new ArrayList<>(hashes.keySet());
    List<Record> chain = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      chain.add(nsec3(order.get(i), order.get((i + 1) % order.size()), hashes.get(order.get(i))));
    }
    return chain;
  }

  /** An NSEC3 record from hash to hash, base 32 texts. */
  Record nsec3(String owner, String next, int[] types) {
    byte[] to =
        new org.xbill.DNS.utils.base32("0123456789ABCDEFGHIJKLMNOPQRSTUV", false, true)
            .fromString(next);
    return new NSEC3Record(
        Name.fromConstantString(owner + ".example."),
        DClass.IN,
        900,
        1,
        flags,
        0,
        new byte[0],
        to,
        types);
  }

  static String hash(Name name) {
    byte[] sha1 = org.countersign.dns.Digests.sha1().digest(name.toWireCanonical());
    return new org.xbill.DNS.utils.base32("0123456789ABCDEFGHIJKLMNOPQRSTUV", false, true)
        .toString(sha1);
  }

  private List<Record> signatures(List<Record> all) {
    Map<String, RRset> sets = new TreeMap<>();
    for (Record r : all) {
      boolean cut = isCut(all, r.getName());
      boolean denial = r.getType() == Type.NSEC || r.getType() == Type.NSEC3;
      if (r.getName().subdomain(ORIGIN)
          && (denial || cutAbove(all, r.getName()) == null && (!cut || r.getType() == Type.DS))) {
        sets.computeIfAbsent(id(r), i -> new RRset()).addRR(r);
      }
    }
    List<Record> made = new ArrayList<>();
    sets.forEach(
        (id, set) -> {
          boolean keys =
              set.getType() == Type.DNSKEY
                  || set.getType() == Type.CDS
                  || set.getType() == Type.CDNSKEY;
          made.add(sign(set, keys ? KSK : zsk, windows.getOrDefault(id, usual())));
        });
    return made;
  }

  private static Window usual() {
    return new Window(
        Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"), ORIGIN, 0);
  }

  /** A signature over any records, for defects. */
  static Record sign(TestKey key, Record... records) {
    RRset set = new RRset();
    Arrays.stream(records).forEach(set::addRR);
    return sign(set, key, usual());
  }

  private static Record sign(RRset set, TestKey key, Window window) {
    RRSIGRecord empty = rrsig(set, key, window, new byte[64]);
    byte[] data = DNSSEC.digestRRset(empty, set);
    return rrsig(set, key, window, key.sign(data));
  }

  private static RRSIGRecord rrsig(RRset set, TestKey key, Window window, byte[] signature) {
    byte[] wire =
        new RRSIGRecord(
                set.getName(),
                DClass.IN,
                set.getTTL(),
                set.getType(),
                15,
                set.getTTL(),
                window.to,
                window.from,
                key.dnskey().tag().value(),
                window.signer,
                signature)
            .toWire(Section.ANSWER);
    int rdata = set.getName().length() + 10;
    int labels = set.getName().labels() - 1 - (set.getName().isWild() ? 1 : 0);
    wire[rdata + 3] = (byte) (labels - window.lessLabels);
    try {
      return (RRSIGRecord) Record.fromWire(wire, Section.ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
