package org.countersign.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.countersign.dns.Name;
import org.countersign.registry.RegistryCounts;

/** Moves staged delegations into the reference registry's tables, in place of the zone's former. */
final class ImportStore {
  private static final String OF_ZONE = "current_setting('" + RegistryViews.ZONE + "')";

  private static final String[][] STEPS = {
    {
      "making room",
      "INSERT INTO registry.zone (origin) VALUES (" + OF_ZONE + ") ON CONFLICT DO NOTHING",
      // one import of a zone at a time
      "SELECT FROM registry.zone WHERE origin = " + OF_ZONE + " FOR UPDATE",
      "CREATE TEMPORARY TABLE import_former ON COMMIT DROP AS SELECT DISTINCT host_id FROM"
          + " registry.domain_host JOIN registry.domain USING (domain_id) WHERE zone = "
          + OF_ZONE,
      "DELETE FROM registry.ds_data USING registry.domain d WHERE ds_data.domain_id ="
          + " d.domain_id AND d.zone = "
          + OF_ZONE,
      "DELETE FROM registry.domain_host USING registry.domain d WHERE domain_host.domain_id ="
          + " d.domain_id AND d.zone = "
          + OF_ZONE,
      "DELETE FROM registry.domain WHERE zone = " + OF_ZONE,
    },
    {
      "storing domains",
      "INSERT INTO registry.domain (zone, name, ns_ttl, ds_ttl) SELECT "
          + OF_ZONE
          + ", n.owner, n.ttl, s.ttl FROM (SELECT owner, min(ttl) AS ttl FROM import_ns GROUP BY"
          + " owner) n LEFT JOIN (SELECT owner, min(ttl) AS ttl FROM import_ds GROUP BY owner) s"
          + " ON s.owner = n.owner",
    },
    {
      "storing hosts",
      "INSERT INTO registry.host (name) SELECT DISTINCT server FROM import_ns ON CONFLICT DO"
          + " NOTHING",
      "DELETE FROM registry.host_address a USING registry.host h, import_ns n WHERE a.host_id ="
          + " h.host_id AND h.name = n.server AND registry.is_below(h.name, "
          + OF_ZONE
          + ")",
      "UPDATE registry.host h SET a_ttl = t.a, aaaa_ttl = t.aaaa, updated_at = now() FROM (SELECT"
          + " host, min(ttl) FILTER (WHERE family(address) = 4) AS a, min(ttl) FILTER (WHERE"
          + " family(address) = 6) AS aaaa FROM import_address GROUP BY host) t WHERE h.name ="
          + " t.host AND t.host IN (SELECT server FROM import_ns)",
      "INSERT INTO registry.host_address (host_id, address) SELECT DISTINCT h.host_id, a.address"
          + " FROM import_address a JOIN registry.host h ON h.name = a.host WHERE a.host IN"
          + " (SELECT server FROM import_ns)",
    },
    {
      "storing delegations",
      "INSERT INTO registry.domain_host (domain_id, host_id) SELECT DISTINCT d.domain_id,"
          + " h.host_id FROM import_ns n JOIN registry.domain d ON d.name = n.owner JOIN"
          + " registry.host h ON h.name = n.server",
      "INSERT INTO registry.ds_data SELECT DISTINCT d.domain_id, s.key_tag, s.algorithm,"
          + " s.digest_type, s.digest FROM import_ds s JOIN registry.domain d ON d.name = s.owner",
    },
    {
      "sweeping up",
      "DELETE FROM registry.host h USING import_former f WHERE h.host_id = f.host_id AND NOT"
          + " EXISTS (SELECT FROM registry.domain_host dh WHERE dh.host_id = h.host_id)",
      // whoever reads next must not wait for the statistics of autovacuum
      "ANALYZE registry.domain, registry.host, registry.host_address, registry.domain_host,"
          + " registry.ds_data",
    },
  };

  private final Connection connection;
  private final Name zone;
  private final ImportProgress progress;

  ImportStore(Connection connection, Name zone, ImportProgress progress) {
    this.connection = connection;
    this.zone = zone;
    this.progress = progress;
  }

  /** What the registry has of the zone then, as its views show it. */
  RegistryCounts replace() throws SQLException {
    RegistryViews.choose(connection, zone);
    for (int step = 0; step < STEPS.length; step++) {
      progress.at(STEPS[step][0], step, STEPS.length);
      for (int i = 1; i < STEPS[step].length; i++) {
        execute(STEPS[step][i]);
      }
    }
    progress.at("counting", STEPS.length, STEPS.length);
    return new SnapshotFactsQuery(connection, new RegistryViews("registry")).counts();
  }

  /** Staged addresses that no delegation needs and the policy does not get either. */
  long strayAddresses() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM import_address a WHERE NOT shared AND NOT EXISTS (SELECT FROM"
                    + " import_ns n WHERE n.server = a.host)");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
