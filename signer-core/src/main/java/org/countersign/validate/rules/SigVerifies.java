package org.countersign.validate.rules;

import org.countersign.dns.KeyTag;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.Rule;
import org.countersign.validate.SignatureListener;

/**
 * SIG-VERIFIES: every RRSIG verifies under a DNSKEY of the apex with its algorithm and tag, those
 * reused from former releases too. A resolver is content with one good signature; a signer's bad
 * one beside it shows that the signer is broken.
 */
public final class SigVerifies extends Rule implements SignatureListener {
  public SigVerifies() {
    super(RuleId.SIG_VERIFIES);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  public void bogus(String owner, int covered, int algorithm, int tag, boolean disagreed) {
    if (counted(Severity.REFUSE)) {
      return;
    }
    int first = zone.keys().candidate(0, algorithm, tag);
    int second = first < 0 ? -1 : zone.keys().candidate(first + 1, algorithm, tag);
    String type = RecordType.mnemonic(covered);
    String what;
    if (first < 0) {
      what =
          "the signature over "
              + type
              + " names a key with algorithm "
              + algorithm
              + " and tag "
              + tag
              + " that is not in the DNSKEY RRset: publish the key or sign with a published one";
    } else if (disagreed) {
      what =
          "the signature over "
              + type
              + " verifies with one cryptographic provider and not with another: do not trust"
              + " either before it is known which one is wrong";
    } else {
      what =
          "the signature over "
              + type
              + " does not verify under "
              + (second < 0 ? "the key" : "any of the keys")
              + " with algorithm "
              + algorithm
              + " and tag "
              + tag
              + ": another private key made it, or it or the data was changed since";
    }
    Finding finding = refusal(what).at(owner, covered).tag(new KeyTag(tag));
    if (first >= 0 && second < 0) {
      finding = finding.key(zone.keys().all().get(first).fingerprint());
    }
    report(finding);
  }
}
