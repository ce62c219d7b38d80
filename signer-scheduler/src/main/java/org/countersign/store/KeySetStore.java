package org.countersign.store;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.KeySet;

/** The keys of each zone: what they are, where their vault keeps them, how far they are known. */
public final class KeySetStore {
  private final SignerDatabase database;

  public KeySetStore(SignerDatabase database) {
    this.database = database;
  }

  /** The zone's keys whose private halves are still there. */
  public KeySet load(Name zone) {
    return database.call(handle -> KeyRows.load(handle, zone));
  }

  /** Every key the zone ever had, oldest first. */
  public List<StoredKey> all(Name zone) {
    return database.call(handle -> KeyRows.all(handle, zone));
  }

  /** The public half of every key the zone ever had: no new key takes a tag of theirs. */
  public List<Dnskey> everKnown(Name zone) {
    return all(zone).stream().map(stored -> stored.key().dnskey()).toList();
  }

  /**
   * The keys of the lease's zone, to be changed under this lease and no other.
   *
   * @param actor who does it, for the audit trail
   */
  public LeasedKeys under(Lease lease, String actor) {
    return new LeasedKeys(database, lease, actor);
  }

  /** Which moves of the zone's keys operators have agreed to and nobody has made yet. */
  public List<StoredApproval> approvals(Name zone) {
    return database.call(handle -> ApprovalRows.open(handle, zone));
  }
}
