package org.countersign.sign;

import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.keys.SignatureVerifier;
import org.countersign.zone.ZoneImage;

/**
 * Finds signatures of the former release that still hold: equal RRset and TTL, a key of the plan,
 * enough life left. Moves through the former image as the walk moves through the new one; for one
 * thread.
 *
 * <p>Where the former release was judged, a signature there verifies under one of its signers.
 * Where only one of them has the signature's algorithm and tag, that one made it; where several do,
 * it is verified under each, for a tag tells nothing (rollover-spec, "Key tags" 5). Where it was
 * not, each is verified.
 */
final class Reuse {
  private final ZoneImage image;
  private final SigningKeys keys;
  private final SignatureWindow window;
  private final Dnskey[] signer;
  private final boolean[] ambiguous;
  private final RrsetView set = new RrsetView();
  private final RrsetView signatures = new RrsetView();
  private final int originLength;
  private int owner = -1;
  private boolean here;

  /** The signature found, at {@link #from} to {@link #to}. */
  byte[] data;

  int from;
  int to;
  int expiration;
  int inception;

  Reuse(FormerRelease former, SigningKeys keys, SignatureWindow window) {
    this.image = former.image();
    this.keys = keys;
    this.window = window;
    this.originLength = image.origin().length();
    this.signer = new Dnskey[keys.size()];
    this.ambiguous = new boolean[keys.size()];
    for (int k = 0; k < keys.size(); k++) {
      Dnskey wanted = keys.get(k).dnskey();
      ambiguous[k] = !former.judged();
      for (Dnskey other : former.signers()) {
        if (other.algorithm() == wanted.algorithm() && other.tag().equals(wanted.tag())) {
          if (other.fingerprint().equals(wanted.fingerprint())) {
            signer[k] = other;
          } else {
            ambiguous[k] = true;
          }
        }
      }
    }
  }

  /** Moves to the walk's name. */
  void name(NameWalk walk) {
    if (owner < 0) {
      int found = image.find(walk.key, walk.keyFrom, walk.keyTo);
      here = found >= 0;
      owner = here ? found : -found - 1;
      return;
    }
    here = false;
    while (owner < image.owners()) {
      int order = image.compareKey(owner, walk.key, walk.keyFrom, walk.keyTo);
      if (order >= 0) {
        here = order == 0;
        return;
      }
      owner++;
    }
  }

  /**
   * Looks for a signature over {@code wanted} by a key.
   *
   * @param covered the octets a signature over the set covers, RRSIG RDATA excluded, at {@code
   *     setFrom..setTo}; read only to tell twins apart
   */
  boolean find(NameWalk walk, RrsetView wanted, int key, byte[] buffer, int setFrom, int setTo) {
    if (!here || signer[key] == null) {
      return false;
    }
    int formerSet = image.findSet(owner, wanted.type);
    int formerSignatures = image.findSet(owner, RecordType.RRSIG);
    if (formerSet < 0 || formerSignatures < 0) {
      return false;
    }
    image.view(formerSet, set);
    if (set.ttl != wanted.ttl || !set.sameData(wanted)) {
      return false;
    }
    image.view(formerSignatures, signatures);
    int at = signatures.at;
    for (int i = 0; i < signatures.count; i++) {
      int size = RrsetView.length(signatures.data, at);
      if (matches(walk, wanted, key, signatures.data, at + 2, size)
          && (!ambiguous[key] || verifies(key, buffer, setFrom, setTo))) {
        return true;
      }
      at += 2 + size;
    }
    return false;
  }

  private boolean matches(
      NameWalk walk, RrsetView wanted, int key, byte[] rrsig, int at, int size) {
    Dnskey dnskey = signer[key];
    if (size <= RrsigFields.FIXED + originLength
        || RrsetView.length(rrsig, at) != wanted.type
        || (rrsig[at + 2] & 0xff) != dnskey.algorithm()
        || rrsig[at + 3] != walk.labels()
        || int32(rrsig, at + 4) != wanted.ttl
        || RrsetView.length(rrsig, at + 16) != dnskey.tag().value()) {
      return false;
    }
    expiration = int32(rrsig, at + 8);
    inception = int32(rrsig, at + 12);
    if (!window.stillGood(inception, expiration)) {
      return false;
    }
    data = rrsig;
    from = at + RrsigFields.FIXED + originLength;
    to = at + size;
    return true;
  }

  private boolean verifies(int key, byte[] buffer, int setFrom, int setTo) {
    int head = RrsigFields.FIXED + originLength;
    byte[] covered = new byte[head + setTo - setFrom];
    System.arraycopy(data, from - head, covered, 0, head);
    System.arraycopy(buffer, setFrom, covered, head, setTo - setFrom);
    byte[] signature = java.util.Arrays.copyOfRange(data, from, to);
    return SignatureVerifier.of(keys.get(key).dnskey())
        .verifies(covered, 0, covered.length, signature);
  }

  private static int int32(byte[] data, int at) {
    return RrsetView.length(data, at) << 16 | RrsetView.length(data, at + 2);
  }
}
