package org.countersign.validate.rules;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.validate.KeyCheck;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.RsaField;
import org.countersign.validate.Rule;

/**
 * KEY-SANE: each DNSKEY is a zone key a validator can and should use (RFC 4034 section 2), none
 * that is revoked signs the zone (RFC 5011 section 2.1), and a tag two keys share is pointed out.
 */
public final class KeySane extends Rule {
  private static final int KNOWN_FLAGS =
      Dnskey.ZONE_KEY | Dnskey.SECURE_ENTRY_POINT | Dnskey.REVOKE;

  public KeySane() {
    super(RuleId.KEY_SANE);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    List<Dnskey> keys = zone.keys().all();
    for (int i = 0; i < keys.size(); i++) {
      one(keys.get(i));
      twins(i);
    }
    zone.limits()
        .algorithm()
        .ifPresent(
            wanted -> {
              if (!keys.isEmpty() && keys.stream().noneMatch(k -> k.algorithm() == wanted)) {
                String what = "no key has the algorithm the policy says, " + wanted;
                // with a plan a rollover brings it, when it is not held or waits for approval
                boolean planned = zone.request().plan().isPresent();
                report(
                    (planned ? warning(what) : refusal(what))
                        .at(zone.origin().toString(), RecordType.DNSKEY));
              }
            });
  }

  private void one(Dnskey key) {
    if (key.protocol() != 3) {
      say(key, refusal("its protocol is " + key.protocol() + ", it must be 3"));
    }
    if (!key.isZoneKey()) {
      say(key, refusal("its flags, " + key.flags() + ", lack the zone key bit: it may not sign"));
    }
    if ((key.flags() & ~KNOWN_FLAGS) != 0) {
      say(key, warning("its flags, " + key.flags() + ", have bits that mean nothing"));
    }
    KeyCheck.problem(key).ifPresent(p -> say(key, refusal("it cannot be used: " + p)));
    DnssecAlgorithm.of(key.algorithm())
        .ifPresent(
            algorithm -> {
              if (!algorithm.maySign()) {
                sha1(key);
              }
              if (algorithm.isRsa()) {
                rsa(key);
              }
            });
  }

  private void sha1(Dnskey key) {
    String what = "it signs with SHA-1, which must not be used any more (RFC 9905)";
    say(key, zone.limits().allowSha1() ? warning(what) : refusal(what));
  }

  private void rsa(Dnskey key) {
    RsaField rsa;
    try {
      rsa = RsaField.of(key.publicKey());
    } catch (IllegalArgumentException e) {
      return; // said already
    }
    if (rsa.bits() < zone.limits().minRsaBits()) {
      say(
          key,
          refusal(
              "its modulus has "
                  + rsa.bits()
                  + " bits, at least "
                  + zone.limits().minRsaBits()
                  + " are needed"));
    } else if (rsa.bits() < 2048) {
      say(key, warning("its modulus has " + rsa.bits() + " bits, 2048 are wise"));
    }
    if (rsa.bits() > 4096) {
      say(key, refusal("its modulus has " + rsa.bits() + " bits; 4096 are the most (RFC 3110)"));
    }
    if (!rsa.exponent().testBit(0) || rsa.exponent().bitLength() < 2) {
      say(key, refusal("its exponent, " + rsa.exponent() + ", is even or 1"));
    } else if (rsa.exponent().bitLength() > 35) {
      say(
          key,
          unwise(
              "its exponent has "
                  + rsa.exponent().bitLength()
                  + " bits; validators refuse more than 35"));
    }
  }

  private void twins(int i) {
    List<Dnskey> keys = zone.keys().all();
    for (int k = 0; k < i; k++) {
      if (zone.keys().tag(k) == zone.keys().tag(i)) {
        say(
            keys.get(i),
            warning(
                "another published key has the same tag, "
                    + keys.get(k).fingerprint().brief()
                    + ": legal (RFC 4034 section 8), and some validators fail on it"));
      }
    }
  }

  @Override
  protected void end() {
    if (zone.tally() == null) {
      return;
    }
    for (int i = 0; i < zone.keys().all().size(); i++) {
      Dnskey key = zone.keys().all().get(i);
      if (key.isRevoked() && zone.tally().zoneSignatures(i) > 0) {
        say(key, refusal("it is revoked and signs the zone; it may sign the DNSKEY RRset only"));
      }
    }
  }

  private void say(Dnskey key, Finding finding) {
    report(
        finding
            .at(zone.origin().toString(), RecordType.DNSKEY)
            .tag(key.tag())
            .key(key.fingerprint()));
  }
}
