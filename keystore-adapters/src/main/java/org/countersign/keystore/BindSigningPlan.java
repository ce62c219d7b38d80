package org.countersign.keystore;

import java.time.Instant;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;

/**
 * The plan that a directory of BIND key files amounts to at an instant, by each file's timing. A
 * key with the SEP flag is a KSK and one without a ZSK, except where the algorithm has only one
 * kind: then each key does both, so that every algorithm published signs the whole zone (RFC 4035
 * 2.2).
 */
public final class BindSigningPlan {
  private BindSigningPlan() {}

  public static SigningPlan at(Instant now, List<BindKey> keys) {
    List<BindKey> published = keys.stream().filter(key -> key.publishedAt(now)).toList();
    return SigningPlan.of(published.stream().map(key -> planned(key, published, now)).toList());
  }

  private static PlannedKey planned(BindKey key, List<BindKey> published, Instant now) {
    Dnskey dnskey = key.dnskeyAt(now);
    return new PlannedKey(
        KeyId.random(), role(dnskey, published, now), dnskey, true, key.signsAt(now), key.handle());
  }

  private static KeyRole role(Dnskey dnskey, List<BindKey> published, Instant now) {
    if (dnskey.isRevoked()) {
      return KeyRole.KSK; // RFC 5011 section 2.1: it signs the DNSKEY RRset, and nothing else
    }
    if (dnskey.isEntryPoint()) {
      boolean zoneIsSigned =
          published.stream().anyMatch(k -> other(k, dnskey, now, false) && k.signsAt(now));
      return zoneIsSigned ? KeyRole.KSK : KeyRole.CSK;
    }
    // A KSK that is published but not here (kept offline) signs elsewhere.
    return published.stream().anyMatch(k -> other(k, dnskey, now, true))
        ? KeyRole.ZSK
        : KeyRole.CSK;
  }

  private static boolean other(BindKey key, Dnskey than, Instant now, boolean entryPoint) {
    Dnskey dnskey = key.dnskeyAt(now);
    return dnskey.algorithm() == than.algorithm()
        && dnskey.isEntryPoint() == entryPoint
        && !dnskey.isRevoked();
  }
}
