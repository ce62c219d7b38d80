package org.countersign.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/**
 * A zone's records as an immutable, packed image in canonical order: owners by name (RFC 4034
 * section 6.1), an owner's RRsets by type number, an RRset's RDATA canonically.
 *
 * <p>Owners and RRsets are numbered from 0; owner 0 is the apex if the apex has any record. The
 * image keeps the records where {@link PackedRecords} put them and adds 12 octets an RRset.
 */
public final class ZoneImage {
  private final Name origin;
  private final PackedRecords records;
  private final long[] sets;
  private final int[] firstSet;

  private ZoneImage(PackedRecords records, long[] sets, int[] firstSet) {
    this.origin = records.origin();
    this.records = records;
    this.sets = sets;
    this.firstSet = firstSet;
  }

  /**
   * Sorts the records into an image; RRsets that arrived in pieces are joined.
   *
   * @throws ZoneException if an RRset has more than 65535 records
   */
  public static ZoneImage of(PackedRecords records, int threads) {
    int n = records.size();
    long[] prefix = new long[n];
    long[] sets = new long[n];
    for (int i = 0; i < n; i++) {
      long entry = records.entry(i);
      sets[i] = entry;
      prefix[i] = prefix(records.keyArray(entry), records.keyFrom(entry), records.keyTo(entry));
    }
    PairSort.sort(prefix, sets, (a, b) -> compare(records, a, b), threads);
    Pieces pieces = new Pieces(records, sets);
    int[] firstSet = owners(pieces.records, pieces.sets);
    return new ZoneImage(pieces.records.withoutEntries(), pieces.sets, firstSet);
  }

  /** This image without the RRsets that {@code drop} names; an owner left with none is gone. */
  public ZoneImage without(IntPredicate drop) {
    long[] kept = new long[sets.length];
    int n = 0;
    for (int set = 0; set < sets.length; set++) {
      if (!drop.test(set)) {
        kept[n++] = sets[set];
      }
    }
    if (n == sets.length) {
      return this;
    }
    kept = Arrays.copyOf(kept, n);
    return new ZoneImage(records, kept, owners(records, kept));
  }

  /** The first eight octets of a key as an unsigned number. */
  static long prefix(byte[] key, int from, int to) {
    long prefix = 0;
    for (int i = from; i < from + 8; i++) {
      prefix = prefix << 8 | (i < to ? key[i] & 0xff : 0);
    }
    return prefix;
  }

  private static int compare(PackedRecords records, long a, long b) {
    int order = compareKeys(records, a, b);
    return order != 0 ? order : Integer.compare(records.type(a), records.type(b));
  }

  private static int compareKeys(PackedRecords records, long a, long b) {
    return Arrays.compareUnsigned(
        records.keyArray(a),
        records.keyFrom(a),
        records.keyTo(a),
        records.keyArray(b),
        records.keyFrom(b),
        records.keyTo(b));
  }

  private static int[] owners(PackedRecords records, long[] sets) {
    int[] first = new int[sets.length + 1];
    int owners = 0;
    for (int i = 0; i < sets.length; i++) {
      if (i == 0 || compareKeys(records, sets[i - 1], sets[i]) != 0) {
        first[owners++] = i;
      }
    }
    first[owners] = sets.length;
    return owners == sets.length ? first : Arrays.copyOf(first, owners + 1);
  }

  /** Joins the pieces of RRsets whose records did not follow each other. */
  private static final class Pieces {
    PackedRecords records;
    long[] sets;

    Pieces(PackedRecords records, long[] sets) {
      this.records = records;
      this.sets = sets;
      int kept = 0;
      List<Integer> joined = new ArrayList<>();
      PackedRecords.Builder builder = null;
      for (int i = 0; i < sets.length; ) {
        int end = i + 1;
        while (end < sets.length && compare(records, sets[i], sets[end]) == 0) {
          end++;
        }
        if (end - i > 1) {
          builder = builder == null ? records.sibling() : builder;
          join(builder, i, end);
          joined.add(kept);
        }
        sets[kept++] = sets[i];
        i = end;
      }
      if (builder == null) {
        return;
      }
      PackedRecords extra = builder.build();
      this.records = PackedRecords.concat(List.of(records, extra));
      this.sets = Arrays.copyOf(sets, kept);
      for (int i = 0; i < joined.size(); i++) {
        this.sets[joined.get(i)] = this.records.entry(records.size() + i);
      }
    }

    private void join(PackedRecords.Builder builder, int from, int to) {
      RrsetView view = new RrsetView();
      byte[] wire = new byte[OwnerKey.MAX + Name.MAX_WIRE];
      int count = 0;
      for (int i = from; i < to; i++) {
        long entry = sets[i];
        records.view(entry, view);
        count += view.count;
        int length =
            OwnerKey.decode(
                records.keyArray(entry),
                records.keyFrom(entry),
                records.keyTo(entry),
                records.origin(),
                wire,
                0);
        int at = view.at;
        for (int r = 0; r < view.count; r++) {
          int size = RrsetView.length(view.data, at);
          builder.add(wire, length, view.type, view.ttl, view.data, at + 2, at + 2 + size);
          at += 2 + size;
        }
        if (count > 0xffff) {
          throw new ZoneException(
              Name.text(wire, 0)
                  + " "
                  + RecordType.mnemonic(view.type)
                  + " has more than 65535 records, which no message can hold");
        }
      }
    }
  }

  public Name origin() {
    return origin;
  }

  /** What was mended on the way in; a sentence each. */
  public List<String> notes() {
    return records.notes();
  }

  /** Names that own records. */
  public int owners() {
    return firstSet.length - 1;
  }

  /** RRsets of the whole image. */
  public int sets() {
    return sets.length;
  }

  /** Number of the owner's first RRset. */
  public int firstSet(int owner) {
    return firstSet[owner];
  }

  /** Number behind the owner's last RRset. */
  public int endSet(int owner) {
    return firstSet[owner + 1];
  }

  /** Type of an RRset. */
  public int type(int set) {
    return records.type(sets[set]);
  }

  /** Points {@code view} at an RRset. */
  public void view(int set, RrsetView view) {
    records.view(sets[set], view);
  }

  /** The array that holds the owner's key, at {@link #keyFrom} to {@link #keyTo}. */
  public byte[] keyArray(int owner) {
    return records.keyArray(sets[firstSet[owner]]);
  }

  public int keyFrom(int owner) {
    return records.keyFrom(sets[firstSet[owner]]);
  }

  public int keyTo(int owner) {
    return records.keyTo(sets[firstSet[owner]]);
  }

  /** Compares the owner's key with {@code key[from..to)}. */
  public int compareKey(int owner, byte[] key, int from, int to) {
    return Arrays.compareUnsigned(keyArray(owner), keyFrom(owner), keyTo(owner), key, from, to);
  }

  /** Whether the owner is at or below the name that {@code ancestor} owns. */
  public boolean isWithin(int owner, int ancestor) {
    int length = keyTo(ancestor) - keyFrom(ancestor);
    int from = keyFrom(owner);
    return keyTo(owner) - from >= length
        && Arrays.equals(
            keyArray(owner),
            from,
            from + length,
            keyArray(ancestor),
            keyFrom(ancestor),
            keyTo(ancestor));
  }

  /** The owner with this key, or {@code -(insertion point) - 1}. */
  public int find(byte[] key, int from, int to) {
    int low = 0;
    int high = owners() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compareKey(middle, key, from, to);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** The owner of {@code name}, or a negative number. */
  public int find(Name name) {
    if (!name.isWithin(origin)) {
      return -1;
    }
    byte[] key = OwnerKey.of(name, origin);
    return find(key, 0, key.length);
  }

  /** The owner's RRset of a type, or -1. */
  public int findSet(int owner, int type) {
    for (int set = firstSet(owner); set < endSet(owner); set++) {
      if (type(set) == type) {
        return set;
      }
    }
    return -1;
  }

  /** Writes the owner's wire format at {@code wire[at..]}; returns the octet after it. */
  public int writeOwner(int owner, byte[] wire, int at) {
    return OwnerKey.decode(keyArray(owner), keyFrom(owner), keyTo(owner), origin, wire, at);
  }

  public Name owner(int owner) {
    return OwnerKey.name(keyArray(owner), keyFrom(owner), keyTo(owner), origin);
  }
}
