package org.countersign.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a query, streamed in COPY's binary format and read in place: the current row's fields
 * are ranges of {@link #data()}.
 */
final class CopyRows implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  private final CopyOut copy;
  private final int[] from;
  private final int[] to;
  private byte[] data = {};
  private int at;
  private boolean ended;

  /**
   * @param query without parameters; read those from settings of the transaction
   * @param fields how many columns it has
   */
  CopyRows(Connection connection, String query, int fields) throws SQLException, IOException {
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
    this.from = new int[fields];
    this.to = new int[fields];
    need(SIGNATURE.length + 8);
    if (!Arrays.equals(data, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IOException("the database's COPY answer is not in binary format");
    }
    at += SIGNATURE.length + 4;
    int extension = int32();
    need(extension);
    at += extension;
  }

  /** Goes to the next row; false after the last. */
  boolean next() throws SQLException, IOException {
    need(2);
    int fields = (short) ((data[at] & 0xff) << 8 | data[at + 1] & 0xff);
    at += 2;
    if (fields < 0) {
      while (copy.readFromCopy() != null) {
        // nothing follows the trailer, and the protocol wants to be read to its end
      }
      ended = true;
      return false;
    }
    if (fields != from.length) {
      throw new IOException(
          "the database sent " + fields + " columns where " + from.length + " were asked for");
    }
    int row = at;
    for (int i = 0; i < fields; i++) {
      // need() may move the row to the front of a new array: ranges are kept relative to the row
      int offset = at - row;
      need(offset, 4);
      row = at - offset;
      int length = int32();
      from[i] = length < 0 ? -1 : at - row;
      if (length > 0) {
        offset = at - row;
        need(offset, length);
        row = at - offset;
        at += length;
      }
      to[i] = at - row;
    }
    for (int i = 0; i < fields; i++) {
      from[i] = from[i] < 0 ? -1 : from[i] + row;
      to[i] += row;
    }
    return true;
  }

  byte[] data() {
    return data;
  }

  boolean isNull(int field) {
    return from[field] < 0;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }

  /** A bigint field. */
  long number(int field) {
    long value = 0;
    for (int i = from[field]; i < to[field]; i++) {
      value = value << 8 | data[i] & 0xff;
    }
    return value;
  }

  private int int32() {
    int value =
        (data[at] & 0xff) << 24
            | (data[at + 1] & 0xff) << 16
            | (data[at + 2] & 0xff) << 8
            | data[at + 3] & 0xff;
    at += 4;
    return value;
  }

  private void need(int octets) throws SQLException, IOException {
    need(0, octets);
  }

  /** Makes {@code octets} available at {@link #at} and keeps {@code back} octets before it. */
  private void need(int back, int octets) throws SQLException, IOException {
    while (data.length - at < octets) {
      byte[] more = copy.readFromCopy();
      if (more == null) {
        throw new IOException("the database's COPY answer ended in the middle of a row");
      }
      int kept = data.length - at + back;
      byte[] joined = kept == 0 ? more : new byte[kept + more.length];
      if (kept > 0) {
        System.arraycopy(data, at - back, joined, 0, kept);
        System.arraycopy(more, 0, joined, kept, more.length);
      }
      data = joined;
      at = back;
    }
  }

  @Override
  public void close() throws SQLException {
    if (!ended && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
