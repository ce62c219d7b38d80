package org.countersign.policy;

import static org.countersign.policy.LintContext.longer;
import static org.countersign.policy.LintContext.sum;

import java.time.Duration;
import org.countersign.settings.DurationText;

/** Keys and their lives. */
final class KeyRules {
  private static final int FEW_TAGS = 256;

  private KeyRules() {}

  static void algorithmMaySign(LintContext c) {
    if (!c.policy().signing().algorithm().maySign()) {
      c.error(
          "signing.algorithm",
          c.shown("signing.algorithm", c.policy().signing().algorithm())
              + " is verified only, never signed with (RFC 9905); take 13 (ECDSAP256SHA256)");
    }
  }

  static void rsaModulusIsStrongEnough(LintContext c) {
    int bits = c.policy().signing().rsaBits();
    boolean rsa = c.policy().signing().algorithm().isRsa();
    if (bits < 1024 || bits > 4096) {
      c.error(
          "signing.rsaBits", c.shown("signing.rsaBits", bits) + " is out of range: 1024 to 4096");
    } else if (rsa && bits < c.policy().gate().minRsaBits()) {
      c.error(
          "signing.rsaBits",
          c.shown("signing.rsaBits", bits)
              + " is below "
              + c.shown("gate.minRsaBits", c.policy().gate().minRsaBits())
              + ": the gate would refuse the keys");
    } else if (rsa && bits < 2048) {
      c.warn(
          "signing.rsaBits",
          c.shown("signing.rsaBits", bits) + " is weak: 2048 is the least of today");
    }
  }

  static void tagRangeIsARange(LintContext c) {
    if (c.policy().keys().tagRange() == null) {
      return;
    }
    try {
      TagRange range = TagRange.parse(c.policy().keys().tagRange());
      if (range.size() < FEW_TAGS) {
        c.warn(
            "keys.tagRange",
            "keys.tagRange "
                + range
                + " has "
                + range.size()
                + " tags: every key ever made takes up to two of them, so it soon runs out");
      }
    } catch (IllegalArgumentException e) {
      c.error("keys.tagRange", "keys.tagRange: " + e.getMessage());
    }
  }

  /** lifetime > Ipub + Iret (RFC 7583 section 3.2.1): else one roll begins before the last ends. */
  static void zskLivesLongerThanItsRollover(LintContext c) {
    lifetime(
        c,
        "keys.zsk.lifetime",
        c.policy().keys().zsk().lifetime(),
        zskRollover(c.policy()),
        "Ipub + Iret of timing and ttl");
  }

  static Duration zskRollover(Policy policy) {
    TimingPolicy t = policy.timing();
    Duration publish = sum(t.zonePropagationDelay(), policy.ttl().dnskey(), t.publishSafety());
    Duration retire =
        sum(t.signDelay(), t.zonePropagationDelay(), policy.ttl().max(), t.retireSafety());
    return publish.plus(retire);
  }

  /** The same for a KSK by double-KSK, the DS's way through the parent included (section 3.3.1). */
  static void kskLivesLongerThanItsRollover(LintContext c) {
    TimingPolicy t = c.policy().timing();
    Duration publish = sum(t.zonePropagationDelay(), c.policy().ttl().dnskey(), t.publishSafety());
    Duration retire = sum(t.parentPropagationDelay(), t.parentDsTtl(), t.retireSafety());
    lifetime(
        c,
        "keys.ksk.lifetime",
        c.policy().keys().ksk().lifetime(),
        sum(publish, retire),
        "IpubC + Iret of timing and ttl");
  }

  private static void lifetime(
      LintContext c, String path, Duration lifetime, Duration rollover, String of) {
    if (c.managed() && !lifetime.isZero() && !longer(lifetime, rollover)) { // 0: never due
      c.error(
          path,
          c.shown(path, lifetime)
              + " is not longer than the "
              + DurationText.of(rollover)
              + " a rollover takes ("
              + of
              + "): the next would begin before the last has ended; raise it, or 0 for never");
    }
  }
}
