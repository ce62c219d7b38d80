package org.countersign.run;

import java.util.Optional;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.Sweep;
import org.countersign.policy.GatePolicy;
import org.countersign.validate.GateRequest;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.ParentView;

/**
 * What the world has of a zone, asked before the keys move: the gate compares the candidate with
 * it.
 *
 * @param parent empty where the policy names no server of the parent
 * @param history the keys, as far back as caches may remember
 */
record OutsideView(Optional<ParentView> parent, KeyHistory history) {
  static OutsideView of(Sweep sweep, KeyHistory history, GatePolicy.Parent policy) {
    return new OutsideView(
        policy.servers().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ParentView(
                    sweep.parent(),
                    sweep.silent().stream().filter(s -> s.asked() == Asked.PARENT).toList(),
                    policy.unreachable())),
        history);
  }

  void into(GateRequest.Builder request) {
    parent.ifPresent(request::parent);
    request.history(history);
  }
}
