package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.policy.TimingPolicy;

/**
 * Which rollovers a policy asks for now: keys of the roles and the algorithm it names, standbys,
 * and successors early enough that they take over as a lifetime ends (RFC 7583 section 3.2.1).
 */
public final class KeySchedule {
  private final KeySet set;
  private final RolloverTerms terms;

  public KeySchedule(KeySet set, RolloverTerms terms) {
    this.set = set;
    this.terms = terms;
  }

  /** What is to be begun; each changes other keys than the others, and all may begin together. */
  public List<RollStart> due(Instant now) {
    List<RollStart> starts = new ArrayList<>();
    if (terms.keys().insecure()) {
      return starts; // what is to go is an operator's word, by KeySet.allRetired
    }
    for (KeyRole role : roles()) {
      start(role, now).ifPresent(starts::add);
    }
    if (starts.stream().noneMatch(s -> s.role() == KeyRole.ZSK)) {
      standby().ifPresent(starts::add);
    }
    return starts;
  }

  private List<KeyRole> roles() {
    return terms.keys().csk() ? List.of(KeyRole.CSK) : List.of(KeyRole.KSK, KeyRole.ZSK);
  }

  /** A rollover by hand, whatever runs already; the running successor becomes a predecessor. */
  public RollStart byHand(KeyRole role, String why) {
    if (!roles().contains(role)) {
      throw new IllegalArgumentException(
          "the policy has no " + role.text() + "; roll one of " + roles());
    }
    return current(role).map(k -> follow(role, k, why)).orElseGet(() -> first(role));
  }

  /**
   * Lets one key go by hand, a compromised one: a key that works has a successor; a standby goes
   * and is nobody's successor, least of all that of the key that signs.
   */
  public RollStart away(KeyId id, String why) {
    ManagedKey key = set.key(id);
    Optional<KeyId> signer = Targets.activeZoneSigner(set, key.algorithm()).map(ManagedKey::id);
    boolean standby = key.role() == KeyRole.ZSK && signer.isPresent() && !signer.get().equals(id);
    return standby
        ? new RollStart(key.role(), algorithm(), Set.of(id), signer, why)
        : byHand(key.role(), why);
  }

  private Optional<RollStart> start(KeyRole role, Instant now) {
    Optional<ManagedKey> current = current(role);
    if (current.isEmpty()) {
      return Optional.of(first(role));
    }
    Set<KeyId> misfits = misfits(role);
    if (!misfits.isEmpty()) {
      return Optional.of(
          new RollStart(
              role,
              algorithm(),
              misfits,
              current.map(ManagedKey::id),
              "the policy asks for other keys"));
    }
    return startsAt(current.get())
        .filter(at -> !at.isAfter(now))
        .map(at -> follow(role, current.get(), "its lifetime ends"));
  }

  private RollStart first(KeyRole role) {
    Set<KeyId> misfits = misfits(role);
    String why = misfits.isEmpty() ? "there is none" : "the policy asks for other keys";
    return new RollStart(role, algorithm(), misfits, Optional.empty(), why);
  }

  private RollStart follow(KeyRole role, ManagedKey key, String why) {
    Optional<KeyId> standby = standbyFor(key).map(ManagedKey::id);
    return new RollStart(role, algorithm(), Set.of(key.id()), standby, why);
  }

  /** The key that does the role's work, or will. */
  private Optional<ManagedKey> current(KeyRole role) {
    return fitting(role).stream()
        .filter(k -> !role.signsZone() || Targets.active(set, k))
        .findFirst();
  }

  private Optional<ManagedKey> standbyFor(ManagedKey key) {
    return key.role() != KeyRole.ZSK
        ? Optional.empty()
        : fitting(KeyRole.ZSK).stream().filter(k -> !Targets.active(set, k)).findFirst();
  }

  private List<ManagedKey> fitting(KeyRole role) {
    return set.wanted()
        .filter(k -> k.role() == role && k.algorithm() == algorithm().number())
        .toList();
  }

  /** Keys to stay that do the role's work in another role or algorithm. */
  private Set<KeyId> misfits(KeyRole role) {
    return set.wanted()
        .filter(k -> k.role() != role || k.algorithm() != algorithm().number())
        .filter(
            k ->
                k.role().signsZone() && role.signsZone()
                    || k.role().signsKeys() && role.signsKeys())
        .map(ManagedKey::id)
        .collect(Collectors.toSet());
  }

  private Optional<RollStart> standby() {
    List<ManagedKey> zsks = fitting(KeyRole.ZSK);
    if (terms.keys().csk() || zsks.isEmpty()) {
      return Optional.empty();
    }
    List<ManagedKey> standbys = zsks.stream().filter(k -> !Targets.active(set, k)).toList();
    int wanted = terms.keys().zsk().standby();
    if (standbys.size() < wanted) {
      return Optional.of(
          new RollStart(
              KeyRole.ZSK, algorithm(), Set.of(), Optional.empty(), "the policy keeps standbys"));
    }
    return standbys.stream()
        .skip(wanted)
        .findFirst()
        .map(
            extra ->
                new RollStart(
                    KeyRole.ZSK,
                    algorithm(),
                    Set.of(extra.id()),
                    Targets.activeZoneSigner(set, algorithm().number()).map(ManagedKey::id),
                    "the policy keeps fewer standbys"));
  }

  /**
   * When a successor of the key is to be begun: a lifetime after its signatures, or its DS, were in
   * every cache, less what a successor needs to be ready. Empty if its lifetime has no end or has
   * not begun.
   */
  public Optional<Instant> startsAt(ManagedKey key) {
    KeyRecord work = key.role() == KeyRole.ZSK ? KeyRecord.ZRRSIG : KeyRecord.DS;
    Duration lifetime =
        key.role() == KeyRole.ZSK ? terms.keys().zsk().lifetime() : terms.keys().ksk().lifetime();
    if (lifetime.isZero() || !key.is(work, Presence.OMNIPRESENT)) {
      return Optional.empty();
    }
    Instant since = key.records().get(work).since();
    Duration lead = standbyFor(key).isPresent() ? Duration.ZERO : ready(key.role());
    Duration used = lifetime.minus(lead);
    return Optional.of(used.isNegative() ? since : since.plus(used));
  }

  private Duration ready(KeyRole role) {
    TimingPolicy t = terms.timing();
    return terms.doubleDs() && role != KeyRole.ZSK
        ? t.parentPropagationDelay().plus(t.parentDsTtl())
        : t.zonePropagationDelay().plus(terms.dnskeyTtl()).plus(t.publishSafety());
  }

  private DnssecAlgorithm algorithm() {
    return terms.algorithm();
  }

  /** Retired keys whose private halves the vault no longer needs. */
  public List<ManagedKey> purgeable(Instant now) {
    return set.keys().stream()
        .filter(k -> k.goal() == Goal.HIDDEN && k.allHidden())
        .filter(
            k ->
                k.records().values().stream()
                    .allMatch(r -> !r.since().plus(terms.timing().purgeAfter()).isAfter(now)))
        .toList();
  }
}
