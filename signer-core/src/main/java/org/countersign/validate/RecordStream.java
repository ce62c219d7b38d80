package org.countersign.validate;

/** Records one after the other, each in the same fields. */
abstract class RecordStream implements AutoCloseable {
  /** The owner's sort key below the root (see {@link org.countersign.dns.OwnerKey}). */
  byte[] key;

  int keyLength;

  /** Equal numbers of two records in a row mean equal owners. */
  long ownerNumber;

  int type;
  int recordClass;
  long ttl;
  byte[] rdata;
  int rdataFrom;
  int rdataLength;

  /** Moves to the next record; false at the end. */
  abstract boolean next();

  @Override
  public void close() {}
}
