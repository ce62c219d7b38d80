package org.countersign.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.countersign.dns.Name;

/** Asks the registry for its zones' revisions. */
public final class RevisionReader {
  private final DataSource registry;
  private final RegistryViews views;

  /**
   * @param registry the read-only pool
   * @param schema where the {@code countersign_*} views are
   */
  public RevisionReader(DataSource registry, String schema) {
    this.registry = registry;
    this.views = new RegistryViews(schema);
  }

  /**
   * The revision of every zone that the registry knows.
   *
   * @throws StoreException if the registry cannot be asked
   */
  public Map<Name, Long> all() {
    try (Connection connection = registry.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(views.revisions())) {
      Map<Name, Long> revisions = new LinkedHashMap<>();
      while (rows.next()) {
        revisions.put(Name.parse(rows.getString(1)), rows.getLong(2));
      }
      return revisions;
    } catch (SQLException e) {
      throw new StoreException("the registry's revisions cannot be read: " + e.getMessage(), e);
    }
  }
}
