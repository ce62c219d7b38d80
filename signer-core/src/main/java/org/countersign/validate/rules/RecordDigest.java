package org.countersign.validate.rules;

import java.security.MessageDigest;
import org.countersign.validate.OwnerNode;

/**
 * A digest over records in canonical form and order, each as owner, type, class, TTL, data length
 * and data (RFC 8976 section 3.3.1; the data digest uses the same form).
 */
final class RecordDigest {
  private final MessageDigest[] digests;
  private final byte[] head = new byte[10];

  RecordDigest(MessageDigest... digests) {
    this.digests = digests;
  }

  void rrset(OwnerNode node, int rrset) {
    for (int r = node.from(rrset); r < node.to(rrset); r++) {
      record(
          node,
          node.type(rrset),
          node.recordTtl(r),
          node.data(),
          node.dataFrom(r),
          node.dataLength(r));
    }
  }

  void record(OwnerNode node, int type, long ttl, byte[] data, int from, int length) {
    head[0] = (byte) (type >> 8);
    head[1] = (byte) type;
    head[3] = 1;
    head[4] = (byte) (ttl >> 24);
    head[5] = (byte) (ttl >> 16);
    head[6] = (byte) (ttl >> 8);
    head[7] = (byte) ttl;
    head[8] = (byte) (length >> 8);
    head[9] = (byte) length;
    for (MessageDigest digest : digests) {
      digest.update(node.wire(), 0, node.wireLength());
      digest.update(head);
      digest.update(data, from, length);
    }
  }
}
