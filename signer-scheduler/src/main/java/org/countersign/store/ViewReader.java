package org.countersign.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;

/** What reading the rows of each view has in common: the owner, the TTL, repeated rows. */
abstract class ViewReader {
  private static final long MAX_TTL = Integer.MAX_VALUE; // RFC 2181 section 8

  final String view;
  final BadRows bad;
  final byte[] owner = new byte[Name.MAX_WIRE];
  int ownerLength;

  private final PackedRecords.Builder records;
  private final byte[] origin;
  private final int defaultTtl;
  private byte[] last = new byte[2 * Name.MAX_WIRE];
  private int lastLength = -1;
  private final byte[] lastOwner = new byte[Name.MAX_WIRE];
  private int lastOwnerLength = -1;
  private long owners;
  private long kept;

  ViewReader(String view, PackedRecords.Builder records, Name origin, int defaultTtl, BadRows bad) {
    this.view = view;
    this.records = records;
    this.origin = origin.wire();
    this.defaultTtl = defaultTtl;
    this.bad = bad;
  }

  /** Reads all rows into the records, the bad ones into the bad rows. */
  final void read(Connection connection, String query, int fields)
      throws SQLException, IOException {
    try (CopyRows rows = new CopyRows(connection, query, fields)) {
      while (rows.next()) {
        row(rows);
      }
    } catch (SQLException e) {
      throw new StoreException("reading " + view + " failed: " + e.getMessage(), e);
    }
  }

  abstract void row(CopyRows row);

  /** Takes the owner in field 0; false, with a finding, if it cannot own a record here. */
  final boolean owner(CopyRows row, int type) {
    if (row.isNull(0)) {
      bad.add("null", type, text("has no owner"));
      return false;
    }
    ownerLength = PresentationName.parse(row.data(), row.from(0), row.to(0), owner);
    if (ownerLength < 0) {
      fault(row, type, "has an owner that is no domain name");
      return false;
    }
    if (!PresentationName.isBelow(owner, ownerLength, origin)) {
      fault(row, type, "has an owner that is not below " + Name.text(origin, 0));
      return false;
    }
    return true;
  }

  /** The TTL in a field, the policy's if null; empty, with a finding, if it is out of range. */
  final OptionalInt ttl(CopyRows row, int field, int type) {
    if (row.isNull(field)) {
      return OptionalInt.of(defaultTtl);
    }
    long ttl = row.number(field);
    if (ttl < 0 || ttl > MAX_TTL) {
      fault(row, type, "has TTL " + ttl + ", and a TTL is 0 to " + MAX_TTL);
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) ttl);
  }

  /** Keeps a record unless the row before it was the same. */
  final void keep(int type, int ttl, byte[] rdata, int length) {
    boolean sameOwner =
        Arrays.equals(owner, 0, ownerLength, lastOwner, 0, Math.max(0, lastOwnerLength));
    if (sameOwner && length == lastLength && Arrays.equals(rdata, 0, length, last, 0, lastLength)) {
      return;
    }
    records.add(owner, ownerLength, type, ttl, rdata, 0, length);
    kept++;
    if (!sameOwner) {
      owners++;
      System.arraycopy(owner, 0, lastOwner, 0, ownerLength);
      lastOwnerLength = ownerLength;
    }
    System.arraycopy(rdata, 0, last, 0, length);
    lastLength = length;
  }

  final void fault(CopyRows row, int type, String fault) {
    bad.add(PresentationName.shown(row.data(), row.from(0), row.to(0)), type, text(fault));
  }

  private String text(String fault) {
    return "a row of " + view + " " + fault + ": mend the row in the registry";
  }

  /** Distinct owners kept. */
  final long owners() {
    return owners;
  }

  /** Distinct records kept. */
  final long kept() {
    return kept;
  }
}
