package org.countersign.validate.rules;

import java.util.List;
import org.countersign.validate.Rule;

/** All rules that need nothing but the artefact and the request, new for one judgement. */
public final class Rules {
  private Rules() {}

  public static List<Rule> all() {
    return List.of(
        new SigVerifies(),
        new SigComplete(),
        new SigWindow(),
        new SigFields(),
        new KeySane(),
        new KeyPlan(),
        new KeyContinuity(),
        new ChainDs(),
        new DenialChain(),
        new DenialBitmap(),
        new DenialParams(),
        new ApexSane(),
        new NamesSane(),
        new GluePresent(),
        new DataUnchanged(),
        new DataComplete(),
        new ChurnLimit(),
        new GoldenNames(),
        new SnapshotFresh(),
        new SerialAhead(),
        new ZonemdVerifies(),
        new FileWhole(),
        new OutsideOpinion());
  }
}
