package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.jdbi.v3.core.Handle;

/** What is due for the zones, marked by whoever wants it and claimed by the node that does it. */
public final class DueWorkStore {
  private static final String COLUMNS =
      "w.zone, w.kind, w.cause, w.wanted_at, w.marks, w.attempts, w.claim, w.claimed_by";

  private static final String SECONDS = "CAST(:seconds AS double precision) * interval '1 second'";

  private static final String MARK =
      "INSERT INTO signer.due_work AS w (zone, kind, cause, wanted_at, marked_at, not_before)"
          + " VALUES (:zone, :kind, :cause, clock_timestamp(), clock_timestamp(),"
          + " clock_timestamp() + "
          + SECONDS
          + ") ON CONFLICT (zone, kind) DO UPDATE SET marks = w.marks + 1, marked_at ="
          + " excluded.marked_at, cause = excluded.cause, not_before = CASE WHEN :urgent THEN"
          + " least(w.not_before, excluded.not_before) ELSE w.not_before END";

  private static final String CLAIM =
      "UPDATE signer.due_work w SET claim = w.claim + 1, attempts = w.attempts + 1, claimed_by ="
          + " :node, claimed_marks = w.marks, claimed_until = clock_timestamp() + "
          + SECONDS
          + " WHERE (w.zone, w.kind) = (SELECT d.zone, d.kind FROM signer.due_work d WHERE"
          + " d.not_before <= clock_timestamp() AND (d.claimed_until IS NULL OR d.claimed_until <="
          + " clock_timestamp()) AND CAST(d.zone AS text) <> ALL (string_to_array(:without, ' ')) AND NOT"
          + " EXISTS (SELECT FROM signer.due_work o WHERE o.zone = d.zone AND o.kind <> d.kind"
          + " AND o.claimed_until > clock_timestamp()) ORDER BY d.wanted_at, d.zone, d.kind LIMIT 1"
          + " FOR UPDATE SKIP LOCKED) RETURNING "
          + COLUMNS;

  private static final String OURS = " WHERE zone = :zone AND kind = :kind AND claim = :claim";

  private final SignerDatabase database;

  public DueWorkStore(SignerDatabase database) {
    this.database = database;
  }

  /** Wants a piece of work done at once, even where failures have put it off. */
  public void want(Name zone, WorkKind kind, String cause) {
    database.run(handle -> mark(handle, zone, kind, cause, Duration.ZERO, true));
  }

  /**
   * Wants a piece of work done after {@code delay}; where it is due already, it stays due as it is.
   */
  public void want(Name zone, WorkKind kind, String cause, Duration delay) {
    database.run(handle -> mark(handle, zone, kind, cause, delay, false));
  }

  /**
   * Wants a run if no node has seen this revision of the registry before.
   *
   * @param delay lets what changes in one go be one run
   */
  public boolean sawRevision(Name zone, long revision, Duration delay) {
    return database.call(
        handle -> {
          int moved =
              handle
                  .createUpdate(
                      "INSERT INTO signer.revision_seen AS s (zone, revision, seen_at) VALUES"
                          + " (:zone, :revision, clock_timestamp()) ON CONFLICT (zone) DO UPDATE"
                          + " SET revision = excluded.revision, seen_at = excluded.seen_at WHERE"
                          + " s.revision <> excluded.revision")
                  .bind("zone", zone.toString())
                  .bind("revision", revision)
                  .execute();
          if (moved == 1) {
            mark(handle, zone, WorkKind.RUN, "registry", delay, false);
          }
          return moved == 1;
        });
  }

  private static void mark(
      Handle handle, Name zone, WorkKind kind, String cause, Duration delay, boolean urgent) {
    handle
        .createUpdate(MARK)
        .bind("zone", zone.toString())
        .bind("kind", kind.text())
        .bind("cause", cause)
        .bind("seconds", seconds(delay))
        .bind("urgent", urgent)
        .execute();
  }

  /**
   * Takes what has been due longest and nobody is doing; of one zone, one piece at a time.
   *
   * @param without zones this node cannot work on
   */
  public Optional<DueWork> claim(String node, Duration length, Collection<Name> without) {
    return database.call(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("seconds", seconds(length))
                .bind(
                    "without",
                    without.stream().map(Name::toString).collect(Collectors.joining(" ")))
                .map((row, context) -> work(row))
                .findOne());
  }

  /** Holds every claim of a node longer; those that have expired stay lost. */
  public void renew(String node, Duration length) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE signer.due_work SET claimed_until = clock_timestamp() + "
                        + SECONDS
                        + " WHERE claimed_by = :node AND claimed_until > clock_timestamp()")
                .bind("node", node)
                .bind("seconds", seconds(length))
                .execute());
  }

  /**
   * Reports work done; what was wanted meanwhile is due again.
   *
   * @return false if the claim was lost: somebody else does it now
   */
  public boolean done(DueWork work) {
    return database.call(
        handle -> {
          int gone =
              of(handle, "DELETE FROM signer.due_work" + OURS + " AND marks = claimed_marks", work);
          return gone == 1
              || of(
                      handle,
                      "UPDATE signer.due_work SET wanted_at = marked_at, marks = marks -"
                          + " claimed_marks, attempts = 0, claimed_by = NULL, claimed_marks = NULL,"
                          + " claimed_until = NULL"
                          + OURS,
                      work)
                  == 1;
        });
  }

  /**
   * Gives work back that was not done.
   *
   * @param delay until it may be tried again
   * @param tried whether it counts as an attempt
   */
  public void putBack(DueWork work, Duration delay, boolean tried) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE signer.due_work SET not_before = clock_timestamp() + "
                        + SECONDS
                        + ", attempts = CASE WHEN :tried THEN attempts ELSE attempts - 1 END,"
                        + " claimed_by = NULL, claimed_marks = NULL, claimed_until = NULL"
                        + OURS)
                .bind("zone", work.zone().toString())
                .bind("kind", work.kind().text())
                .bind("claim", work.claim())
                .bind("seconds", seconds(delay))
                .bind("tried", tried)
                .execute());
  }

  private static int of(Handle handle, String sql, DueWork work) {
    return handle
        .createUpdate(sql)
        .bind("zone", work.zone().toString())
        .bind("kind", work.kind().text())
        .bind("claim", work.claim())
        .execute();
  }

  /** Everything due, oldest first. */
  public List<DueWork> all() {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM signer.due_work w ORDER BY w.wanted_at, w.zone")
                .map((row, context) -> work(row))
                .list());
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  private static DueWork work(ResultSet row) throws SQLException {
    return new DueWork(
        Name.parse(row.getString(1)),
        WorkKind.parse(row.getString(2)),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getLong(5),
        row.getInt(6),
        row.getLong(7),
        Optional.ofNullable(row.getString(8)));
  }
}
