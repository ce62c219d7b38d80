package org.countersign.sign;

import java.util.Arrays;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.zone.OwnerKind;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;

/**
 * Walks a range of a zone to be signed, name by name, and shows each name's RRsets in type order:
 * the zone's data and the denial records, each marked signed or not. Signing, digesting and writing
 * all walk this way, so a signature is found by its place alone.
 */
final class NameWalk {
  private final ZoneLayout layout;
  private final UnsignedZone zone;
  private final ZoneImage image;
  private final Nsec3Chain chain;
  private final Range range;
  private int owner;
  private int hash;

  /** The current name's key, at {@link #keyFrom} to {@link #keyTo}. */
  byte[] key;

  int keyFrom;
  int keyTo;

  /** The current name's canonical wire format, in the first {@link #length} octets. */
  final byte[] wire = new byte[OwnerKey.MAX + Name.MAX_WIRE];

  int length;

  /** The current name's RRsets, {@link #count} of them, by ascending type. */
  SignedSet[] sets = new SignedSet[8];

  int count;

  private final byte[] hashKey = new byte[33];

  /** Length, longest name and longest type bitmap: 256 windows of 34 octets. */
  private final byte[] denialRdata = new byte[2 + 2 * Name.MAX_WIRE + 256 * 34];

  private int[] types = new int[64];

  NameWalk(ZoneLayout layout, Range range) {
    this.layout = layout;
    this.zone = layout.zone();
    this.image = zone.image();
    this.chain = layout.chain();
    this.range = range;
    this.owner = range.ownerFrom();
    this.hash = range.nsec3From();
    for (int i = 0; i < sets.length; i++) {
      sets[i] = new SignedSet();
    }
  }

  /** Moves to the next name; false at the range's end. */
  boolean next() {
    count = 0;
    boolean hashLeft = hash < range.nsec3To();
    if (owner >= range.ownerTo()) {
      if (!hashLeft) {
        return false;
      }
      chain.writeKey(hash, hashKey);
      hashName();
      return true;
    }
    int order = -1;
    if (hashLeft) {
      chain.writeKey(hash, hashKey);
      order = image.compareKey(owner, hashKey, 0, hashKey.length);
    }
    if (order > 0) {
      hashName();
      return true;
    }
    ownerName();
    if (order == 0) {
      addNsec3();
      Arrays.sort(sets, 0, count, (a, b) -> Integer.compare(a.view.type, b.view.type));
    }
    return true;
  }

  private void hashName() {
    key = hashKey;
    keyFrom = 0;
    keyTo = hashKey.length;
    length = OwnerKey.decode(key, 0, keyTo, image.origin(), wire, 0);
    addNsec3();
  }

  private void ownerName() {
    key = image.keyArray(owner);
    keyFrom = image.keyFrom(owner);
    keyTo = image.keyTo(owner);
    length = OwnerKey.decode(key, keyFrom, keyTo, image.origin(), wire, 0);
    if (owner == 0) {
      for (RrsetView set : layout.apex()) {
        SignedSet added = add();
        copy(set, added.view);
        added.signed = true;
      }
    } else {
      OwnerKind kind = zone.kindOf(owner);
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        SignedSet added = add();
        image.view(set, added.view);
        added.signed = signed(kind, added.view.type);
      }
    }
    if (layout.denied() && chain == null && zone.kindOf(owner) != OwnerKind.OCCLUDED) {
      addNsec();
    }
    owner++;
  }

  /** RFC 4035 section 2.2: neither glue nor a delegation's NS is ours to sign. */
  static boolean signed(OwnerKind kind, int type) {
    return switch (kind) {
      case AUTHORITATIVE -> true;
      case INSECURE_CUT, SECURE_CUT -> type == RecordType.DS;
      case OCCLUDED -> false;
    };
  }

  private static void copy(RrsetView from, RrsetView to) {
    to.type = from.type;
    to.ttl = from.ttl;
    to.count = from.count;
    to.data = from.data;
    to.at = from.at;
  }

  private SignedSet add() {
    if (count == sets.length) {
      sets = Arrays.copyOf(sets, 2 * count);
      for (int i = count; i < sets.length; i++) {
        sets[i] = new SignedSet();
      }
    }
    return sets[count++];
  }

  private void addNsec() {
    int next = layout.nextInChain(owner);
    int at = image.writeOwner(next, denialRdata, 2);
    int typeCount = types(owner, RecordType.NSEC);
    at = TypeBitmap.write(types, typeCount, denialRdata, at);
    denial(RecordType.NSEC, at);
    int last = count - 1;
    while (last > 0 && sets[last - 1].view.type > RecordType.NSEC) {
      SignedSet moved = sets[last - 1];
      sets[last - 1] = sets[last];
      sets[last--] = moved;
    }
  }

  private void addNsec3() {
    int at = chain.writeRdata(hash, denialRdata, 2);
    int node = chain.node(hash);
    if (node >= 0) {
      at = TypeBitmap.write(types, types(node, 0), denialRdata, at);
    }
    denial(RecordType.NSEC3, at);
    hash++;
  }

  private void denial(int type, int end) {
    denialRdata[0] = (byte) (end - 2 >> 8);
    denialRdata[1] = (byte) (end - 2);
    SignedSet added = add();
    added.signed = true;
    added.view.type = type;
    added.view.ttl = layout.denialTtl();
    added.view.count = 1;
    added.view.data = denialRdata;
    added.view.at = 0;
  }

  /**
   * The types at an owner that a denial record shows (RFC 4034 section 4.1.2, RFC 5155 section
   * 7.1): at a cut only NS and DS; RRSIG where anything is signed; the NSEC itself, but no NSEC3.
   */
  private int types(int owner, int denialType) {
    int n = 0;
    OwnerKind kind = zone.kindOf(owner);
    boolean anySigned = denialType != 0;
    if (owner == 0) {
      for (RrsetView set : layout.apex()) {
        n = type(n, set.type);
      }
      anySigned = true;
    } else {
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        int type = image.type(set);
        if (kind.isCut() && type != RecordType.NS && type != RecordType.DS) {
          continue;
        }
        anySigned |= signed(kind, type);
        n = type(n, type);
      }
    }
    if (anySigned) {
      n = type(n, RecordType.RRSIG);
    }
    if (denialType != 0) {
      n = type(n, denialType);
    }
    Arrays.sort(types, 0, n);
    return n;
  }

  private int type(int n, int type) {
    if (n == types.length) {
      types = Arrays.copyOf(types, 2 * n);
    }
    types[n] = type;
    return n + 1;
  }

  /** Labels of the current name as an RRSIG counts them (RFC 4034 section 3.1.3). */
  int labels() {
    int labels = OwnerKey.labels(key, keyFrom, keyTo) + layout.originLabels();
    return length > 2 && wire[0] == 1 && wire[1] == '*' ? labels - 1 : labels;
  }

  static List<RrsetView> byType(List<RrsetView> sets) {
    return sets.stream().sorted((a, b) -> Integer.compare(a.type, b.type)).toList();
  }
}
