package org.countersign.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A connection that listens on one of PostgreSQL's notification channels. */
public final class Notifications implements AutoCloseable {
  /** The registry says here that a zone's revision moved; the payload is the zone. */
  public static final String REVISION = "countersign_revision";

  /** The signer says here that work is due. */
  public static final String DUE = "countersign_due";

  private final Connection connection;
  private final PGConnection listening;

  private Notifications(Connection connection) throws SQLException {
    this.connection = connection;
    this.listening = connection.unwrap(PGConnection.class);
  }

  /**
   * @param source gives connections of which this one is kept: no pool
   * @param channel one of the constants
   * @throws StoreException if the database cannot be reached, or is a standby, which notifies
   *     nobody
   */
  static Notifications on(DataSource source, String channel) {
    Connection connection = null;
    try {
      connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + channel);
      }
      return new Notifications(connection);
    } catch (SQLException e) {
      close(connection);
      throw new StoreException("cannot listen on " + channel + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits until something is heard, or for {@code limit} at most.
   *
   * @return the payloads, empty if the time ran out
   * @throws StoreException if the connection is lost: what was said meanwhile was not heard
   */
  public List<String> next(Duration limit) {
    try {
      PGNotification[] heard = listening.getNotifications((int) Math.max(1, limit.toMillis()));
      List<String> payloads = new ArrayList<>();
      if (heard == null || heard.length == 0) {
        try (Statement alive = connection.createStatement()) {
          alive.execute("SELECT"); // a server that went away without a word would never be noticed
        }
      } else {
        for (PGNotification notification : heard) {
          payloads.add(notification.getParameter());
        }
      }
      return payloads;
    } catch (SQLException e) {
      throw new StoreException("no longer listening: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // it is gone either way
      }
    }
  }
}
