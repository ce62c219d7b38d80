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
final class Nsec3Index implements HashWalk.Sink {
  /** What does not fit; places are those of the ordered tables. */
  static final class Mismatches {
    final IntList missing = new IntList();
    final IntList superfluous = new IntList();
    final IntList bitmapNames = new IntList();
    final IntList bitmapRecords = new IntList();
    final IntList collisions = new IntList();
  }

  private static final int OPTIONAL = 1;
  private static final int OPT_OUT = 1;

  final DenialParameters parameters;
  HashTable names = new HashTable();
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
  private Mismatches mismatches;
  private boolean optOutSeen;
  private boolean plainSeen;

  /** Whether the owner seen last is an NSEC3 record that the one before does not point to. */
  boolean broken;

  private Nsec3Index(DenialParameters parameters, int originLength) {
    this.parameters = parameters;
    this.originLength = originLength;
    walk = new HashWalk(parameters, originLength, this);
  }

  /** The index of a judgement, or null where the zone has no NSEC3. */
  static Nsec3Index of(ZoneContext zone, OwnerNode apex) {
    DenialParameters parameters = DenialParameters.of(apex);
    return parameters.kind() != DenialParameters.Kind.NSEC3
        ? null
        : zone.shared(Nsec3Index.class, () -> new Nsec3Index(parameters, apex.keyLength()));
  }

  @Override
  public boolean wantsOptional() {
    return !optOutSeen; // a whole opt-out zone never needs them; if they are, they are read again
  }

  @Override
  public void name(byte[] nameHash, boolean optional, OwnerNode node, byte[] wire) {
    if (optional && optOutSeen) {
      return;
    }
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
    optOutSeen |= (d[at + 1] & OPT_OUT) != 0;
    plainSeen |= (d[at + 1] & OPT_OUT) == 0;
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

  /** Brings both lists into order and walks them; once for all rules. */
  Mismatches match(ZoneContext zone) {
    if (mismatches == null) {
      walk.end();
      names.sort();
      records.sort();
      mismatches = compare();
      if (optOutSeen && (plainSeen || mismatches.superfluous.size() > 0)) {
        optOutSeen = false; // what was left out matters after all
        names = new HashTable();
        HashWalk again = new HashWalk(parameters, originLength, this);
        zone.readAgain(again::owner);
        again.end();
        names.sort();
        mismatches = compare();
      }
    }
    return mismatches;
  }

  private Mismatches compare() {
    Mismatches found = new Mismatches();
    int r = 0;
    boolean optOut = records.size() > 0 && (records.note(records.size() - 1) & OPT_OUT) != 0;
    for (int n = 0; n < names.size(); n++) {
      if (n > 0 && names.compare(n, names, n - 1) == 0) {
        found.collisions.add(n);
        continue;
      }
      int order = -1;
      while (r < records.size() && (order = records.compare(r, names, n)) < 0) {
        found.superfluous.add(r);
        optOut = (records.note(r++) & OPT_OUT) != 0;
      }
      if (r < records.size() && order == 0) {
        if (records.note(r) >> 1 != names.note(n) >> 1) {
          found.bitmapNames.add(n);
          found.bitmapRecords.add(r);
        }
        optOut = (records.note(r++) & OPT_OUT) != 0;
      } else if ((names.note(n) & OPTIONAL) == 0 || !optOut) {
        found.missing.add(n);
      }
    }
    for (; r < records.size(); r++) {
      found.superfluous.add(r);
    }
    return found;
  }

  String recordOwner(int record, Name origin) {
    return Base32Hex.encode(records.hash(record)) + (origin.length() == 1 ? "." : "." + origin);
  }
}
