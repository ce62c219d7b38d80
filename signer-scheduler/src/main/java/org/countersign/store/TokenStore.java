package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Bearer tokens by the hash of what their owners hold. */
public final class TokenStore {
  private static final String COLUMNS =
      "name, role, person, created_by, created_at, expires_at, revoked_at, last_used_at";

  private final SignerDatabase database;

  public TokenStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Adds a token, on the audit trail.
   *
   * @param sha256 of the token, hexadecimal
   * @throws StoreException if one was ever called so
   */
  public void add(StoredToken token, String sha256) {
    try {
      database.run(
          handle -> {
            handle
                .createUpdate(
                    "INSERT INTO signer.token (name, sha256, role, person, created_by, created_at,"
                        + " expires_at) VALUES (:name, :sha256, :role, :person, :by, :at, :expires)")
                .bind("name", token.name())
                .bind("sha256", sha256)
                .bind("role", token.role())
                .bind("person", token.person())
                .bind("by", token.createdBy())
                .bind("at", SignerDatabase.at(token.createdAt()))
                .bind("expires", SignerDatabase.at(token.expiresAt()))
                .execute();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("name", token.name());
            details.put("role", token.role());
            details.put("person", token.person());
            audit(handle, token.createdAt(), token.createdBy(), "token add", details);
          });
    } catch (StoreException e) {
      if (e.getCause() instanceof JdbiException cause && SignerDatabase.isDuplicate(cause)) {
        throw new StoreException(
            "a token is or was called " + token.name() + ": choose another name", e);
      }
      throw e;
    }
  }

  /** Revokes a token, on the audit trail; false if none in force is called so. */
  public boolean revoke(String name, String by, Instant at) {
    return database.call(
        handle -> {
          int rows =
              handle
                  .createUpdate(
                      "UPDATE signer.token SET revoked_at = :at, revoked_by = :by WHERE name ="
                          + " :name AND revoked_at IS NULL")
                  .bind("at", SignerDatabase.at(at))
                  .bind("by", by)
                  .bind("name", name)
                  .execute();
          if (rows == 1) {
            audit(handle, at, by, "token revoke", Map.of("name", name));
          }
          return rows == 1;
        });
  }

  private static void audit(
      Handle handle, Instant at, String actor, String action, Map<String, ?> details) {
    AuditLog.append(handle, at, actor, action, Optional.empty(), details);
  }

  /**
   * The token in force with this hash, which is noted as used.
   *
   * @param sha256 of what a client sent, hexadecimal
   */
  public Optional<StoredToken> use(String sha256) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "UPDATE signer.token SET last_used_at = clock_timestamp() WHERE sha256 ="
                        + " :sha256 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at >"
                        + " clock_timestamp()) RETURNING "
                        + COLUMNS)
                .bind("sha256", sha256)
                .map((row, context) -> token(row))
                .findOne());
  }

  /** Every token there was, oldest first. */
  public List<StoredToken> all() {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM signer.token ORDER BY created_at, name")
                .map((row, context) -> token(row))
                .list());
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    return new StoredToken(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        instant(row, 6),
        instant(row, 7),
        instant(row, 8));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(SignerDatabase.instant(row.getObject(column, OffsetDateTime.class)));
  }
}
