package org.countersign.keys.rollover;

import java.util.Optional;
import org.countersign.policy.KeysPolicy;

/**
 * The last question: do the operators agree? Asked only of what changes what is published; what is
 * learned of it needs nobody's leave. One approval of any move of a bundle approves the bundle.
 */
class Approved {
  /** Whose word is missing; empty if nobody's. */
  Optional<String> missing(RolloverTerms terms, Consent consent, Bundle bundle) {
    if (!bundle.to().isChange()) {
      return Optional.empty();
    }
    if (consent.held().isPresent()) {
      return Optional.of("the hold on rollovers to end: " + consent.held().get());
    }
    boolean given =
        bundle.moves().stream()
            .anyMatch(m -> consent.approvals().contains(new Approval(m.key(), m.record(), m.to())));
    return terms.keys().approvals() == KeysPolicy.Approvals.MANUAL && !given
        ? Optional.of("an operator's approval")
        : Optional.empty();
  }
}
