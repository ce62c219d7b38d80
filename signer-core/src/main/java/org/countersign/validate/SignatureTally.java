package org.countersign.validate;

import org.countersign.dns.RecordType;

/** How many signatures verified under each key of the zone, by what they are over. */
public final class SignatureTally {
  private final long[] zone;
  private final long[] keySets;
  private final long[] dnskey;
  long bogus;
  long second;

  SignatureTally(int keys) {
    zone = new long[keys];
    keySets = new long[keys];
    dnskey = new long[keys];
  }

  void count(int key, int covered) {
    if (SignatureChecks.isKeySet(covered)) {
      keySets[key]++;
      dnskey[key] += covered == RecordType.DNSKEY ? 1 : 0;
    } else {
      zone[key]++;
    }
  }

  synchronized void add(SignatureTally other) {
    for (int i = 0; i < zone.length; i++) {
      zone[i] += other.zone[i];
      keySets[i] += other.keySets[i];
      dnskey[i] += other.dnskey[i];
    }
    bogus += other.bogus;
    second += other.second;
  }

  /** Valid signatures of a key over anything but DNSKEY, CDS and CDNSKEY. */
  public long zoneSignatures(int key) {
    return zone[key];
  }

  /** Valid signatures of a key over DNSKEY, CDS and CDNSKEY. */
  public long keySetSignatures(int key) {
    return keySets[key];
  }

  public boolean signsDnskey(int key) {
    return dnskey[key] > 0;
  }

  /** Signatures verified by a second provider as well. */
  public long verifiedTwice() {
    return second;
  }
}
