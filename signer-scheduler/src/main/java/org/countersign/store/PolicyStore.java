package org.countersign.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Digests;
import org.countersign.dns.Name;

/** Which policy each zone has had, by content; the last put in force counts. */
public final class PolicyStore {
  private final SignerDatabase database;

  public PolicyStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Puts a policy in force, on the audit trail; nothing happens if exactly this text is in force
   * already.
   */
  public StoredPolicy put(Name zone, String text, Instant at, String actor) {
    String sha256 =
        HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    Optional<StoredPolicy> now = inForce(zone);
    if (now.isPresent() && now.get().sha256().equals(sha256)) {
      return now.get();
    }
    database.run(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO signer.policy (sha256, text) VALUES (:sha256, :text)"
                      + " ON CONFLICT DO NOTHING")
              .bind("sha256", sha256)
              .bind("text", text)
              .execute();
          handle
              .createUpdate(
                  "INSERT INTO signer.policy_in_force (zone, sha256, since)"
                      + " VALUES (:zone, :sha256, :at)")
              .bind("zone", zone.toString())
              .bind("sha256", sha256)
              .bind("at", SignerDatabase.at(at))
              .execute();
          Map<String, String> details = new LinkedHashMap<>();
          details.put("sha256", sha256);
          now.ifPresent(former -> details.put("former", former.sha256()));
          AuditLog.append(handle, at, actor, "policy", Optional.of(zone), details);
        });
    return new StoredPolicy(sha256, text, at);
  }

  /** Every zone's policy in force. */
  public Map<Name, StoredPolicy> inForce() {
    Map<Name, StoredPolicy> all = new LinkedHashMap<>();
    database.run(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT ON (f.zone) f.zone, p.sha256, p.text, f.since FROM"
                        + " signer.policy_in_force f JOIN signer.policy p USING (sha256) ORDER BY"
                        + " f.zone, f.ordinal DESC")
                .map(
                    (row, context) ->
                        Map.entry(
                            Name.parse(row.getString(1)),
                            new StoredPolicy(
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant())))
                .forEach(zone -> all.put(zone.getKey(), zone.getValue())));
    return all;
  }

  public Optional<StoredPolicy> inForce(Name zone) {
    return history(zone).stream().findFirst();
  }

  /** Newest first. */
  public List<StoredPolicy> history(Name zone) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT p.sha256, p.text, f.since FROM signer.policy_in_force f JOIN"
                        + " signer.policy p USING (sha256) WHERE f.zone = :zone ORDER BY f.ordinal"
                        + " DESC")
                .bind("zone", zone.toString())
                .map(
                    (row, context) ->
                        new StoredPolicy(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                .list());
  }
}
