package org.countersign.keys.adopt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.observe.DsNames;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.countersign.keys.rollover.RolloverTerms;

/**
 * The takeover of a zone's keys from another signer. Every key that is served must be accounted
 * for; keys are matched by their public halves, and a tag that two of them share is no obstacle.
 */
public final class Adoption {
  private static final Duration BEFORE_TODAY = Duration.ofSeconds(1);

  private final Name origin;
  private final ServedZone served;
  private final StartingState starting;
  private final Instant now;

  public Adoption(Name origin, RolloverTerms terms, ServedZone served, Instant now) {
    this.origin = origin;
    this.served = served;
    this.starting = new StartingState(new Waits(terms, served.ttl()), now);
    this.now = now;
  }

  /**
   * Takes keys over.
   *
   * @param ours the zone's keys that are here already
   * @param known every key the zone ever had, of which a new one may share the tag
   * @param withoutPrivate served keys that are known to have no private half here: they stay
   *     published for as long as caches may need them, and sign no more
   */
  public Adopted adopt(
      List<FoundKey> found,
      KeySet ours,
      Collection<Dnskey> known,
      Set<Fingerprint> withoutPrivate) {
    List<FoundKey> all = new ArrayList<>(found.stream().map(this::asServed).toList());
    AdoptionFindings findings = new AdoptionFindings(origin);
    for (Dnskey key : missing(all, ours)) {
      if (withoutPrivate.contains(key.fingerprint())) {
        findings.staysWithoutPrivateHalf(key);
        all.add(FoundKey.unreported(key, Optional.empty()));
      } else {
        findings.unaccountedFor(key, all);
      }
    }
    Roles roles = new Roles(published(all, ours));
    Map<Fingerprint, KeyId> ids = new HashMap<>();
    all.forEach(key -> ids.put(key.fingerprint(), KeyId.random()));
    List<ManagedKey> keys = new ArrayList<>();
    for (FoundKey key : all) {
      keys.add(managed(key, roles.of(key), ids));
      findings.conflicts(key, served);
    }
    keys = AdoptedLinks.complete(keys);
    findings.twins(keys, known);
    findings.gaps(keys, completing(ours));
    findings.chain(keys, served);
    return new Adopted(keys, findings.all());
  }

  /** Where a zone is served, no key that is not served can take its signatures over. */
  private KeySet completing(KeySet ours) {
    return served.keys().isEmpty()
        ? ours
        : new KeySet(
            origin,
            ours.keys().stream()
                .filter(k -> served.key(k.dnskey().fingerprint()).isPresent())
                .toList());
  }

  private FoundKey asServed(FoundKey key) {
    return served.key(key.fingerprint()).map(key::as).orElse(key);
  }

  private List<Dnskey> missing(List<FoundKey> all, KeySet ours) {
    Set<Fingerprint> here = all.stream().map(FoundKey::fingerprint).collect(Collectors.toSet());
    ours.keys().forEach(key -> here.add(key.dnskey().fingerprint()));
    return served.keys().orElse(List.of()).stream()
        .filter(key -> !here.contains(key.fingerprint()))
        .toList();
  }

  /** The zone's other keys may be here already, and not among those that were found. */
  private List<Dnskey> published(List<FoundKey> all, KeySet ours) {
    return served
        .keys()
        .orElseGet(
            () ->
                Stream.concat(
                        ours.keys().stream()
                            .filter(k -> k.goal() == Goal.OMNIPRESENT)
                            .map(ManagedKey::dnskey),
                        all.stream()
                            .filter(k -> k.report(KeyRecord.DNSKEY).map(Report::there).orElse(true))
                            .map(FoundKey::dnskey))
                    .toList());
  }

  private ManagedKey managed(FoundKey key, KeyRole role, Map<Fingerprint, KeyId> ids) {
    Map<KeyRecord, RecordState> records = new EnumMap<>(KeyRecord.class);
    RecordState dnskey =
        starting.of(KeyRecord.DNSKEY, key.report(KeyRecord.DNSKEY), seen(key), true);
    boolean published = dnskey.presence().published();
    for (KeyRecord record : KeyRecord.of(role)) {
      records.put(
          record,
          record == KeyRecord.DNSKEY
              ? dnskey
              : starting.of(record, key.report(record), seen(key, record, published), published));
    }
    if (key.handle().isEmpty()) {
      records.replaceAll((record, state) -> signsNoMore(record, state));
    }
    return new ManagedKey(
        ids.get(key.fingerprint()),
        role,
        key.dnskey(),
        key.handle().orElse(KeyHandle.none(key.fingerprint())),
        goal(key, role),
        key.predecessors().stream()
            .filter(f -> ids.containsKey(f) && !f.equals(key.fingerprint()))
            .map(ids::get)
            .collect(Collectors.toSet()),
        // one that nobody has used yet is told by states as old as the key itself
        key.createdAt().filter(at -> at.isBefore(now)).orElse(now.minus(BEFORE_TODAY)),
        records);
  }

  private Optional<Boolean> seen(FoundKey key) {
    return served.keys().map(keys -> served.key(key.fingerprint()).isPresent());
  }

  private Optional<Boolean> seen(FoundKey key, KeyRecord record, boolean published) {
    if (record == KeyRecord.DS) {
      return key.dnskey().isRevoked()
          ? Optional.of(false) // a revoked key is no trust anchor and no entry (RFC 5011 2.1)
          : served.ds().map(ds -> named(ds, key.dnskey()));
    }
    if (!published) {
      return Optional.of(false); // what its DNSKEY does not stand beside proves nothing
    }
    return (record == KeyRecord.ZRRSIG ? served.zoneSigners() : served.keySigners())
        .map(signers -> signers.contains(key.fingerprint()));
  }

  private boolean named(List<byte[]> ds, Dnskey key) {
    KeyId any = KeyId.random();
    return new DsNames(origin).named(ds, Map.of(any, key)).contains(any);
  }

  private RecordState signsNoMore(KeyRecord record, RecordState state) {
    boolean signature = record == KeyRecord.ZRRSIG || record == KeyRecord.KRRSIG;
    return signature && state.presence().published()
        ? new RecordState(Presence.UNRETENTIVE, now, Optional.empty())
        : state;
  }

  private static Goal goal(FoundKey key, KeyRole role) {
    if (key.handle().isEmpty() || key.dnskey().isRevoked()) {
      return Goal.HIDDEN;
    }
    KeyRecord work = role == KeyRole.ZSK ? KeyRecord.ZRRSIG : KeyRecord.KRRSIG;
    return key.goal()
        .orElseGet(
            () ->
                ended(key.report(KeyRecord.DNSKEY)) || ended(key.report(work))
                    ? Goal.HIDDEN
                    : Goal.OMNIPRESENT);
  }

  /** Whether its time has passed; one that is still to come has no date yet. */
  private static boolean ended(Optional<Report> report) {
    return report.filter(r -> !r.there() && r.since().isPresent()).isPresent();
  }
}
