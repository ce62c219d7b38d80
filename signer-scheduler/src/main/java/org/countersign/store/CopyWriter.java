package org.countersign.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows streamed into a table in COPY's binary format. */
final class CopyWriter implements AutoCloseable {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int BATCH = 1 << 16;
  private static final int FAMILY_V4 = 2;
  private static final int FAMILY_V6 = 3; // PostgreSQL's own number, the same on every system

  private final CopyIn copy;
  private byte[] batch = Arrays.copyOf(HEADER, 2 * BATCH);
  private int used = HEADER.length;

  CopyWriter(Connection connection, String table) throws SQLException {
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
  }

  CopyWriter row(int fields) throws SQLException {
    if (used >= BATCH) {
      copy.writeToCopy(batch, 0, used);
      used = 0;
    }
    int16(fields);
    return this;
  }

  CopyWriter text(String value) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    return octets(octets, 0, octets.length);
  }

  CopyWriter number(int value) {
    int32(4);
    int32(value);
    return this;
  }

  CopyWriter flag(boolean value) {
    return octets(new byte[] {(byte) (value ? 1 : 0)}, 0, 1);
  }

  /** A bytea. */
  CopyWriter octets(byte[] value, int from, int to) {
    int32(to - from);
    room(to - from);
    System.arraycopy(value, from, batch, used, to - from);
    used += to - from;
    return this;
  }

  /** An inet of one host, from the RDATA of an A or AAAA record. */
  CopyWriter address(byte[] value, int from, int to) {
    int length = to - from;
    int32(4 + length);
    room(4 + length);
    batch[used++] = (byte) (length == 4 ? FAMILY_V4 : FAMILY_V6);
    batch[used++] = (byte) (8 * length); // all bits: no network
    batch[used++] = 0; // not a cidr
    batch[used++] = (byte) length;
    System.arraycopy(value, from, batch, used, length);
    used += length;
    return this;
  }

  /** Ends the table's rows; without it, {@link #close} takes them back. */
  void end() throws SQLException {
    int16(-1);
    copy.writeToCopy(batch, 0, used);
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void int16(int value) {
    room(2);
    batch[used++] = (byte) (value >> 8);
    batch[used++] = (byte) value;
  }

  private void int32(int value) {
    int16(value >>> 16);
    int16(value);
  }

  private void room(int octets) {
    if (used + octets > batch.length) {
      batch = Arrays.copyOf(batch, 2 * (used + octets));
    }
  }
}
