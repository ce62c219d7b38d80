package org.countersign.keystore;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.keys.KeyHandle;

/**
 * A key in a directory of BIND key files.
 *
 * @param dnskey as its file has it, without what the timing adds
 * @param timing its dates, those of the {@code .state} file included
 * @param state what BIND's key manager knows of it; empty if it does not manage the key
 * @param signable whether the private half is there too; an offline KSK's may not be
 */
public record BindKey(
    KeyHandle handle,
    Name owner,
    Dnskey dnskey,
    BindTiming timing,
    Optional<BindState> state,
    boolean signable) {
  /** The DNSKEY to publish at {@code now}: with the REVOKE bit once its time has come. */
  public Dnskey dnskeyAt(Instant now) {
    return timing.revokes(now) ? dnskey.revoked() : dnskey;
  }

  public boolean publishedAt(Instant now) {
    return timing.publishes(now);
  }

  public boolean signsAt(Instant now) {
    return signable && timing.signs(now);
  }
}
