package org.countersign.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;

/**
 * Where rules report. Any thread may. The first findings of a rule and severity are kept, the
 * others are counted: a zone that is wholly broken must not exhaust the memory, and its verdict
 * stays right.
 */
public final class Report {
  /** How many findings of one rule and severity are kept. */
  public static final int SHOWN = 100;

  private final Map<RuleId, List<Finding>> shown = new EnumMap<>(RuleId.class);
  private final Map<RuleId, long[]> counts = new EnumMap<>(RuleId.class);

  /** Adds a finding. */
  public synchronized void add(Finding finding) {
    long[] count = counts.computeIfAbsent(finding.rule(), r -> new long[2]);
    if (count[finding.severity().ordinal()]++ < SHOWN) {
      shown.computeIfAbsent(finding.rule(), r -> new ArrayList<>()).add(finding);
    }
  }

  /** Whether a finding like this would be counted only, so that its text need not be made. */
  public synchronized boolean full(RuleId rule, Severity severity) {
    long[] count = counts.get(rule);
    return count != null && count[severity.ordinal()] >= SHOWN;
  }

  /** Counts a finding whose text was not made because {@link #full} said so. */
  public synchronized void count(RuleId rule, Severity severity) {
    counts.get(rule)[severity.ordinal()]++;
  }

  /** Everything kept, by rule, with a last finding for those that were only counted. */
  synchronized List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    for (RuleId rule : counts.keySet()) {
      all.addAll(shown.get(rule));
      for (Severity severity : Severity.values()) {
        long rest = counts.get(rule)[severity.ordinal()] - SHOWN;
        if (rest > 0) {
          all.add(Finding.of(rule, severity, "and " + rest + " more like these"));
        }
      }
    }
    return all;
  }
}
