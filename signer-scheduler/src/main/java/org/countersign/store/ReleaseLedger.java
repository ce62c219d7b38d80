package org.countersign.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.release.Ledger;
import org.countersign.release.ReleaseRecord;

/** Every release there was, and every serial ever released or seen. */
public final class ReleaseLedger {
  private final SignerDatabase database;

  public ReleaseLedger(SignerDatabase database) {
    this.database = database;
  }

  /** The ledger of the lease's zone, to be written under this lease and no other. */
  public Ledger under(Lease lease, Undertaking undertaking) {
    return new LeasedLedger(database, lease, undertaking, Optional.empty());
  }

  /** The same for one release that is a rollback. */
  public Ledger under(Lease lease, Undertaking undertaking, RollbackNote rollback) {
    return new LeasedLedger(database, lease, undertaking, Optional.of(rollback));
  }

  /** Newest first. */
  public List<ReleaseRecord> all(Name zone) {
    return database.call(handle -> ReleaseRows.read(handle, zone, Optional.empty()));
  }

  /** Where each release's artefact is or was, newest first. */
  public List<String> places(Name zone) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT artefact FROM signer.release WHERE zone = :zone ORDER BY ordinal DESC")
                .bind("zone", zone.toString())
                .mapTo(String.class)
                .list());
  }

  public Optional<ReleaseRecord> newest(Name zone) {
    return database.call(handle -> ReleaseRows.newest(handle, zone));
  }

  /** Every zone's newest serial. */
  public Map<Name, Serial> newestSerials() {
    Map<Name, Serial> serials = new LinkedHashMap<>();
    database.run(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT ON (zone) zone, serial FROM signer.release ORDER BY zone,"
                        + " ordinal DESC")
                .map(
                    (row, context) ->
                        Map.entry(Name.parse(row.getString(1)), new Serial(row.getLong(2))))
                .forEach(newest -> serials.put(newest.getKey(), newest.getValue())));
    return serials;
  }

  public Optional<ReleaseRecord> find(Name zone, Serial serial) {
    return database.call(
        handle -> ReleaseRows.read(handle, zone, Optional.of(serial)).stream().findFirst());
  }

  /** Every serial ever released or seen, without order. */
  public List<Serial> serials(Name zone) {
    return database.call(handle -> ReleaseRows.serials(handle, zone));
  }

  /**
   * Notes that a server has a serial, or that an imported zone had it.
   *
   * @param where {@code import}, or the server's name
   * @return false if that was known
   */
  public boolean seen(Name zone, Serial serial, String where, Instant at) {
    return database.call(
        handle ->
            handle
                    .createUpdate(
                        "INSERT INTO signer.serial_ledger (zone, serial, seen_at, first_at) VALUES"
                            + " (:zone, :serial, :where, :at) ON CONFLICT DO NOTHING")
                    .bind("zone", zone.toString())
                    .bind("serial", serial.value())
                    .bind("where", where)
                    .bind("at", SignerDatabase.at(at))
                    .execute()
                == 1);
  }
}
