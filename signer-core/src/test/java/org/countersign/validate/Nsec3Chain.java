package org.countersign.validate;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/** Changes to a chain of NSEC3 records that leave it closed. */
final class Nsec3Chain {
  private static final base32 HASH = new base32("0123456789ABCDEFGHIJKLMNOPQRSTUV", false, true);

  private Nsec3Chain() {}

  private static String owner(Record r) {
    return r.getName().getLabelString(0);
  }

  private static NSEC3Record with(NSEC3Record r, String owner, byte[] next, int[] types) {
    return new NSEC3Record(
        org.xbill.DNS.Name.fromConstantString(owner + ".example."),
        DClass.IN,
        r.getTTL(),
        1,
        r.getFlags(),
        0,
        new byte[0],
        next,
        types);
  }

  /** Takes a record out and lets the one before it point past it. */
  static void unlink(List<Record> chain, String hash) {
    NSEC3Record gone = find(chain, hash);
    chain.remove(gone);
    chain.replaceAll(
        r -> {
          NSEC3Record n = (NSEC3Record) r;
          return HASH.toString(n.getNext()).equalsIgnoreCase(hash)
              ? with(n, owner(n), gone.getNext(), n.getTypes())
              : r;
        });
  }

  /** Puts a record in at its place. */
  static void link(List<Record> chain, String hash) {
    for (int i = 0; i < chain.size(); i++) {
      NSEC3Record r = (NSEC3Record) chain.get(i);
      String from = owner(r);
      String to = HASH.toString(r.getNext());
      boolean last = to.compareToIgnoreCase(from) <= 0;
      boolean after = from.compareToIgnoreCase(hash) < 0;
      boolean before = hash.compareToIgnoreCase(to) < 0;
      if (last ? after || before : after && before) {
        chain.set(i, with(r, from, HASH.fromString(hash), r.getTypes()));
        chain.add(with(r, hash, r.getNext(), new int[] {Type.NS, Type.DS, Type.RRSIG}));
        return;
      }
    }
    throw new IllegalStateException("no place for " + hash);
  }

  /** Gives a record another bitmap. */
  static void retype(List<Record> chain, String hash, int... types) {
    NSEC3Record old = find(chain, hash);
    chain.set(chain.indexOf(old), with(old, owner(old), old.getNext(), types));
  }

  private static NSEC3Record find(List<Record> chain, String hash) {
    return (NSEC3Record)
        chain.stream().filter(r -> owner(r).equalsIgnoreCase(hash)).findFirst().orElseThrow();
  }
}
