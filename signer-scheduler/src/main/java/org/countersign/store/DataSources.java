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

  /** Seconds after which a server that answers nothing at all is given up. */
  private static final int LISTENING = 60;

  private final HikariDataSource signer;
  private final HikariDataSource registry;
  private final DatabaseConfig signerConfig;
  private final DatabaseConfig registryConfig;

  private DataSources(
      HikariDataSource signer,
      HikariDataSource registry,
      DatabaseConfig signerConfig,
      DatabaseConfig registryConfig) {
    this.signer = signer;
    this.registry = registry;
    this.signerConfig = signerConfig;
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
          first, pool("registry", registry, 3, true, REGISTRY_STATEMENT), signer, registry);
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

  /** How the signer's state is reached, for those who keep a pool of their own. */
  public DatabaseConfig signerConfig() {
    return signerConfig;
  }

  /** The registry for migrations and imports: single connections, no pool, no read-only guard. */
  public DataSource registryForWriting() {
    return single(registryConfig, "import", 0);
  }

  /**
   * Listens for what the registry says of its revisions.
   *
   * @throws StoreException if it cannot be reached, or is a standby, where nobody can listen
   */
  public Notifications registryNotifications() {
    return Notifications.on(single(registryConfig, "listen", LISTENING), Notifications.REVISION);
  }

  /**
   * Listens for work that is due.
   *
   * @throws StoreException if the database cannot be reached
   */
  public Notifications dueNotifications() {
    return Notifications.on(single(signerConfig, "listen", LISTENING), Notifications.DUE);
  }

  private static DataSource single(DatabaseConfig config, String what, int socketSeconds) {
    var source = new org.postgresql.ds.PGSimpleDataSource();
    source.setUrl(config.url());
    source.setUser(config.user());
    source.setPassword(new String(config.password().reveal()));
    source.setApplicationName("countersign-" + what);
    source.setConnectTimeout(5);
    source.setTcpKeepAlive(true);
    source.setSocketTimeout(socketSeconds);
    return source;
  }

  @Override
  public void close() {
    registry.close();
    signer.close();
  }
}
