package org.countersign.keys.rollover;

import static org.countersign.keys.rollover.KeyRecord.DNSKEY;
import static org.countersign.keys.rollover.KeyRecord.DS;
import static org.countersign.keys.rollover.KeyRecord.KRRSIG;
import static org.countersign.keys.rollover.KeyRecord.ZRRSIG;
import static org.countersign.keys.rollover.Presence.HIDDEN;
import static org.countersign.keys.rollover.Presence.OMNIPRESENT;
import static org.countersign.keys.rollover.Presence.RUMOURED;
import static org.countersign.keys.rollover.Presence.UNRETENTIVE;

import java.util.Optional;

/**
 * The first question: does the policy want this move now? It sets the order in which the records of
 * a key come and go; the answer is what has to come first, or nothing.
 */
class Wanted {
  /** What the move waits for; empty if it is wanted. */
  Optional<String> obstacle(KeySet set, RolloverTerms terms, Move move) {
    ManagedKey key = set.key(move.key());
    if (move.to() == RUMOURED) {
      return Optional.ofNullable(
          switch (move.record()) {
            case DNSKEY -> dnskeyComes(set, terms, key);
            case ZRRSIG -> signaturesCome(set, key);
            case KRRSIG -> null; // it comes in the bundle of its DNSKEY
            case DS -> dsComes(set, terms, key);
          });
    }
    if (move.to() == UNRETENTIVE) {
      return Optional.ofNullable(
          switch (move.record()) {
            case DNSKEY, KRRSIG -> dnskeyLeaves(set, terms, key);
            case ZRRSIG -> null; // when is for the rules to say
            case DS -> dsLeaves(set, key);
          });
    }
    return Optional.empty();
  }

  /**
   * Double-DS: the DS is in every cache before the DNSKEY is seen (RFC 7583 section 3.3.2). A DS
   * that went first under an older policy is waited for as well.
   */
  private static String dnskeyComes(KeySet set, RolloverTerms terms, ManagedKey key) {
    boolean dsFirst = dsFirst(set, terms, key) && !key.is(DS, OMNIPRESENT) || key.is(DS, RUMOURED);
    return dsFirst && key.is(DNSKEY, HIDDEN) ? "its DS in every cache, as double-ds has it" : null;
  }

  /**
   * Pre-publication; the first key of an algorithm signs from its first release, in the bundle that
   * opens the algorithm.
   */
  private static String signaturesCome(KeySet set, ManagedKey key) {
    boolean noChain = set.ofAlgorithm(key.algorithm()).noneMatch(k -> k.is(DS, OMNIPRESENT));
    boolean nobodySigns =
        set.ofAlgorithm(key.algorithm()).noneMatch(k -> k.presence(ZRRSIG).published());
    if (key.is(DNSKEY, OMNIPRESENT)
        || noChain && nobodySigns
        || Bundle.algorithmOpens(set, key.algorithm())) {
      return null;
    }
    return "its DNSKEY in every cache";
  }

  private static String dsComes(KeySet set, RolloverTerms terms, ManagedKey key) {
    boolean dsFirst = key.is(DNSKEY, HIDDEN) && dsFirst(set, terms, key);
    if (!key.is(DNSKEY, OMNIPRESENT) && !dsFirst) {
      return "its DNSKEY in every cache";
    }
    boolean first = KeyTrust.noDs(set, key.algorithm());
    // the rules look at keys that follow each other; what was before the first had no signatures
    if (first && set.ofAlgorithm(key.algorithm()).noneMatch(Wanted::signsEverywhere)) {
      return "signatures of its algorithm in every cache";
    }
    return null;
  }

  private static boolean signsEverywhere(ManagedKey key) {
    return key.is(DNSKEY, OMNIPRESENT) && key.is(ZRRSIG, OMNIPRESENT);
  }

  /** A DNSKEY stays while anything in a cache may ask for it. */
  private static String dnskeyLeaves(KeySet set, RolloverTerms terms, ManagedKey key) {
    if (Bundle.algorithmCloses(set, key.algorithm())) {
      return null;
    }
    if (!key.is(ZRRSIG, HIDDEN)) {
      return "its signatures gone from every cache";
    }
    // with double-ds, and for a key that never came whole, the DS goes last
    boolean dsLast = terms.doubleDs() || !key.is(DNSKEY, OMNIPRESENT);
    if (!key.is(DS, HIDDEN) && !(dsLast && key.is(DS, OMNIPRESENT))) {
      return "its DS gone from every cache";
    }
    return null;
  }

  /** While a DNSKEY RRset with it alone is in some caches, all of them need its DS. */
  private static String dsLeaves(KeySet set, ManagedKey key) {
    boolean settled = key.is(DNSKEY, OMNIPRESENT) || key.is(DNSKEY, HIDDEN);
    return settled && key.is(KRRSIG, key.presence(DNSKEY))
        ? null
        : "its DNSKEY either in every cache or in none";
  }

  private static boolean dsFirst(KeySet set, RolloverTerms terms, ManagedKey key) {
    return terms.doubleDs()
        && key.role().signsKeys()
        && set.ofAlgorithm(key.algorithm())
            .anyMatch(
                k ->
                    !k.id().equals(key.id())
                        && k.is(DS, OMNIPRESENT)
                        && k.is(DNSKEY, OMNIPRESENT)
                        && k.is(KRRSIG, OMNIPRESENT));
  }
}
