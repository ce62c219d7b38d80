package org.countersign.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Resource records of one zone, packed: an append-only store in the order of arrival, from which a
 * zone image is made. About 45 octets a delegation, where an object a record takes 300 and more.
 *
 * <p>Records that follow each other with one owner and type form one entry: owner key ({@link
 * OwnerKey}), type, TTL, RDATA in canonical order without duplicates.
 */
public final class PackedRecords {
  private static final int SEGMENT = 1 << 20;
  private static final int SHARED = 1;

  private final Name origin;
  private final SharedSets shared;
  private final byte[][] segments;
  private final long[] entries;
  private final List<String> notes;

  private PackedRecords(
      Name origin, SharedSets shared, byte[][] segments, long[] entries, List<String> notes) {
    this.origin = origin;
    this.shared = shared;
    this.segments = segments;
    this.entries = entries;
    this.notes = notes;
  }

  public static Builder builder(Name origin) {
    return new Builder(origin, new SharedSets());
  }

  public Name origin() {
    return origin;
  }

  /** Entries: runs of records with one owner and type. */
  public int size() {
    return entries.length;
  }

  /** What was mended on the way in, such as differing TTLs in one RRset; a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** The reference of the n-th entry in order of arrival. */
  public long entry(int n) {
    return entries[n];
  }

  /** The array that holds the entry's owner key, at {@link #keyFrom} to {@link #keyTo}. */
  public byte[] keyArray(long entry) {
    return segments[(int) (entry >>> 32)];
  }

  public int keyFrom(long entry) {
    return (int) entry + 2;
  }

  public int keyTo(long entry) {
    return (int) entry + 2 + RrsetView.length(keyArray(entry), (int) entry);
  }

  public int type(long entry) {
    return RrsetView.length(keyArray(entry), keyTo(entry));
  }

  /** Points {@code view} at the entry's records. */
  public void view(long entry, RrsetView view) {
    byte[] data = keyArray(entry);
    int at = keyTo(entry);
    view.type = RrsetView.length(data, at);
    view.ttl = int32(data, at + 2);
    if (data[at + 6] == SHARED) {
      data = shared.get(int32(data, at + 7));
      at = -7;
    }
    view.count = RrsetView.length(data, at + 7);
    view.data = data;
    view.at = at + 9;
  }

  private static int int32(byte[] data, int at) {
    return RrsetView.length(data, at) << 16 | RrsetView.length(data, at + 2);
  }

  /**
   * All of the parts' records, in the order of the parts, which have one origin and one builder.
   */
  public static PackedRecords concat(List<PackedRecords> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int entryCount = parts.stream().mapToInt(PackedRecords::size).sum();
    long[] entries = new long[entryCount];
    List<byte[]> segments = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    int to = 0;
    for (PackedRecords part : parts) {
      if (part.shared != parts.get(0).shared) {
        throw new IllegalArgumentException("parts of different stores cannot be joined");
      }
      long shift = (long) segments.size() << 32;
      for (long entry : part.entries) {
        entries[to++] = entry + shift;
      }
      segments.addAll(Arrays.asList(part.segments));
      notes.addAll(part.notes);
    }
    return new PackedRecords(
        parts.get(0).origin, parts.get(0).shared, segments.toArray(byte[][]::new), entries, notes);
  }

  /** The same records, found by the references taken so far and no longer by number. */
  public PackedRecords withoutEntries() {
    return new PackedRecords(origin, shared, segments, new long[0], notes);
  }

  /** A builder whose result can be joined to these records with {@link #concat}. */
  public Builder sibling() {
    return new Builder(origin, shared);
  }

  /** Takes records one by one; not safe for several threads, but siblings may work side by side. */
  public static final class Builder {
    private final Name origin;
    private final SharedSets shared;
    private final List<byte[]> segments = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final byte[] key = new byte[OwnerKey.MAX];
    private final byte[] owner = new byte[Name.MAX_WIRE];
    private long[] entries = new long[1024];
    private int size;
    private byte[] segment = new byte[0];
    private int used;
    private int ownerLength = -1;
    private int keyLength;
    private int type;
    private int ttl;
    private byte[] pending = new byte[4096];
    private int pendingEnd;
    private int[] starts = new int[16];
    private int count;

    private Builder(Name origin, SharedSets shared) {
      this.origin = origin;
      this.shared = shared;
    }

    /** A builder whose result can be joined to this one's with {@link PackedRecords#concat}. */
    public Builder sibling() {
      return new Builder(origin, shared);
    }

    /**
     * Adds a record.
     *
     * @param ownerWire the owner's canonical wire format in its first {@code length} octets
     * @param rdata canonical RDATA at {@code from..to}
     * @return false, and nothing is added, if the owner is not in the zone
     * @throws IllegalArgumentException if the RDATA has more than 65535 octets
     */
    public boolean add(
        byte[] ownerWire, int length, int type, int ttl, byte[] rdata, int from, int to) {
      boolean sameOwner =
          length == ownerLength && Arrays.equals(owner, 0, length, ownerWire, 0, length);
      if (!sameOwner || type != this.type || count == 0xffff) {
        flush();
        if (!sameOwner) {
          ownerLength = -1;
          int encoded = OwnerKey.encode(ownerWire, 0, length, origin, key);
          if (encoded < 0) {
            return false;
          }
          keyLength = encoded;
          ownerLength = length;
          System.arraycopy(ownerWire, 0, owner, 0, length);
        }
        this.type = type;
        this.ttl = ttl;
      } else if (ttl != this.ttl && type != RecordType.RRSIG) {
        note(ttl);
        this.ttl = Math.min(ttl, this.ttl);
      }
      append(rdata, from, to);
      return true;
    }

    /** Adds an RDATA set to {@code owner}; false if it is not in the zone. */
    public boolean add(Name owner, int type, int ttl, byte[] rdata) {
      byte[] wire = owner.wire();
      return add(wire, wire.length, type, ttl, rdata, 0, rdata.length);
    }

    private void note(int other) {
      if (notes.size() < 100) {
        notes.add(
            Name.text(owner, 0)
                + " "
                + RecordType.mnemonic(type)
                + " has records with TTL "
                + ttl
                + " and "
                + other
                + "; the lowest is taken for all (RFC 2181 section 5.2)");
      }
    }

    private void append(byte[] rdata, int from, int to) {
      int length = to - from;
      if (length > 0xffff) {
        throw new IllegalArgumentException(length + " octets of RDATA; a record has at most 65535");
      }
      if (pendingEnd + length + 2 > pending.length) {
        pending = Arrays.copyOf(pending, 2 * (pending.length + length));
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = pendingEnd;
      pending[pendingEnd] = (byte) (length >> 8);
      pending[pendingEnd + 1] = (byte) length;
      System.arraycopy(rdata, from, pending, pendingEnd + 2, length);
      pendingEnd += 2 + length;
    }

    private void flush() {
      if (count == 0) {
        return;
      }
      byte[] set = canonicalSet();
      int setLength = pendingEnd + 2;
      int need = 2 + keyLength + 7 + setLength;
      int id = worthSharing() ? shared.intern(set, 0, setLength) : -1;
      if (id >= 0) {
        need = 2 + keyLength + 11;
      }
      if (used + need > segment.length) {
        if (!segments.isEmpty()) {
          segments.set(segments.size() - 1, segment);
        }
        segment = new byte[Math.max(SEGMENT, need)];
        segments.add(segment);
        used = 0;
      }
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size + (size >> 1));
      }
      entries[size++] = (long) (segments.size() - 1) << 32 | used;
      int16(keyLength);
      System.arraycopy(key, 0, segment, used, keyLength);
      used += keyLength;
      int16(type);
      int16(ttl >>> 16);
      int16(ttl);
      if (id >= 0) {
        segment[used++] = SHARED;
        int16(id >>> 16);
        int16(id);
      } else {
        segment[used++] = 0;
        System.arraycopy(set, 0, segment, used, setLength);
        used += setLength;
      }
      count = 0;
      pendingEnd = 0;
    }

    /** Name server sets of others: one's own servers below one's own name are nobody else's. */
    private boolean worthSharing() {
      if (type != RecordType.NS) {
        return false;
      }
      int length = RrsetView.length(pending, starts[0]);
      int tail = starts[0] + 2 + length - ownerLength;
      return length < ownerLength
          || !Arrays.equals(pending, tail, tail + ownerLength, owner, 0, ownerLength);
    }

    private void int16(int value) {
      segment[used++] = (byte) (value >> 8);
      segment[used++] = (byte) value;
    }

    private byte[] scratch = new byte[4096];

    /** The pending RDATA sorted (RFC 4034 section 6.3), each once, behind their number. */
    private byte[] canonicalSet() {
      sortStarts();
      if (pendingEnd + 2 > scratch.length) {
        scratch = new byte[2 * pendingEnd];
      }
      int to = 2;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (i > 0 && compare(starts[i - 1], starts[i]) == 0) {
          continue; // RFC 2181 section 5: the same record twice is one record
        }
        int length = 2 + RrsetView.length(pending, starts[i]);
        System.arraycopy(pending, starts[i], scratch, to, length);
        to += length;
        kept++;
      }
      scratch[0] = (byte) (kept >> 8);
      scratch[1] = (byte) kept;
      pendingEnd = to - 2;
      return scratch;
    }

    /** Sorts in place; most sets have two records, so insertion is the rule. */
    private void sortStarts() {
      if (count > 64) {
        Integer[] sorted = Arrays.stream(starts, 0, count).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, this::compare);
        Arrays.setAll(starts, i -> i < sorted.length ? sorted[i] : 0);
        return;
      }
      for (int i = 1; i < count; i++) {
        int start = starts[i];
        int j = i - 1;
        while (j >= 0 && compare(starts[j], start) > 0) {
          starts[j + 1] = starts[j--];
        }
        starts[j + 1] = start;
      }
    }

    private int compare(int a, int b) {
      return Arrays.compareUnsigned(
          pending,
          a + 2,
          a + 2 + RrsetView.length(pending, a),
          pending,
          b + 2,
          b + 2 + RrsetView.length(pending, b));
    }

    public PackedRecords build() {
      flush();
      if (!segments.isEmpty()) {
        segments.set(segments.size() - 1, Arrays.copyOf(segment, used));
      }
      return new PackedRecords(
          origin,
          shared,
          segments.toArray(byte[][]::new),
          Arrays.copyOf(entries, size),
          List.copyOf(notes));
    }
  }
}
