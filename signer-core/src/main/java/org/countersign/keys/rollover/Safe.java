package org.countersign.keys.rollover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second question: would every cache still find a chain of trust? The rules are asked of the
 * key set as it is and as it would be: a move may not break one that holds, and nothing is
 * withdrawn while one is broken.
 */
class Safe {
  /** The rule that forbids the moves; empty if they are safe. */
  Optional<SafetyRule> broken(KeySet now, RolloverTerms terms, Bundle bundle) {
    KeySet next = now.apply(bundle.moves(), now.key(bundle.moves().get(0).key()).createdAt());
    int algorithm = now.key(bundle.moves().get(0).key()).algorithm();
    List<SafetyRule> broken = new ArrayList<>();
    for (SafetyRule rule : SafetyRule.values()) {
      boolean before = holds(rule, now, terms, algorithm);
      boolean after = holds(rule, next, terms, algorithm);
      if (!after && (before || bundle.to() == Presence.UNRETENTIVE)) {
        broken.add(rule);
      }
    }
    return broken.stream().findFirst();
  }

  boolean holds(SafetyRule rule, KeySet set, RolloverTerms terms, int algorithm) {
    return switch (rule) {
      case R1 -> KeyTrust.hasDs(set) || goesInsecure(set, terms);
      case R2 -> KeyTrust.holds(set, algorithm);
      case R3 -> SignatureTrust.holds(set, algorithm);
      case R4 -> SignatureTrust.complete(set);
    };
  }

  /** Two words for it: the policy's and every key's goal; a slip in one does not unsign a zone. */
  static boolean goesInsecure(KeySet set, RolloverTerms terms) {
    return terms.keys().insecure() && set.leavingNothing();
  }
}
