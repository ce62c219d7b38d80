package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ParentObservation;
import org.countersign.keys.observe.ReleaseFact;
import org.countersign.keys.observe.ZoneObservation;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;

/** A key set that is already as old as a test wants it, and what was seen of it. */
final class Zone {
  static final Instant T0 = Instant.parse("2030-06-01T00:00:00Z");
  static final Serial SERIAL = new Serial(7);
  static final String POLICY =
      """
      ttl: {max: 1d, dnskey: 2h}
      timing:
        zonePropagationDelay: 1h
        publishSafety: 30m
        retireSafety: 15m
        parentDsTtl: 4h
        parentPropagationDelay: 20m
        signDelay: 0
        checkServers: [192.0.2.1]
      gate: {parent: {servers: [192.0.2.9]}}
      """;

  private final TaggedKeys maker = new TaggedKeys(new Random(1), 4711);
  private final List<ZoneObservation> zone = new ArrayList<>();
  private final List<ParentObservation> parent = new ArrayList<>();
  final List<ReleaseFact> releases = new ArrayList<>();
  KeySet keys = new KeySet(Name.parse("example."), List.of());
  RolloverTerms terms;

  Zone(String... more) {
    Policy policy = PolicyFile.parse(POLICY + String.join("\n", more), "test");
    terms = RolloverTerms.of(policy);
    releases.add(new ReleaseFact(SERIAL, T0, terms.dnskeyTtl(), terms.maxTtl()));
  }

  /** A key whose records are, in the order of {@link KeyRecord#of}, since T0 by the release. */
  KeyId key(KeyRole role, Goal goal, String states, KeyId... predecessors) {
    return key(role, DnssecAlgorithm.ECDSAP256SHA256, goal, states, predecessors);
  }

  KeyId key(
      KeyRole role, DnssecAlgorithm algorithm, Goal goal, String states, KeyId... predecessors) {
    Instant created = T0.minus(Duration.ofDays(100)).plusSeconds(keys.keys().size());
    ManagedKey key =
        maker.next(role, algorithm, created).with(goal).following(Set.of(predecessors));
    List<KeyRecord> records = KeyRecord.of(role);
    for (int i = 0; i < records.size(); i++) {
      Presence presence = presence(states.charAt(i));
      boolean ds = records.get(i) == KeyRecord.DS;
      key =
          key.with(
              records.get(i),
              new RecordState(presence, T0, ds ? Optional.empty() : Optional.of(SERIAL)));
    }
    keys = keys.plus(key);
    return key.id();
  }

  private static Presence presence(char letter) {
    return switch (letter) {
      case 'H' -> Presence.HIDDEN;
      case 'R' -> Presence.RUMOURED;
      case 'O' -> Presence.OMNIPRESENT;
      default -> Presence.UNRETENTIVE;
    };
  }

  Zone servedSince(Instant at) {
    zone.add(new ZoneObservation("192.0.2.1", SERIAL, terms.dnskeyTtl(), at, at));
    return this;
  }

  Zone parentNames(Instant at, KeyId... ids) {
    parent.add(new ParentObservation("192.0.2.9", Duration.ofHours(4), Set.of(ids), 0, at));
    return this;
  }

  Observations seen() {
    return new Observations(
        List.of("192.0.2.1"), List.of("192.0.2.9"), releases, zone, parent, List.of(), List.of());
  }

  RolloverStep step(Duration after) {
    return step(after, Consent.none());
  }

  RolloverStep step(Duration after, Consent consent) {
    return new RolloverMachine().step(keys, terms, seen(), consent, T0.plus(after));
  }

  /** The states of a key's records after a step, a letter each. */
  static String states(RolloverStep step, KeyId id) {
    StringBuilder out = new StringBuilder();
    ManagedKey key = step.after().key(id);
    KeyRecord.of(key.role()).forEach(r -> out.append(key.presence(r).name().charAt(0)));
    return out.toString();
  }
}
