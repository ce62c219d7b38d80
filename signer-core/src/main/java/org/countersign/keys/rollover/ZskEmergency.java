package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.keys.KeyId;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ServedTtls;

/**
 * A compromised or lost ZSK: what may be done and what each way costs. Nobody but an operator can
 * weigh forged data against data that does not resolve.
 */
public final class ZskEmergency {
  private final KeySet set;
  private final RolloverTerms terms;
  private final ServedTtls ttls;
  private final Instant now;

  public ZskEmergency(KeySet set, RolloverTerms terms, Observations seen, Instant now) {
    this.set = set;
    this.terms = terms;
    this.ttls = new ServedTtls(seen, now);
    this.now = now;
  }

  /** Whether a published standby, known in every cache, can sign the next release. */
  public boolean standbyIsReady(KeyId key) {
    return set.wanted()
        .filter(k -> !k.id().equals(key) && k.role().signsZone())
        .filter(k -> k.algorithm() == set.key(key).algorithm())
        .anyMatch(k -> k.is(KeyRecord.DNSKEY, Presence.OMNIPRESENT));
  }

  /** The choices for a compromised key, the one that breaks nothing first. */
  public List<EmergencyChoice> choices(KeyId key) {
    Duration ready = standbyIsReady(key) ? Duration.ZERO : unknownKey();
    Duration signatures =
        ttls.signed(now, terms.maxTtl()).plus(terms.timing().zonePropagationDelay());
    Duration dnskey = keyTtl().plus(terms.timing().zonePropagationDelay());
    String shown = set.key(key).shown();
    return List.of(
        new EmergencyChoice(
            EmergencyChoice.Kind.KEEP_UNTIL_SAFE,
            now.plus(ready).plus(signatures).plus(dnskey),
            "Nothing breaks. Whoever has the "
                + shown
                + " can forge data that validates for "
                + shown(ready.plus(signatures).plus(dnskey))
                + " at least: until its last signature and then its DNSKEY have left the caches."),
        new EmergencyChoice(
            EmergencyChoice.Kind.REMOVE_NOW,
            now.plus(ready).plus(dnskey),
            "Forged data validates for "
                + shown(ready.plus(dnskey))
                + " at least. In exchange, whatever a cache holds with a signature of the "
                + shown
                + " is bogus as soon as the cache takes the new DNSKEY RRset, for up to "
                + shown(signatures)
                + " after the release."));
  }

  /**
   * What it means that the key is lost and no standby is ready; to be said before anything starts.
   */
  public String lostWithoutStandby(KeyId key) {
    return "The "
        + set.key(key).shown()
        + " is lost and no standby is in every cache. Its signatures go on validating until they"
        + " expire, but nothing can be signed anew before a successor's DNSKEY is known everywhere:"
        + " the zone's content is frozen for at least "
        + shown(unknownKey())
        + " (zonePropagationDelay and the TTL of the DNSKEY RRset) from the release that brings the"
        + " successor. That release needs a signature of the lost key as well: bring it back to its"
        + " vault, from a backup or another token.";
  }

  private static String shown(Duration d) {
    return d.toHours() + "h" + d.toMinutesPart() + "m";
  }

  private Duration unknownKey() {
    return keyTtl().plus(terms.timing().zonePropagationDelay());
  }

  private Duration keyTtl() {
    return ttls.dnskey(now, terms.dnskeyTtl());
  }

  /**
   * The key set after an operator has chosen {@link EmergencyChoice.Kind#REMOVE_NOW}: DNSKEY and
   * signatures of the key leave with the next release, whatever the rules say.
   *
   * @throws IllegalArgumentException if nobody else can sign the next release, or a DS in some
   *     cache leads to the key
   */
  public KeySet removedNow(KeyId key) {
    if (!set.key(key).is(KeyRecord.DS, Presence.HIDDEN)) {
      throw new IllegalArgumentException(
          "its DS is at the parent or in caches, and whoever holds it would find no key: ask the"
              + " parent to swap it, and wait until it is gone");
    }
    boolean somebodySigns =
        set.ofAlgorithm(set.key(key).algorithm())
            .anyMatch(
                k ->
                    !k.id().equals(key)
                        && k.presence(KeyRecord.DNSKEY).published()
                        && k.presence(KeyRecord.ZRRSIG).published());
    if (!somebodySigns) {
      throw new IllegalArgumentException(
          "no other key signs the zone: begin its rollover first, and remove the "
              + set.key(key).shown()
              + " once the successor signs");
    }
    List<Move> moves =
        KeyRecord.of(set.key(key).role()).stream()
            .filter(r -> r != KeyRecord.DS && set.key(key).presence(r).published())
            .map(r -> new Move(key, r, set.key(key).presence(r), Presence.UNRETENTIVE))
            .toList();
    return set.retired(List.of(key)).apply(moves, now);
  }
}
