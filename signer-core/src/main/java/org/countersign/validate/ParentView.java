package org.countersign.validate;

import java.util.List;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.GatePolicy.Parent.Unreachable;

/**
 * What the parent's servers said of the zone's DS just before the judgement.
 *
 * @param answers of those that answered
 * @param silent those that did not
 * @param unreachable what it means when none of them answers
 */
public record ParentView(
    List<ParentAnswer> answers, List<NoAnswer> silent, Unreachable unreachable) {
  public ParentView {
    answers = List.copyOf(answers);
    silent = List.copyOf(silent);
  }
}
