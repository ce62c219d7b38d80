package org.countersign.validate;

import org.countersign.dns.KeyTag;
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

  /** Adds what signature {@code i} of an owner covers, its tag, and its key if only one has it. */
  protected final Finding about(Finding finding, OwnerNode node, int i) {
    int tag = node.signatureTag(i);
    int algorithm = node.signatureAlgorithm(i);
    int key = zone.keys().candidate(0, algorithm, tag);
    Finding placed = finding.at(node.name(), node.covered(i)).tag(new KeyTag(tag));
    return key >= 0 && zone.keys().candidate(key + 1, algorithm, tag) < 0
        ? placed.key(zone.keys().all().get(key).fingerprint())
        : placed;
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
