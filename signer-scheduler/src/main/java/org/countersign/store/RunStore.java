package org.countersign.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.jdbi.v3.core.Handle;

/** Pipeline runs, how they ended and what they found. */
public final class RunStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SignerDatabase database;

  public RunStore(SignerDatabase database) {
    this.database = database;
  }

  public void begin(UUID id, Name zone, Instant at) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO signer.run (run_id, zone, started_at) VALUES (:id, :zone, :at)")
                .bind("id", id)
                .bind("zone", zone.toString())
                .bind("at", SignerDatabase.at(at))
                .execute());
  }

  /**
   * Ends a run, once, and keeps its findings; what was refused or failed is put on the audit trail.
   *
   * @param actor on whose behalf it ran
   * @param refusedData digest of the data it refused, if it refused data that make a zone
   * @throws StoreException if there is no such run under way
   */
  public void end(
      StoredRun run, List<Finding> findings, String actor, Optional<String> refusedData) {
    database.run(
        handle -> {
          int rows =
              handle
                  .createUpdate(
                      "UPDATE signer.run SET ended_at = :at, outcome = :outcome, serial = :serial,"
                          + " message = :message, millis = CAST(:millis AS jsonb) WHERE run_id ="
                          + " :id AND ended_at IS NULL")
                  .bind("id", run.id())
                  .bind("at", SignerDatabase.at(run.endedAt()))
                  .bind("outcome", run.outcome().orElse(null))
                  .bind("serial", run.serial().map(Serial::value).orElse(null))
                  .bind("message", run.message().orElse(null))
                  .bind("millis", json(run.millis()))
                  .execute();
          if (rows == 0) {
            throw new StoreException("run " + run.id() + " is not under way, and cannot end");
          }
          FindingRows.insert(handle, run.zone(), run.id(), findings);
          refusedData.ifPresent(digest -> insertRefused(handle, run, digest));
          RunAudit.append(handle, run, findings, actor, refusedData);
        });
  }

  private static void insertRefused(Handle handle, StoredRun run, String digest) {
    handle
        .createUpdate(
            "INSERT INTO signer.refused_data (run_id, zone, data_sha256, at) VALUES (:run, :zone,"
                + " :data, :at)")
        .bind("run", run.id())
        .bind("zone", run.zone().toString())
        .bind("data", digest)
        .bind("at", SignerDatabase.at(run.endedAt()))
        .execute();
  }

  /**
   * The newest run that refused data.
   *
   * @param digest of these data; empty for whichever
   */
  public Optional<RefusedData> refused(Name zone, Optional<String> digest) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT run_id, data_sha256, at FROM signer.refused_data WHERE zone = :zone AND"
                        + " (CAST(:data AS text) IS NULL OR data_sha256 = :data) ORDER BY at DESC,"
                        + " run_id LIMIT 1")
                .bind("zone", zone.toString())
                .bind("data", digest.orElse(null))
                .map(
                    (row, context) ->
                        new RefusedData(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                .findOne());
  }

  /** When a run last released the zone, or found nothing to release; empty if none ever did. */
  public Optional<Instant> lastConfirmed(Name zone) {
    return database
        .call(
            handle ->
                handle
                    .createQuery(
                        "SELECT ended_at FROM signer.run WHERE zone = :zone AND outcome IN"
                            + " ('released', 'unchanged') ORDER BY started_at DESC LIMIT 1")
                    .bind("zone", zone.toString())
                    .mapTo(OffsetDateTime.class)
                    .findOne())
        .map(OffsetDateTime::toInstant);
  }

  /** Newest first. */
  public List<StoredRun> recent(Name zone, int limit) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT run_id, zone, started_at, ended_at, outcome, serial, message,"
                        + " millis::text FROM signer.run WHERE zone = :zone ORDER BY started_at"
                        + " DESC, run_id LIMIT :limit")
                .bind("zone", zone.toString())
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
  }

  /** What a run found, in the order reported. */
  public List<Finding> findings(UUID run) {
    return database.call(handle -> FindingRows.of(handle, run));
  }

  private static StoredRun run(ResultSet row) throws SQLException {
    Long serial = row.getObject(6, Long.class);
    return new StoredRun(
        row.getObject(1, UUID.class),
        Name.parse(row.getString(2)),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(SignerDatabase.instant(row.getObject(4, OffsetDateTime.class))),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(serial).map(Serial::new),
        Optional.ofNullable(row.getString(7)),
        millis(row.getString(8)));
  }

  private static String json(Map<String, Long> millis) {
    try {
      return JSON.writeValueAsString(millis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> millis(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new StoreException("signer.run has milliseconds that are no JSON: " + json, e);
    }
  }
}
