package org.countersign.validate.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.GatePolicy.Parent.Unreachable;
import org.countersign.validate.ParentView;
import org.countersign.validate.Rule;

/**
 * CHAIN-DS: each DS RRset that is out there names a key that is published and whose signature over
 * the DNSKEY RRset verifies (RFC 4035 section 5.2), at every server of the parent that answered; a
 * server that did not is never passed over in silence.
 */
public final class ChainDs extends Rule {
  public ChainDs() {
    super(RuleId.CHAIN_DS);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    if (!zone.request().unsigned() && !zone.request().ds().isEmpty()) {
      judge(zone.request().ds(), "the parent");
    }
    zone.request().parent().ifPresent(this::judge);
  }

  private void judge(ParentView parent) {
    for (ParentAnswer answer : parent.answers()) {
      if (!answer.ds().isEmpty()) {
        judge(answer.ds(), "the parent's " + answer.server());
      } else if (!answer.exists()) {
        report(
            warning(
                    "the parent's "
                        + answer.server()
                        + " knows no such name: nobody finds the zone from there")
                .at(zone.origin().toString(), RecordType.DS));
      }
    }
    unanswered(parent);
  }

  private void unanswered(ParentView parent) {
    boolean none = parent.answers().isEmpty();
    if (parent.silent().isEmpty() && !none) {
      return;
    }
    Severity severity =
        none && parent.unreachable() == Unreachable.REFUSE ? Severity.REFUSE : Severity.WARN;
    String which =
        parent.silent().isEmpty()
            ? "none was asked"
            : parent.silent().stream().map(ChainDs::said).collect(Collectors.joining("; "));
    report(
        Finding.of(
                id(),
                severity,
                (none
                        ? "no server of the parent could be asked for the DS: "
                        : "not every server of the parent could be asked for the DS: ")
                    + which
                    + (severity == Severity.REFUSE
                        ? "; the chain of trust is not known to hold (gate.parent.unreachable)"
                        : ""))
            .at(zone.origin().toString(), RecordType.DS));
  }

  private static String said(NoAnswer silent) {
    return silent.server() + ": " + silent.why();
  }

  private void judge(List<byte[]> ds, String whose) {
    DsMatch match = new DsMatch(zone);
    if (match.signed(ds)) {
      return;
    }
    report(
        refusal(
                (match.named(ds)
                        ? "a key that the DS of "
                            + whose
                            + " names (tag "
                            + DsMatch.tags(ds)
                            + ") is published and its signature over the DNSKEY RRset is missing or"
                            + " wrong"
                        : "no DS of "
                            + whose
                            + " (tag "
                            + DsMatch.tags(ds)
                            + ") names a published key")
                    + ": every validator would see the zone as bogus")
            .at(zone.origin().toString(), RecordType.DNSKEY));
  }
}
