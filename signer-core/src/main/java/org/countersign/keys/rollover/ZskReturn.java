package org.countersign.keys.rollover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;

/**
 * The way to let former zone signing keys sign again, for an emergency. States only go forward: the
 * former keys' signatures are rumoured anew, the present ones' are withdrawn, and what caches hold
 * settles as after any roll. Every DNSKEY stays published.
 *
 * @param wanted the keys that are to sign the zone, by fingerprint
 */
public record ZskReturn(KeySet set, Set<Fingerprint> wanted) {
  public ZskReturn {
    wanted = Set.copyOf(wanted);
  }

  /** Whether these keys sign already, and no others. */
  public boolean isThere() {
    return signers().stream()
        .map(k -> k.dnskey().fingerprint())
        .collect(Collectors.toSet())
        .equals(wanted);
  }

  private List<ManagedKey> signers() {
    return set.keys().stream().filter(k -> k.presence(KeyRecord.ZRRSIG).published()).toList();
  }

  /** Why they cannot sign the next release, a sentence each; empty if they can. */
  public List<String> obstacles() {
    List<String> found = new ArrayList<>();
    for (Fingerprint fingerprint : wanted) {
      find(fingerprint)
          .ifPresentOrElse(
              key -> obstacle(key).ifPresent(found::add),
              () ->
                  found.add(
                      "the key with fingerprint "
                          + fingerprint.brief()
                          + " is not among the zone's keys any more: its private half was destroyed,"
                          + " or never was here"));
    }
    Set<Integer> algorithms =
        signers().stream().map(ManagedKey::algorithm).collect(Collectors.toSet());
    Set<Integer> theirs =
        wanted.stream()
            .flatMap(f -> find(f).stream())
            .map(ManagedKey::algorithm)
            .collect(Collectors.toSet());
    if (found.isEmpty() && !signers().isEmpty() && !theirs.equals(algorithms)) {
      found.add(
          "they sign by algorithm "
              + theirs
              + " and the zone is signed by "
              + algorithms
              + " now: every algorithm of the DNSKEY RRset must sign (RFC 4035 section 2.2)");
    }
    return found;
  }

  private Optional<String> obstacle(ManagedKey key) {
    if (key.records().get(KeyRecord.ZRRSIG) == null) {
      return Optional.of("the " + key.shown() + " does not sign zones");
    }
    Presence known = key.presence(KeyRecord.DNSKEY);
    return known == Presence.OMNIPRESENT
        ? Optional.empty()
        : Optional.of(
            "the DNSKEY of the "
                + key.shown()
                + " is "
                + known
                + ": there may be caches without it, where what it signs would be bogus");
  }

  private Optional<ManagedKey> find(Fingerprint fingerprint) {
    return set.keys().stream()
        .filter(k -> k.dnskey().fingerprint().equals(fingerprint))
        .findFirst();
  }

  /**
   * The key set whose next release these keys sign.
   *
   * @throws IllegalStateException if there are {@link #obstacles}
   */
  public KeySet done(java.time.Instant now) {
    if (!obstacles().isEmpty()) {
      throw new IllegalStateException(String.join("; ", obstacles()));
    }
    KeySet changed = set;
    for (ManagedKey key : set.keys()) {
      boolean signs = key.presence(KeyRecord.ZRRSIG).published();
      if (wanted.contains(key.dnskey().fingerprint())) {
        changed = changed.change(key.id(), k -> k.with(Goal.OMNIPRESENT));
        if (!signs) {
          changed =
              changed.change(key.id(), k -> k.moved(KeyRecord.ZRRSIG, Presence.RUMOURED, now));
        }
      } else if (signs) {
        changed =
            changed.change(
                key.id(), k -> goingOut(k).moved(KeyRecord.ZRRSIG, Presence.UNRETENTIVE, now));
      }
    }
    return changed;
  }

  /** A key that signs nothing but the zone is to go; a CSK stays for what else it signs. */
  private static ManagedKey goingOut(ManagedKey key) {
    return key.presence(KeyRecord.KRRSIG).published() ? key : key.with(Goal.HIDDEN);
  }
}
