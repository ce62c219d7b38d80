package org.countersign.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The two connection pools: the signer's state, read and written, and the registry, read only. They
 * may be two servers.
 */
public final class DataSources implements AutoCloseable {
  private static final Duration SIGNER_STATEMENT = Duration.ofMinutes(1);
  private static final Duration REGISTRY_STATEMENT = Duration.ofMinutes(15);

  private final HikariDataSource signer;
  private final HikariDataSource registry;
  private final DatabaseConfig registryConfig;

  private DataSources(
      HikariDataSource signer, HikariDataSource registry, DatabaseConfig registryConfig) {
    this.signer = signer;
    this.registry = registry;
    this.registryConfig = registryConfig;
  }

  /**
   * Opens both pools and one connection in each.
   *
   * @throws StoreException if a server cannot be reached or refuses us; it says which
   */
  public static DataSources open(DatabaseConfig signer, DatabaseConfig registry) {
    HikariDataSource first = pool("signer", signer, 10, false, SIGNER_STATEMENT);
    try {
      return new DataSources(
          first, pool("registry", registry, 3, true, REGISTRY_STATEMENT), registry);
    } catch (StoreException e) {
      first.close();
      throw e;
    }
  }

  private static HikariDataSource pool(
      String name, DatabaseConfig database, int size, boolean readOnly, Duration statement) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(new String(database.password().reveal()));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(0);
    pool.setReadOnly(readOnly);
    pool.setConnectionTimeout(10_000);
    pool.addDataSourceProperty("ApplicationName", "countersign-" + name);
    pool.addDataSourceProperty("connectTimeout", "5");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty(
        "options",
        "-c statement_timeout="
            + statement.toMillis()
            + " -c lock_timeout=20s -c idle_in_transaction_session_timeout=10min"
            + (readOnly ? " -c default_transaction_read_only=on" : ""));
    try {
      return new HikariDataSource(pool);
    } catch (PoolInitializationException e) {
      throw new StoreException(
          "the "
              + name
              + " database at "
              + database.url()
              + " cannot be used by "
              + database.user()
              + ": "
              + e.getMessage()
              + "; check that it runs and that address, user and password are right",
          e);
    }
  }

  /** The signer's state. */
  public DataSource signer() {
    return signer;
  }

  /** The registry, read only: whatever is written through it is refused by the server. */
  public DataSource registry() {
    return registry;
  }

  /** The registry for migrations and imports: single connections, no pool, no read-only guard. */
  public DataSource registryForWriting() {
    var source = new org.postgresql.ds.PGSimpleDataSource();
    source.setUrl(registryConfig.url());
    source.setUser(registryConfig.user());
    source.setPassword(new String(registryConfig.password().reveal()));
    source.setApplicationName("countersign-import");
    source.setConnectTimeout(5);
    return source;
  }

  @Override
  public void close() {
    registry.close();
    signer.close();
  }
}
