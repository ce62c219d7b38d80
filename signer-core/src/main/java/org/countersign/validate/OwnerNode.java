package org.countersign.validate;

import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;

/**
 * One owner name of the zone with all its records, in packed form and reused for the next owner:
 * rules look, and keep nothing. RRsets stand in ascending order of type, records in canonical order
 * of data (RFC 4034 section 6.3), exact duplicates left out; RRSIG records stand apart.
 */
public final class OwnerNode {
  /** Where a name stands in the zone. */
  public enum Place {
    /** Not at or below the origin. */
    OUTSIDE,
    APEX,
    /** Authoritative data below the apex. */
    AUTHORITATIVE,
    /** A zone cut: NS records below the apex. */
    CUT,
    /** Below a zone cut: glue, or data nobody can reach. */
    BELOW_CUT,
    /** Below a DNAME: data nobody can reach. */
    BELOW_DNAME
  }

  byte[] key = new byte[OwnerKey.MAX + 2];
  int keyLength;
  final byte[] wire = new byte[Name.MAX_WIRE * 3];
  int wireLength;
  Place place = Place.OUTSIDE;
  boolean hashOwnerOnly;

  private byte[] data = new byte[4096];
  private int length;
  private final RowList rows = new RowList();
  private final RowList signatures = new RowList();
  private final RrsetList rrsets = new RrsetList();
  private int foreign;
  private boolean signaturesSorted;

  void clear() {
    length = 0;
    rows.count = 0;
    signatures.count = 0;
    rrsets.count = 0;
    foreign = 0;
    signaturesSorted = false;
    hashOwnerOnly = false;
  }

  void owner(byte[] ownerKey, int ownerKeyLength) {
    keyLength = ownerKeyLength;
    System.arraycopy(ownerKey, 0, key, 0, ownerKeyLength);
    wireLength = OwnerKey.decode(key, 0, keyLength, Name.ROOT, wire, 0);
  }

  void add(RecordStream r) {
    if (r.recordClass != 1) {
      foreign++;
      return;
    }
    if (length + r.rdataLength > data.length) {
      data = Arrays.copyOf(data, 2 * (length + r.rdataLength));
    }
    System.arraycopy(r.rdata, r.rdataFrom, data, length, r.rdataLength);
    RowList list = r.type == RecordType.RRSIG ? signatures : rows;
    list.add(r.type, r.ttl, length, r.rdataLength);
    length += r.rdataLength;
  }

  /** Puts everything in order, once all records are added. */
  void finish() {
    rows.sort(data);
    rrsets.gather(rows, data);
    hashOwnerOnly = rrsets.count == 1 && rrsets.type[0] == RecordType.NSEC3;
  }

  public Place place() {
    return place;
  }

  /** Whether the name is the hash of another one only: NSEC3 and its signature, nothing else. */
  public boolean isHashOwnerOnly() {
    return hashOwnerOnly;
  }

  /** Whether the zone is authoritative for {@code rrset}, so that it must be signed. */
  public boolean isSigned(int rrset) {
    int type = rrsets.type[rrset];
    return switch (place) {
      case APEX, AUTHORITATIVE -> true;
      // RFC 4035 section 2.2: neither glue nor delegation NS are signed
      case CUT -> type == RecordType.DS || type == RecordType.NSEC || type == RecordType.NSEC3;
      default -> type == RecordType.NSEC3;
    };
  }

  /** Presentation format with the final dot. */
  public String name() {
    return Name.text(wire, 0);
  }

  /** The owner in wire format, the first {@link #wireLength()} octets. */
  public byte[] wire() {
    return wire;
  }

  public int wireLength() {
    return wireLength;
  }

  /** The sort key below the root, the first {@link #keyLength()} octets. */
  public byte[] key() {
    return key;
  }

  public int keyLength() {
    return keyLength;
  }

  /** Labels as an RRSIG counts them: no root label, no leading {@code *} (RFC 4034 3.1.3). */
  public int signatureLabels() {
    int labels = OwnerKey.labels(key, 0, keyLength);
    return wire[0] == 1 && wire[1] == '*' ? labels - 1 : labels;
  }

  /** Records in a class other than IN, which are not looked at further. */
  public int foreignClassRecords() {
    return foreign;
  }

  public int rrsets() {
    return rrsets.count;
  }

  public int type(int rrset) {
    return rrsets.type[rrset];
  }

  /** The highest TTL of the RRset's records. */
  public long ttl(int rrset) {
    return rrsets.ttl[rrset];
  }

  public boolean mixedTtl(int rrset) {
    return rrsets.mixed[rrset];
  }

  /** The place of the RRset of {@code type}, or -1. */
  public int find(int type) {
    for (int i = 0; i < rrsets.count; i++) {
      if (rrsets.type[i] == type) {
        return i;
      }
    }
    return -1;
  }

  public boolean has(int type) {
    return find(type) >= 0;
  }

  /** The RRset's first record; its others follow up to {@link #to}. */
  public int from(int rrset) {
    return rrsets.from[rrset];
  }

  public int to(int rrset) {
    return rrsets.to[rrset];
  }

  public long recordTtl(int record) {
    return rows.ttl[record];
  }

  /** Where the record's data begins in {@link #data()}. */
  public int dataFrom(int record) {
    return rows.from[record];
  }

  public int dataLength(int record) {
    return rows.length[record];
  }

  /** The canonical data of all records and signatures. */
  public byte[] data() {
    return data;
  }

  /** A copy of one record's data. */
  public byte[] rdata(int record) {
    return Arrays.copyOfRange(data, rows.from[record], rows.from[record] + rows.length[record]);
  }

  public int signatures() {
    return signatures.count;
  }

  public int signatureFrom(int i) {
    return signatures.from[i];
  }

  public int signatureLength(int i) {
    return signatures.length[i];
  }

  public long signatureTtl(int i) {
    return signatures.ttl[i];
  }

  /** Puts the RRSIG records in canonical order, for digests. */
  public void sortSignatures() {
    if (!signaturesSorted) {
      signatures.sort(data);
      signaturesSorted = true;
    }
  }

  public int covered(int signature) {
    return u16(signatures.from[signature]);
  }

  public int signatureAlgorithm(int i) {
    return data[signatures.from[i] + 2] & 0xff;
  }

  public int signatureLabelCount(int i) {
    return data[signatures.from[i] + 3] & 0xff;
  }

  public long originalTtl(int i) {
    return u32(signatures.from[i] + 4);
  }

  public long expiration(int i) {
    return u32(signatures.from[i] + 8);
  }

  public long inception(int i) {
    return u32(signatures.from[i] + 12);
  }

  public int signatureTag(int i) {
    return u16(signatures.from[i] + 16);
  }

  /** The octet after the signer's name, which begins at 18. */
  public int signerEnd(int i) {
    int at = signatures.from[i] + 18;
    while (data[at] != 0) {
      at += data[at] + 1;
    }
    return at + 1;
  }

  /** 16 bits of {@link #data()} at {@code at}. */
  public int u16(int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  public long u32(int at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }
}
