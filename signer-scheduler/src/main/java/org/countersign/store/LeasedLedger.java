package org.countersign.store;

import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Serial;
import org.countersign.release.Ledger;
import org.countersign.release.NotReleasedException;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseVerdict;
import org.countersign.step.Step;
import org.jdbi.v3.core.Handle;

/**
 * The ledger under one lease. Whether a release may be written is asked, and it is written, while
 * the lease's row is locked: no other writer of the zone gets between.
 */
final class LeasedLedger implements Ledger {
  private final SignerDatabase database;
  private final Lease lease;
  private final Undertaking undertaking;
  private final Optional<RollbackNote> rollback;

  /**
   * @param rollback what is recorded with a release that is a rollback
   */
  LeasedLedger(
      SignerDatabase database,
      Lease lease,
      Undertaking undertaking,
      Optional<RollbackNote> rollback) {
    this.database = database;
    this.lease = lease;
    this.undertaking = undertaking;
    this.rollback = rollback;
  }

  @Override
  public void record(ReleaseRecord release, Optional<Serial> formerSerial) {
    if (!release.origin().equals(lease.zone())) {
      throw new IllegalArgumentException(
          "a lease on " + lease.zone() + " is no lease on " + release.origin());
    }
    try {
      database.run(
          handle -> {
            record(handle, release, formerSerial);
            Step.LEDGER_WRITTEN.passed();
          });
      Step.LEDGER_COMMITTED.passed();
    } catch (StoreException e) {
      if (SignerDatabase.rolledBack(e)) {
        throw new NotReleasedException(
            release.origin()
                + " "
                + release.serial()
                + " could not be recorded and was not released: "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  private void record(Handle handle, ReleaseRecord release, Optional<Serial> formerSerial) {
    LeaseFence.demand(
        handle, lease, why -> new NotReleasedException(why + ": this candidate is discarded"));
    demandNoHold(handle, release);
    demandFormer(handle, release, formerSerial);
    demandNewer(handle, release);
    if (release.verdict() == ReleaseVerdict.OVERRIDDEN) {
      OverrideStore.use(handle, release);
    }
    ReleaseRows.insert(handle, release, lease.epoch(), undertaking);
    rollback.ifPresent(
        note ->
            RollbackRows.write(
                handle,
                release,
                undertaking.actor(),
                new LeasedKeys(database, lease, undertaking.actor()),
                note));
    ReleaseEvidence.note(handle, release);
    AuditLog.append(
        handle,
        release.releasedAt(),
        undertaking.actor(),
        "release",
        Optional.of(release.origin()),
        Map.of(
            "serial", release.serial().value(),
            "kind", release.kind().text(),
            "sha256", release.digest(),
            "data", release.dataDigest(),
            "verdict", release.verdict().text(),
            "basedOn", release.basedOn().toString(),
            "run", undertaking.run().toString()));
  }

  /** What an operator has stopped while the candidate was made stays stopped. */
  private void demandNoHold(Handle handle, ReleaseRecord release) {
    if (!rollback.map(RollbackNote::throughHold).orElse(false)) {
      demandNoHold(handle, release, HoldScope.PUBLISH);
    }
    boolean newData =
        ReleaseRows.newest(handle, release.origin())
            .map(former -> !former.dataDigest().equals(release.dataDigest()))
            .orElse(true);
    if (newData && release.kind() != ReleaseKind.ROLLBACK) {
      demandNoHold(handle, release, HoldScope.INGEST);
    }
  }

  private static void demandNoHold(Handle handle, ReleaseRecord release, HoldScope scope) {
    HoldStore.open(handle, release.origin(), scope, release.releasedAt())
        .ifPresent(
            hold -> {
              throw new NotReleasedException(
                  hold.owner()
                      + " put "
                      + scope.text()
                      + " of "
                      + hold.zone()
                      + " on hold at "
                      + hold.since()
                      + " ("
                      + hold.reason()
                      + "): this candidate is discarded");
            });
  }

  private static void demandFormer(
      Handle handle, ReleaseRecord release, Optional<Serial> formerSerial) {
    Optional<Serial> newest =
        ReleaseRows.newest(handle, release.origin()).map(ReleaseRecord::serial);
    if (!newest.equals(formerSerial)) {
      throw new NotReleasedException(
          "the newest release of "
              + release.origin()
              + " is "
              + newest.map(Serial::toString).orElse("none")
              + ", but this candidate was made on "
              + formerSerial.map(Serial::toString).orElse("none")
              + ": run again");
    }
  }

  private static void demandNewer(Handle handle, ReleaseRecord release) {
    for (Serial known : ReleaseRows.serials(handle, release.origin())) {
      if (!release.serial().isNewerThan(known)) {
        throw new NotReleasedException(
            "serial "
                + release.serial()
                + " of "
                + release.origin()
                + " is not newer (RFC 1982) than "
                + known
                + ", which was released or seen: run again");
      }
    }
  }
}
