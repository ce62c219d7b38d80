package org.countersign.validate.rules;

import org.countersign.finding.RuleId;
import org.countersign.validate.OutsideVerifier;
import org.countersign.validate.Rule;

/** OUTSIDE-OPINION: every outside verifier configured says yes; one that cannot be run says no. */
public final class OutsideOpinion extends Rule {
  public OutsideOpinion() {
    super(RuleId.OUTSIDE_OPINION);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    for (OutsideVerifier verifier : zone.request().outside()) {
      try {
        OutsideVerifier.Opinion opinion =
            verifier.ask(zone.request().artefact(), zone.origin(), zone.request().at());
        if (!opinion.yes()) {
          report(refusal(verifier.name() + " says no: " + opinion.message()));
        }
      } catch (RuntimeException e) {
        report(
            refusal(
                verifier.name()
                    + " cannot be asked, which is a no: "
                    + e.getMessage()
                    + "; install it or take it out of gate.outsideOpinions"));
      }
    }
  }
}
