package org.countersign.validate.rules;

import java.time.Duration;
import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * SIG-FIELDS: the fields of each RRSIG fit the RRset it covers (RFC 4034 section 3.1), each RRset
 * has one TTL (RFC 2181 section 5.2), and none is above the limit.
 */
public final class SigFields extends Rule {
  private static final long TTL_END = 1L << 31; // RFC 2181 section 8

  private byte[] origin;
  private long maxTtl;
  private long dnskeyTtl;

  public SigFields() {
    super(RuleId.SIG_FIELDS);
  }

  @Override
  protected void begin(OwnerNode apex) {
    origin = zone.origin().wire();
    maxTtl = zone.limits().maxTtl().map(Duration::toSeconds).orElse(TTL_END - 1);
    dnskeyTtl = zone.limits().dnskeyTtl().map(Duration::toSeconds).orElse(-1L);
  }

  @Override
  protected void owner(OwnerNode node) {
    for (int rrset = 0; rrset < node.rrsets(); rrset++) {
      if (node.mixedTtl(rrset)) {
        say(node, node.type(rrset), "the RRset has more than one TTL: one is allowed");
      }
      if (node.ttl(rrset) > maxTtl) {
        say(
            node,
            node.type(rrset),
            "the TTL is " + node.ttl(rrset) + " seconds, the most allowed is " + maxTtl);
      }
    }
    if (dnskeyTtl >= 0 && node.place() == OwnerNode.Place.APEX) {
      int rrset = node.find(org.countersign.dns.RecordType.DNSKEY);
      if (rrset >= 0 && node.ttl(rrset) != dnskeyTtl) {
        say(
            node,
            node.type(rrset),
            "the TTL is " + node.ttl(rrset) + " seconds, the policy says " + dnskeyTtl);
      }
    }
    if (!zone.request().unsigned()) {
      for (int i = 0; i < node.signatures(); i++) {
        signature(node, i);
      }
    }
  }

  private void signature(OwnerNode node, int i) {
    int labels = node.signatureLabelCount(i);
    if (labels != node.signatureLabels()) {
      sign(node, i, "it counts " + labels + " labels, the owner has " + node.signatureLabels());
    }
    int rrset = node.find(node.covered(i));
    if (rrset >= 0) {
      long ttl = node.ttl(rrset);
      if (node.originalTtl(i) != ttl) {
        sign(node, i, "its original TTL is " + node.originalTtl(i) + ", the RRset's is " + ttl);
      }
      if (node.signatureTtl(i) != ttl) {
        sign(node, i, "its own TTL is " + node.signatureTtl(i) + ", the RRset's is " + ttl);
      }
    }
    int signer = node.signatureFrom(i) + 18;
    int end = node.signerEnd(i);
    if (!Arrays.equals(node.data(), signer, end, origin, 0, origin.length)) {
      sign(
          node,
          i,
          "its signer is " + Name.text(node.data(), signer) + ", the zone is " + zone.origin());
    }
  }

  private void sign(OwnerNode node, int i, String what) {
    if (!counted(Severity.REFUSE)) {
      report(about(refusal("the signature does not fit its RRset: " + what), node, i));
    }
  }

  private void say(OwnerNode node, int type, String what) {
    if (!counted(Severity.REFUSE)) {
      report(refusal(what).at(node.name(), type));
    }
  }
}
