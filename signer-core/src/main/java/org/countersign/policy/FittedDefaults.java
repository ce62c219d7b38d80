package org.countersign.policy;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.countersign.settings.RecordTree;

/**
 * Defaults fitted to what a policy states, so that a short policy such as {@code signing:
 * {validity: 14d}} is a sound one. Only unstated values move, in the order of the rules here; where
 * no value fits, the plain default stays and {@link PolicyLint} says what is wrong.
 */
final class FittedDefaults {
  /** The rules as the reference page shows them. */
  static final Map<String, String> RULES =
      Map.ofEntries(
          entry("ttl.dnskey", "at most `ttl.max`"),
          entry("ttl.delegation", "at most `ttl.max`"),
          entry("ttl.ds", "at most `ttl.max`"),
          entry("ttl.glue", "at most `ttl.max`"),
          entry("apex.nsTtl", "at most `ttl.max`"),
          entry("apex.soa.ttl", "at most `ttl.max`"),
          entry("apex.soa.minimum", "at most `ttl.max`"),
          entry("apex.soa.retry", "at most half of `apex.soa.refresh`"),
          entry(
              "signing.jitter",
              "at most 1/15 of `validity`, and half of what a stated `refresh` leaves of it"),
          entry(
              "signing.refresh",
              "at most 2/5 of `validity`, but a day more than `apex.soa.expire` and `ttl.max`"
                  + " together, and a stated `gate.minRemaining`, where that leaves room"),
          entry("keys.zsk.lifetime", "at least twice what a rollover takes"),
          entry("gate.minRemaining", "at most 1/4 of `signing.refresh`"),
          entry("schedule.refresh", "at most 1/4 of `signing.refresh`"));

  private final Policy policy;
  private final Map<String, Object> fitted = new HashMap<>();

  private FittedDefaults(Policy policy) {
    this.policy = policy;
  }

  /** The policy with its unstated values fitted; a policy that states nothing stays as it is. */
  static Policy fit(Policy policy) {
    FittedDefaults fitting = new FittedDefaults(policy);
    fitting.ttls();
    fitting.signing();
    fitting.keys();
    return RecordTree.with(policy, fitting.fitted);
  }

  private void ttls() {
    Duration max = policy.ttl().max();
    set("ttl.dnskey", least(policy.ttl().dnskey(), max));
    set("ttl.delegation", least(policy.ttl().delegation(), max));
    set("ttl.ds", least(policy.ttl().ds(), max));
    set("ttl.glue", least(policy.ttl().glue(), max));
    set("apex.nsTtl", least(policy.apex().nsTtl(), max));
    set("apex.soa.ttl", least(policy.apex().soa().ttl(), max));
    set("apex.soa.minimum", least(policy.apex().soa().minimum(), max));
    ApexPolicy.Soa soa = policy.apex().soa();
    set("apex.soa.retry", whole(least(soa.retry(), soa.refresh().dividedBy(2))));
  }

  private void signing() {
    SigningPolicy s = policy.signing();
    Duration validity = s.validity();
    Duration jitter = s.jitter();
    if (!policy.states("signing.jitter")) {
      jitter = least(jitter, validity.dividedBy(15));
      if (policy.states("signing.refresh")) {
        jitter = least(jitter, atLeastZero(validity.minus(s.refresh()).dividedBy(2)));
      }
    }
    Duration refresh = s.refresh();
    if (!policy.states("signing.refresh")) {
      Duration room = atLeastZero(validity.minus(jitter));
      refresh = least(least(refresh, validity.multipliedBy(2).dividedBy(5)), room.dividedBy(2));
      // a secondary may serve what it has for SOA expire more, and a cache for the highest TTL more
      Duration wanted =
          policy.apex().soa().expire().plus(policy.ttl().max()).plus(Duration.ofDays(1));
      refresh = raised(refresh, wanted, room);
      // the gate must let pass what the signer keeps
      if (policy.states("gate.minRemaining")) {
        refresh = raised(refresh, policy.gate().minRemaining(), room);
      }
    }
    set("signing.jitter", whole(jitter));
    set("signing.refresh", whole(refresh));
    set("gate.minRemaining", whole(least(policy.gate().minRemaining(), refresh.dividedBy(4))));
    Duration looks = least(policy.schedule().refresh(), refresh.dividedBy(4));
    set("schedule.refresh", whole(looks.toSeconds() == 0 ? Duration.ofSeconds(1) : looks));
  }

  private void keys() {
    Duration lifetime = policy.keys().zsk().lifetime();
    Duration twice = KeyRules.zskRollover(policy).multipliedBy(2);
    set("keys.zsk.lifetime", lifetime.compareTo(twice) < 0 ? twice : lifetime);
  }

  private static Duration raised(Duration refresh, Duration wanted, Duration room) {
    return wanted.compareTo(refresh) > 0 && wanted.compareTo(room) < 0 ? wanted : refresh;
  }

  private void set(String path, Duration value) {
    if (!policy.states(path)) {
      fitted.put(path, value);
    }
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration atLeastZero(Duration d) {
    return d.isNegative() ? Duration.ZERO : d;
  }

  private static Duration whole(Duration d) {
    return Duration.ofSeconds(d.toSeconds());
  }
}
