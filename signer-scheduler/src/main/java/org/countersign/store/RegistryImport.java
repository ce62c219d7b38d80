package org.countersign.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.countersign.finding.Finding;
import org.countersign.registry.RegistryCounts;
import org.countersign.zone.UnsignedZone;

/**
 * Fills the reference registry from an existing zone, the way a new operator tries it on the own
 * one. What the registry had of the zone is replaced, in one transaction.
 */
public final class RegistryImport {
  private final DataSource registry;
  private final ImportProgress progress;

  /**
   * @param registry not the read-only pool: {@link DataSources#registryForWriting}
   */
  public RegistryImport(DataSource registry, ImportProgress progress) {
    this.registry = registry;
    this.progress = progress;
  }

  /**
   * Stores the zone's delegations with their NS, DS and glue; DNSSEC records are left out.
   *
   * @throws StoreException if the database cannot be asked or refuses; nothing has changed then
   */
  public ImportResult replace(UnsignedZone zone) {
    try (Connection connection = registry.getConnection()) {
      connection.setAutoCommit(false);
      ImportStaging staging = new ImportStaging(progress);
      List<Finding> bad = staging.fill(connection, zone);
      if (!bad.isEmpty()) {
        connection.rollback();
        return new ImportResult.Refused(bad);
      }
      ImportStore store = new ImportStore(connection, zone.origin(), progress);
      RegistryCounts imported = store.replace();
      long leftOut = staging.hidden() + store.strayAddresses();
      connection.commit();
      return new ImportResult.Imported(imported, staging.apex(), leftOut);
    } catch (SQLException e) {
      throw new StoreException(
          "the zone " + zone.origin() + " cannot be imported: " + e.getMessage(), e);
    }
  }
}
