package org.countersign.validate.rules;

import org.countersign.finding.RuleId;
import org.countersign.validate.ReadFacts;
import org.countersign.validate.Rule;
import org.countersign.validate.Seal;

/**
 * FILE-WHOLE: the file is as long as it was written and has the digest it was written with; its end
 * marker is there where our own writer made it, and true wherever it is. Lines that cannot be read
 * are this rule's too.
 */
public final class FileWhole extends Rule {
  public FileWhole() {
    super(RuleId.FILE_WHOLE);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    ReadFacts read = zone.read();
    zone.request().seal().ifPresent(seal -> sealed(seal, read));
    read.wrongMarker().ifPresent(wrong -> report(refusal("the end marker " + wrong)));
    if (!read.markerFound() && zone.limits().pipeline()) {
      report(refusal("the end marker is missing: the file is cut"));
    }
    if (read.changed()) {
      report(refusal("somebody wrote to the file while it was judged"));
    }
    if (!read.endsWithNewline()) {
      report(unwise("the last line does not end: the file may be cut"));
    }
  }

  private void sealed(Seal seal, ReadFacts read) {
    if (seal.length() != read.length()) {
      report(
          refusal("the file has " + read.length() + " octets, " + seal.length() + " were written"));
    } else if (!seal.sha256().equals(read.sha256())) {
      report(
          refusal(
              "the file has digest " + read.sha256() + ", what was written has " + seal.sha256()));
    }
  }
}
