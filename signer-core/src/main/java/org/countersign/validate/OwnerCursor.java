package org.countersign.validate;

import java.util.Arrays;
import org.countersign.dns.RecordType;

/**
 * The owners of a zone one by one in canonical order, each placed against the zone's cuts. The node
 * handed out is the same object each time.
 */
final class OwnerCursor implements OwnerSource, AutoCloseable {
  /** The text is not in canonical order: it must be sorted first. */
  static final class OutOfOrder extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfOrder() {
      super("not in canonical order", null, false, false);
    }
  }

  private final RecordStream records;
  private final byte[] originKey;
  private final OwnerNode node = new OwnerNode();
  private boolean pending;
  private byte[] cut = new byte[0];
  private OwnerNode.Place below;
  private final byte[] previous;
  private int previousLength;

  /**
   * @param originKey the origin's sort key below the root
   */
  OwnerCursor(RecordStream records, byte[] originKey) {
    this.records = records;
    this.originKey = originKey;
    this.previous = new byte[node.key.length];
    pending = records.next();
  }

  @Override
  public OwnerNode next() {
    if (!pending) {
      return null;
    }
    node.clear();
    node.owner(records.key, records.keyLength);
    int order = Arrays.compareUnsigned(previous, 0, previousLength, node.key, 0, node.keyLength);
    if (order > 0) {
      throw new OutOfOrder();
    }
    do {
      long number = records.ownerNumber;
      node.add(records);
      pending = records.next();
      if (pending && records.ownerNumber != number && !sameOwner()) {
        break;
      }
    } while (pending);
    System.arraycopy(node.key, 0, previous, 0, node.keyLength);
    previousLength = node.keyLength;
    node.finish();
    place();
    return node;
  }

  private boolean sameOwner() {
    return Arrays.equals(node.key, 0, node.keyLength, records.key, 0, records.keyLength);
  }

  private void place() {
    if (!startsWith(originKey, originKey.length)) {
      node.place = OwnerNode.Place.OUTSIDE;
    } else if (node.keyLength == originKey.length) {
      node.place = OwnerNode.Place.APEX;
      if (node.has(RecordType.DNAME)) {
        begin(OwnerNode.Place.BELOW_DNAME);
      }
    } else if (below != null && node.keyLength > cut.length && startsWith(cut, cut.length)) {
      node.place = node.hashOwnerOnly ? OwnerNode.Place.AUTHORITATIVE : below;
    } else if (node.has(RecordType.NS)) {
      node.place = OwnerNode.Place.CUT;
      begin(OwnerNode.Place.BELOW_CUT);
    } else {
      node.place = OwnerNode.Place.AUTHORITATIVE;
      if (node.has(RecordType.DNAME)) {
        begin(OwnerNode.Place.BELOW_DNAME);
      }
    }
  }

  private void begin(OwnerNode.Place what) {
    if (cut.length != node.keyLength) {
      cut = new byte[node.keyLength];
    }
    System.arraycopy(node.key, 0, cut, 0, node.keyLength);
    below = what;
  }

  private boolean startsWith(byte[] prefix, int length) {
    return node.keyLength >= length && Arrays.equals(node.key, 0, length, prefix, 0, length);
  }

  @Override
  public void close() {
    records.close();
  }
}
