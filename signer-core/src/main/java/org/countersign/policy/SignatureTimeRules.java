package org.countersign.policy;

import static org.countersign.policy.LintContext.longer;
import static org.countersign.policy.LintContext.sum;

import java.time.Duration;

/** The life of a signature: made, kept, made anew, judged, served by others. */
final class SignatureTimeRules {
  /** Expiration is compared in serial number arithmetic (RFC 4034 section 3.1.5). */
  private static final Duration WIRE = Duration.ofSeconds(Integer.MAX_VALUE);

  private SignatureTimeRules() {}

  /** validity - jitter > refresh: else some new signatures are already due to be made again. */
  static void validityLeavesLifeAfterRefresh(LintContext c) {
    SigningPolicy s = c.policy().signing();
    if (!longer(s.validity(), sum(s.refresh(), s.jitter()))) {
      c.error(
          "signing.validity",
          c.shown("signing.validity", s.validity())
              + " is not longer than "
              + c.shown("signing.refresh", s.refresh())
              + " + "
              + c.shown("signing.jitter", s.jitter())
              + ": new signatures would be due for refreshing at once; raise validity or lower"
              + " refresh and jitter");
    }
  }

  static void validityFitsTheWire(LintContext c) {
    Duration validity = c.policy().signing().validity();
    Duration whole = sum(validity, c.policy().signing().inceptionOffset());
    if (validity.isZero() || longer(whole, WIRE)) {
      c.error(
          "signing.validity",
          c.shown("signing.validity", validity)
              + " makes no signature that validators can read: more than 0 and, with"
              + " inceptionOffset, at most 68 years (RFC 4034 section 3.1.5)");
    }
  }

  static void inceptionIsInTheNearPast(LintContext c) {
    Duration offset = c.policy().signing().inceptionOffset();
    if (longer(offset, Duration.ofDays(7))) {
      c.warn(
          "signing.inceptionOffset",
          c.shown("signing.inceptionOffset", offset)
              + " is more than any clock is behind; an hour is usual, a week is the most that makes"
              + " sense");
    }
  }

  /** minRemaining <= refresh: a signature that is kept has more than refresh left. */
  static void gateLetsReusedSignaturesPass(LintContext c) {
    Duration least = c.policy().gate().minRemaining();
    Duration refresh = c.policy().signing().refresh();
    if (c.binds("gate.minRemaining", "signing.refresh") && longer(least, refresh)) {
      c.error(
          "gate.minRemaining",
          c.shown("gate.minRemaining", least)
              + " is longer than "
              + c.shown("signing.refresh", refresh)
              + ": the gate would refuse signatures that the signer keeps; lower minRemaining or"
              + " raise refresh");
    }
  }

  /** validity - jitter > minRemaining: so long lives the shortest new signature. */
  static void gateLetsNewSignaturesPass(LintContext c) {
    SigningPolicy s = c.policy().signing();
    Duration least = c.policy().gate().minRemaining();
    if (c.binds("gate.minRemaining", "signing.validity")
        && !longer(s.validity(), sum(least, s.jitter()))) {
      c.error(
          "gate.minRemaining",
          c.shown("gate.minRemaining", least)
              + " is not shorter than "
              + c.shown("signing.validity", s.validity())
              + " - "
              + c.shown("signing.jitter", s.jitter())
              + ": the gate would refuse new signatures; lower minRemaining or raise validity");
    }
  }

  /** maxValidity >= validity. */
  static void gateAllowsTheWholeValidity(LintContext c) {
    Duration most = c.policy().gate().maxValidity();
    Duration validity = c.policy().signing().validity();
    if (most != null && c.binds("gate.maxValidity", "signing.validity") && longer(validity, most)) {
      c.error(
          "gate.maxValidity",
          c.shown("gate.maxValidity", most)
              + " is shorter than "
              + c.shown("signing.validity", validity)
              + ": the gate would refuse new signatures; raise maxValidity or leave it out");
    }
  }

  /** clockSkew <= inceptionOffset: the gate asks that a signature began that long ago. */
  static void gateSkewIsWithinInception(LintContext c) {
    Duration skew = c.policy().gate().clockSkew();
    Duration offset = c.policy().signing().inceptionOffset();
    if (c.binds("gate.clockSkew", "signing.inceptionOffset") && longer(skew, offset)) {
      c.error(
          "gate.clockSkew",
          c.shown("gate.clockSkew", skew)
              + " is longer than "
              + c.shown("signing.inceptionOffset", offset)
              + ": the gate would refuse new signatures as not begun yet; raise inceptionOffset");
    }
  }

  /**
   * refresh > SOA expire + highest TTL: a secondary that cannot reach us serves what it has for SOA
   * expire, a cache that asks it last keeps the answer for a TTL (RFC 6781 section 4.4.1).
   */
  static void refreshOutlivesSecondariesAndCaches(LintContext c) {
    Duration refresh = c.policy().signing().refresh();
    Duration expire = c.policy().apex().soa().expire();
    Duration ttl = c.policy().ttl().max();
    if (c.binds("signing.refresh", "apex.soa.expire", "ttl.max")
        && !longer(refresh, sum(expire, ttl))) {
      c.error(
          "signing.refresh",
          c.shown("signing.refresh", refresh)
              + " is "
              + (refresh.equals(sum(expire, ttl)) ? "not longer" : "shorter")
              + " than "
              + c.shown("apex.soa.expire", expire)
              + " + "
              + c.shown("ttl.max", ttl)
              + ": secondaries could serve expired signatures; raise refresh (and validity) or lower"
              + " expire");
    }
  }
}
