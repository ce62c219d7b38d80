package org.countersign.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.policy.TtlPolicy;
import org.countersign.registry.RegistryCounts;
import org.countersign.registry.RegistrySnapshot;
import org.countersign.registry.SnapshotOrigin;

/** Reads a zone's data out of the registry: one snapshot, in one read-only transaction. */
public final class RegistryPull {
  private final DataSource registry;
  private final RegistryViews views;

  /**
   * @param registry the read-only pool
   * @param schema where the {@code countersign_*} views are; {@code registry} in the reference
   */
  public RegistryPull(DataSource registry, String schema) {
    this.registry = registry;
    this.views = new RegistryViews(schema);
  }

  /**
   * Reads everything the registry has of {@code zone}.
   *
   * @param ttl what a record's TTL is where the registry names none
   * @throws StoreException if the database cannot be asked, has no views or does not know the zone
   */
  public PullResult pull(Name zone, TtlPolicy ttl) {
    try (Connection connection = registry.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try {
        return pull(connection, zone, ttl);
      } finally {
        connection.rollback();
      }
    } catch (SQLException | IOException e) {
      throw new StoreException("the registry cannot be read: " + e.getMessage(), e);
    }
  }

  private PullResult pull(Connection connection, Name zone, TtlPolicy ttl)
      throws SQLException, IOException {
    RegistryViews.choose(connection, zone);
    views.check(connection);
    SnapshotFactsQuery facts = new SnapshotFactsQuery(connection, views);
    SnapshotOrigin origin = facts.origin(zone);

    BadRows bad = new BadRows();
    PackedRecords.Builder records = PackedRecords.builder(zone);
    var delegations = new DelegationReader(records, zone, seconds(ttl.delegation()), bad);
    delegations.read(connection, views.delegations(), 3);
    var ds = new DsReader(records, zone, seconds(ttl.ds()), bad);
    ds.read(connection, views.ds(), 6);
    var glue = new GlueReader(records, zone, seconds(ttl.glue()), bad);
    glue.read(connection, views.glue(), 3);
    if (bad.any()) {
      return new PullResult.Refused(origin, bad.findings());
    }
    RegistryCounts read = new RegistryCounts(delegations.owners(), ds.kept(), glue.kept());
    return new PullResult.Pulled(
        new RegistrySnapshot(zone, origin, records.build(), read, facts.counts()));
  }

  private static int seconds(Duration ttl) {
    return Math.toIntExact(ttl.toSeconds());
  }
}
