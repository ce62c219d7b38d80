package org.countersign.sign;

import org.countersign.dns.Name;
import org.countersign.keys.PlannedKey;

/** Makes or finds again the signatures of ranges; for one thread. */
final class RangeSigner implements AutoCloseable {
  private final ZoneLayout layout;
  private final SigningKeys keys;
  private final SignatureWindow window;
  private final OpenSigners signers;
  private final FormerRelease former;
  private final Name origin;
  private final int head;
  private final int[] tags;
  private byte[] buffer = new byte[8192];
  private int made;
  private int reused;

  /**
   * @param former null where nothing is used again
   */
  RangeSigner(
      ZoneLayout layout,
      SigningKeys keys,
      SignatureWindow window,
      OpenSigners signers,
      FormerRelease former) {
    this.layout = layout;
    this.keys = keys;
    this.window = window;
    this.signers = signers;
    this.former = former;
    this.origin = layout.zone().origin();
    this.head = RrsigFields.FIXED + origin.length();
    this.tags = new int[keys.size()];
    for (int k = 0; k < tags.length; k++) {
      tags[k] = keys.get(k).dnskey().tag().value();
    }
  }

  /** The signatures of one range, and how they came about. */
  SignedRange sign(Range range) {
    restart();
    Signatures signatures = new Signatures(64 << 10);
    NameWalk walk = new NameWalk(layout, range);
    Reuse reuse = former == null ? null : new Reuse(former, keys, window);
    while (walk.next()) {
      if (reuse != null) {
        reuse.name(walk);
      }
      for (int i = 0; i < walk.count; i++) {
        if (walk.sets[i].signed) {
          sign(walk, walk.sets[i], reuse, signatures);
        }
      }
    }
    return new SignedRange(range, signatures.trimmed(), made, reused);
  }

  /** The signatures of one RRset of the walk's current name. */
  void sign(NameWalk walk, SignedSet set, Reuse reuse, Signatures to) {
    int end = head + RrsigFields.setSize(set.view, walk.length);
    if (end > buffer.length) {
      buffer = new byte[2 * end];
    }
    RrsigFields.writeSet(set.view, walk.wire, walk.length, buffer, head);
    for (int key : set.isKeySet() ? keys.keySet() : keys.zone()) {
      if (reuse != null && reuse.find(walk, set.view, key, buffer, head, end)) {
        reused++;
        to.add(key, reuse.expiration, reuse.inception, reuse.data, reuse.from, reuse.to);
      } else {
        made++;
        long expiration = window.expiration(walk.wire, walk.length, set.view.type);
        PlannedKey planned = keys.get(key);
        RrsigFields.write(
            set.view,
            walk.labels(),
            planned.dnskey().algorithm(),
            tags[key],
            expiration,
            window.inception(),
            origin,
            buffer,
            0);
        byte[] signature = signers.get(key).sign(buffer, 0, end);
        to.add(key, expiration, window.inception(), signature, 0, signature.length);
      }
    }
  }

  /** Counts from zero again. */
  void restart() {
    made = 0;
    reused = 0;
  }

  int made() {
    return made;
  }

  int reused() {
    return reused;
  }

  @Override
  public void close() {
    signers.close();
  }
}
