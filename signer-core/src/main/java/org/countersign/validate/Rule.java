package org.countersign.validate;

import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;

/**
 * One check, made new for each judgement: it sees the apex first, then every owner in canonical
 * order (the apex again among them), then the end; it reports and decides nothing.
 */
public abstract class Rule {
  private final RuleId id;
  protected ZoneContext zone;

  protected Rule(RuleId id) {
    this.id = id;
  }

  public final RuleId id() {
    return id;
  }

  /** Whether the rule has something to say about a zone that is not signed yet. */
  public boolean judgesUnsigned() {
    return true;
  }

  /** Whether the rule looks at owners; asked after {@link #begin}. */
  protected boolean walks() {
    return true;
  }

  final void start(ZoneContext context, OwnerNode apex) {
    zone = context;
    begin(apex);
  }

  protected void begin(OwnerNode apex) {}

  protected void owner(OwnerNode node) {}

  protected void end() {}

  protected final Finding refusal(String message) {
    return Finding.refuse(id, message);
  }

  protected final Finding warning(String message) {
    return Finding.warn(id, message);
  }

  /** A refusal under a policy, a warning where only the protocol counts. */
  protected final Finding unwise(String message) {
    return Finding.of(id, unwise(), message);
  }

  protected final Severity unwise() {
    return zone.limits().strict() ? Severity.REFUSE : Severity.WARN;
  }

  protected final void report(Finding finding) {
    zone.report().add(finding);
  }

  /**
   * Whether the text of one more finding is not needed; it is counted then.
   *
   * @see Report#full
   */
  protected final boolean counted(Severity severity) {
    if (zone.report().full(id, severity)) {
      zone.report().count(id, severity);
      return true;
    }
    return false;
  }
}
