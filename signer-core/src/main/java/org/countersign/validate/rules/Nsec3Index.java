package org.countersign.validate.rules;

import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.ZoneContext;

/**
 * All NSEC3 records of a zone and all names they must or may speak of, as hashes; the rules about
 * the chain and about the bitmaps share one. Both lists are brought into order of hash and walked
 * side by side when the zone has been read.
 */
final class Nsec3Index {
  /** Hears what does not fit. Places are those of the ordered tables. */
  interface Listener {
    default void missing(int name) {}

    default void superfluous(int record) {}

    default void bitmap(int name, int record) {}

    default void collision(int name) {}
  }

  private static final int OPTIONAL = 1;
  private static final int OPT_OUT = 1;

  final DenialParameters parameters;
  final HashTable names = new HashTable();
  final HashTable records = new HashTable();
  final BitmapTable bitmaps = new BitmapTable();
  private final TypeBitmap wanted = new TypeBitmap();
  private final HashWalk walk;
  private final int originLength;
  private final byte[] hash = new byte[64];
  private final byte[] next = new byte[20];
  private final byte[] first = new byte[20];
  private boolean any;
  private long seen = -1;
  private boolean ended;

  /** Whether the owner seen last is an NSEC3 record that the one before does not point to. */
  boolean broken;

  private Nsec3Index(ZoneContext zone, DenialParameters parameters, int originLength) {
    this.parameters = parameters;
    this.originLength = originLength;
    walk = new HashWalk(parameters, originLength, this::name);
  }

  /** The index of a judgement, or null where the zone has no NSEC3. */
  static Nsec3Index of(ZoneContext zone, OwnerNode apex) {
    DenialParameters parameters = DenialParameters.of(apex);
    return parameters.kind() != DenialParameters.Kind.NSEC3
        ? null
        : zone.shared(Nsec3Index.class, () -> new Nsec3Index(zone, parameters, apex.keyLength()));
  }

  private void name(byte[] nameHash, boolean optional, OwnerNode node, byte[] wire) {
    if (node == null) {
      wanted.empty();
    } else {
      wanted.forNsec3(node);
    }
    int bitmap = bitmaps.number(wanted.octets, 0, wanted.length);
    names.add(nameHash, 0, bitmap << 1 | (optional ? OPTIONAL : 0));
  }

  /** Takes an owner; asked by several rules, it looks once. */
  void owner(ZoneContext zone, OwnerNode node) {
    if (seen == zone.node()) {
      return;
    }
    seen = zone.node();
    broken = false;
    walk.owner(node);
    int rrset = node.find(RecordType.NSEC3);
    if (rrset >= 0) {
      for (int r = node.from(rrset); r < node.to(rrset); r++) {
        record(node, r);
      }
    }
  }

  private void record(OwnerNode node, int r) {
    int at = node.dataFrom(r);
    byte[] d = node.data();
    if (!parameters.match(node, at) || ownerHash(node) != 20) {
      return; // DENIAL-PARAMS and DENIAL-CHAIN say so
    }
    int hashAt = at + 5 + (d[at + 4] & 0xff);
    int octets = d[hashAt] & 0xff;
    int bitmapAt = hashAt + 1 + octets;
    broken = any && !Arrays.equals(next, 0, 20, hash, 0, 20);
    if (!any) {
      System.arraycopy(hash, 0, first, 0, 20);
      any = true;
    }
    Arrays.fill(next, (byte) 0);
    System.arraycopy(d, hashAt + 1, next, 0, Math.min(octets, 20));
    int bitmap = bitmaps.number(d, bitmapAt, at + node.dataLength(r));
    records.add(hash, 0, bitmap << 1 | d[at + 1] & OPT_OUT);
  }

  /** Decodes the hash in the owner's first label; octets, or -1 if it is none below the origin. */
  int ownerHash(OwnerNode node) {
    int label = node.wire()[0];
    boolean direct = node.keyLength() - originLength == label + 1;
    return direct ? Base32Hex.decode(node.wire(), 1, 1 + label, hash) : -1;
  }

  /** Whether the last record points to the first. */
  boolean closed() {
    return !any || Arrays.equals(next, first);
  }

  /** Walks both lists in order of hash. */
  void match(Listener listener) {
    if (!ended) {
      walk.end();
      names.sort();
      records.sort();
      ended = true;
    }
    int r = 0;
    boolean optOut = records.size() > 0 && (records.note(records.size() - 1) & OPT_OUT) != 0;
    for (int n = 0; n < names.size(); n++) {
      if (n > 0 && names.compare(n, names, n - 1) == 0) {
        listener.collision(n);
        continue;
      }
      while (r < records.size() && records.compare(r, names, n) < 0) {
        listener.superfluous(r);
        optOut = (records.note(r++) & OPT_OUT) != 0;
      }
      if (r < records.size() && records.compare(r, names, n) == 0) {
        if (records.note(r) >> 1 != names.note(n) >> 1) {
          listener.bitmap(n, r);
        }
        optOut = (records.note(r++) & OPT_OUT) != 0;
      } else if ((names.note(n) & OPTIONAL) == 0 || !optOut) {
        listener.missing(n);
      }
    }
    for (; r < records.size(); r++) {
      listener.superfluous(r);
    }
  }

  String recordOwner(int record, Name origin) {
    return Base32Hex.encode(records.hash(record)) + (origin.length() == 1 ? "." : "." + origin);
  }
}
