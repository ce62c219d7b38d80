package org.countersign.sign;

import java.time.Instant;
import org.countersign.policy.SigningPolicy;

/**
 * When new signatures of one run begin and end, and which old ones are still good enough. Seconds
 * since 1970; RRSIG fields hold them modulo 2^32 (RFC 4034 section 3.1.5).
 */
final class SignatureWindow {
  private final long now;
  private final long inception;
  private final long latest;
  private final long jitter;
  private final long refresh;

  SignatureWindow(SigningPolicy policy, Instant now) {
    this.now = now.getEpochSecond();
    this.inception = this.now - policy.inceptionOffset().toSeconds();
    this.latest = this.now + policy.validity().toSeconds();
    this.jitter = policy.jitter().toSeconds();
    this.refresh = policy.refresh().toSeconds();
  }

  long inception() {
    return inception;
  }

  /**
   * The expiration for one RRset: spread evenly before the latest one, and the same for the same
   * name and type in every run, so that equal input gives equal output.
   */
  long expiration(byte[] owner, int length, int type) {
    if (jitter == 0) {
      return latest;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ owner[i]) * 0x100000001b3L;
    }
    hash = (hash ^ type) * 0x100000001b3L;
    hash ^= hash >>> 32; // FNV-1a alone leaves the last octets' influence in the low bits
    hash *= 0x9e3779b97f4a7c15L;
    return latest - Long.remainderUnsigned(hash >>> 1, jitter + 1);
  }

  /** Whether a signature with these RRSIG fields need not be made anew. */
  boolean stillGood(int inceptionField, int expirationField) {
    int at = (int) now;
    return inceptionField - at <= 0 // serial number arithmetic, RFC 4034 section 3.1.5
        && expirationField - at > refresh;
  }
}
