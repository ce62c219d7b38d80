package org.countersign.keys.rollover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.policy.KeysPolicy;
import org.countersign.policy.TimingPolicy;

/** A random policy and the circumstances it meets. */
final class Weather {
  static final DnssecAlgorithm[] ALGORITHMS = {
    DnssecAlgorithm.RSASHA256, DnssecAlgorithm.ECDSAP256SHA256
  };

  final Random random;
  final int checkServers;
  final int parentServers;
  final boolean parentIsAsked;
  final boolean swapsAtOnce;
  final double releaseFails;
  final Duration realZoneDelay;
  final Duration realParentDelay;
  final Duration realDsTtl;
  RolloverTerms terms;

  Weather(Random random) {
    this.random = random;
    checkServers = random.nextInt(4);
    parentServers = 1 + random.nextInt(3);
    parentIsAsked = random.nextInt(4) > 0;
    swapsAtOnce = random.nextBoolean();
    releaseFails = random.nextInt(3) == 0 ? 0.6 : 0.1;
    realZoneDelay = seconds(0, 3600);
    realParentDelay = seconds(0, 3600);
    terms = new RolloverTerms(algorithm(), ttl(), ttl(), keys(), timing());
    realDsTtl = parentIsAsked ? seconds(60, 200_000) : terms.timing().parentDsTtl();
  }

  private DnssecAlgorithm algorithm() {
    return ALGORITHMS[random.nextInt(2)];
  }

  Duration ttl() {
    return random.nextBoolean() ? seconds(60, 7200) : seconds(7200, 172_800);
  }

  Duration seconds(int from, int to) {
    return Duration.ofSeconds(from + random.nextInt(to - from + 1));
  }

  /** Delays are at least the real ones: that much a policy has to know. */
  TimingPolicy timing() {
    return new TimingPolicy(
        realZoneDelay.plus(small()),
        small(),
        small(),
        terms == null ? seconds(60, 100_000) : terms.timing().parentDsTtl(),
        realParentDelay.plus(small()),
        small(),
        Duration.ofDays(90),
        servers("ns", checkServers));
  }

  private Duration small() {
    return random.nextBoolean() ? Duration.ZERO : seconds(0, 3600);
  }

  KeysPolicy keys() {
    return new KeysPolicy(
        new KeysPolicy.Zsk(
            random.nextInt(3) == 0 ? seconds(400_000, 2_000_000) : Duration.ZERO,
            random.nextInt(3),
            null),
        new KeysPolicy.Ksk(
            Duration.ZERO,
            random.nextInt(3) == 0
                ? KeysPolicy.KskRollover.DOUBLE_DS
                : KeysPolicy.KskRollover.DOUBLE_KSK,
            null),
        random.nextInt(3) == 0,
        null,
        null,
        KeysPolicy.Cds.values()[random.nextInt(3)],
        random.nextInt(5) == 0 ? KeysPolicy.Approvals.MANUAL : KeysPolicy.Approvals.AUTOMATIC,
        false);
  }

  static List<String> servers(String name, int count) {
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      servers.add(name + i);
    }
    return servers;
  }

  void algorithmChanges() {
    terms =
        new RolloverTerms(
            algorithm(), terms.dnskeyTtl(), terms.maxTtl(), terms.keys(), terms.timing());
  }

  void policyChanges() {
    terms = new RolloverTerms(terms.algorithm(), ttl(), ttl(), keys(), timing());
  }

  void insecure(boolean wanted) {
    KeysPolicy k = terms.keys();
    KeysPolicy changed =
        new KeysPolicy(
            k.zsk(), k.ksk(), k.csk(), k.tagRange(), k.vault(), k.cds(), k.approvals(), wanted);
    terms =
        new RolloverTerms(
            terms.algorithm(), terms.dnskeyTtl(), terms.maxTtl(), changed, terms.timing());
  }

  /** Nothing is asked of people any more, and no lifetime ends. */
  void quiet() {
    KeysPolicy k = terms.keys();
    KeysPolicy changed =
        new KeysPolicy(
            new KeysPolicy.Zsk(Duration.ZERO, k.zsk().standby(), null),
            new KeysPolicy.Ksk(Duration.ZERO, k.ksk().rollover(), null),
            k.csk(),
            null,
            null,
            k.cds(),
            KeysPolicy.Approvals.AUTOMATIC,
            k.insecure());
    terms =
        new RolloverTerms(
            terms.algorithm(), terms.dnskeyTtl(), terms.maxTtl(), changed, terms.timing());
  }
}
