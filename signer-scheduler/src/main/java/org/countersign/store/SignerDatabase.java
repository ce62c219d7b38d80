package org.countersign.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.util.PSQLException;

/** The signer's state: transactions on it, and its failures in one form. */
public final class SignerDatabase {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Jdbi jdbi;

  public SignerDatabase(DataSource signer) {
    this.jdbi = Jdbi.create(signer);
  }

  /**
   * Runs {@code work} in one transaction, which is taken back if it throws.
   *
   * @throws StoreException if the database cannot do it
   */
  <T> T call(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw new StoreException("the signer's database refused: " + reason(e), e);
    }
  }

  /** Like {@link #call}, on one snapshot of everything. */
  <T> T snapshot(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply);
    } catch (JdbiException e) {
      throw new StoreException("the signer's database refused: " + reason(e), e);
    }
  }

  void run(Consumer<Handle> work) {
    call(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  private static String reason(Throwable e) {
    return sqlCause(e).getMessage();
  }

  /** The first cause that is the driver's; the last one if none is. */
  private static Throwable sqlCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Whether a failed transaction has surely left nothing behind: the server called it an error of a
   * statement, or the database had no part in the failure. A connection that ended may have ended
   * after the commit.
   */
  public static boolean rolledBack(StoreException e) {
    boolean database = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
        return "ERROR".equals(sql.getServerErrorMessage().getSeverity());
      }
      database |= cause instanceof SQLException;
    }
    return !database;
  }

  /** Whether a unique rule of the database refused. */
  static boolean isDuplicate(JdbiException e) {
    return e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
  }

  /** An instant as timestamptz takes it; microseconds are what it keeps. */
  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static OffsetDateTime at(Optional<Instant> instant) {
    return instant.map(SignerDatabase::at).orElse(null);
  }

  static Instant instant(OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
