package org.countersign.validate.rules;

import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * SIG-COMPLETE: every authoritative RRset has a signature by each algorithm of the DNSKEY RRset
 * (RFC 4035 section 2.2), and nothing else has any.
 */
public final class SigComplete extends Rule {
  private int[] algorithms = {};

  public SigComplete() {
    super(RuleId.SIG_COMPLETE);
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    algorithms = zone.keys().algorithms();
    if (algorithms.length == 0) {
      report(
          refusal(
                  "there is no DNSKEY at the apex, so that nothing can be signed; judge a zone that"
                      + " is not signed yet as unsigned")
              .at(apex.name(), RecordType.DNSKEY));
    }
  }

  @Override
  protected void owner(OwnerNode node) {
    if (node.place() == OwnerNode.Place.OUTSIDE) {
      return;
    }
    for (int rrset = 0; rrset < node.rrsets(); rrset++) {
      if (node.isSigned(rrset)) {
        for (int algorithm : algorithms) {
          if (!signed(node, node.type(rrset), algorithm)) {
            missing(node, node.type(rrset), algorithm);
          }
        }
      }
    }
    for (int i = 0; i < node.signatures(); i++) {
      int rrset = node.find(node.covered(i));
      if (rrset < 0 || !node.isSigned(rrset)) {
        superfluous(node, i, rrset);
      }
    }
  }

  private static boolean signed(OwnerNode node, int type, int algorithm) {
    for (int i = 0; i < node.signatures(); i++) {
      if (node.covered(i) == type && node.signatureAlgorithm(i) == algorithm) {
        return true;
      }
    }
    return false;
  }

  private void missing(OwnerNode node, int type, int algorithm) {
    if (!counted(Severity.REFUSE)) {
      report(
          refusal(
                  "no signature by algorithm "
                      + algorithm
                      + ", which is in the DNSKEY RRset: each of its algorithms must sign each"
                      + " authoritative RRset")
              .at(node.name(), type));
    }
  }

  private void superfluous(OwnerNode node, int i, int rrset) {
    if (counted(Severity.REFUSE)) {
      return;
    }
    String why =
        rrset < 0
            ? "a signature over a type that is not there"
            : node.place() == OwnerNode.Place.CUT
                ? "a signature over data that belongs to the child: at a cut only DS and NSEC are"
                    + " signed"
                : "a signature over data below a cut, which is never signed";
    report(about(refusal(why), node, i));
  }
}
