package org.countersign.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Several octet strings in one column ({@code bytea[]}). */
final class Octets {
  private Octets() {}

  static Array array(Handle handle, byte[][] all) {
    try {
      return handle.getConnection().createArrayOf("bytea", all);
    } catch (SQLException e) {
      throw new StoreException("the signer's database takes no octets: " + e.getMessage(), e);
    }
  }

  static List<byte[]> list(ResultSet row, int column) throws SQLException {
    return List.of((byte[][]) row.getArray(column).getArray());
  }
}
