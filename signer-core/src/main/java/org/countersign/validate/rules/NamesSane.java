package org.countersign.validate.rules;

import java.util.Arrays;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * NAMES-SANE: names and types stand where they may. In-zone owners only; nothing beside a CNAME
 * (RFC 1034 section 3.6.2) or below a DNAME (RFC 6672 section 2.4); DS at cuts only, with a digest
 * as long as its type says; no RRset that a message cannot carry; not the origin's labels twice at
 * the end of every name.
 */
public final class NamesSane extends Rule {
  /** An RRset must fit a message of 65535 octets with its signatures and a question. */
  private static final int MOST_OCTETS = 60_000;

  private byte[] doubled = {};
  private long cuts;
  private long doubledCuts;
  private String doubledExample;

  public NamesSane() {
    super(RuleId.NAMES_SANE);
  }

  @Override
  protected void begin(OwnerNode apex) {
    byte[] origin = Arrays.copyOf(apex.key(), apex.keyLength());
    doubled = Arrays.copyOf(origin, 2 * origin.length);
    System.arraycopy(origin, 0, doubled, origin.length, origin.length);
  }

  @Override
  protected void owner(OwnerNode node) {
    if (node.foreignClassRecords() > 0) {
      say(refusal("a record in a class other than IN: this zone is in class IN"), node);
    }
    switch (node.place()) {
      case OUTSIDE -> {
        say(
            unwise("the name is not in the zone " + zone.origin() + ": servers leave it out"),
            node);
        return;
      }
      case BELOW_CUT -> belowCut(node);
      case BELOW_DNAME -> say(unwise("the name is below a DNAME and cannot be reached"), node);
      case CUT -> cut(node);
      default -> {}
    }
    if (node.rrsets() > 1 || node.has(RecordType.CNAME) || node.has(RecordType.DS)) {
      types(node);
    }
    sizes(node);
  }

  private void belowCut(OwnerNode node) {
    for (int i = 0; i < node.rrsets(); i++) {
      if (!RecordType.isAddress(node.type(i)) && node.type(i) != RecordType.NSEC) {
        Finding finding =
            unwise("data below a zone cut that is no address: it cannot be reached")
                .at(node.name(), node.type(i));
        if (!counted(finding.severity())) {
          report(finding);
        }
      }
    }
  }

  private void cut(OwnerNode node) {
    cuts++;
    if (doubled.length > 0
        && node.keyLength() >= doubled.length
        && Arrays.equals(node.key(), 0, doubled.length, doubled, 0, doubled.length)) {
      doubledCuts++;
      doubledExample = doubledExample == null ? node.name() : doubledExample;
    }
  }

  private void types(OwnerNode node) {
    int cname = node.find(RecordType.CNAME);
    if (cname >= 0) {
      if (node.to(cname) - node.from(cname) > 1) {
        say(refusal("more than one CNAME at one name").at(node.name(), RecordType.CNAME), node);
      }
      for (int i = 0; i < node.rrsets(); i++) {
        int type = node.type(i);
        if (type != RecordType.CNAME
            && type != RecordType.NSEC
            && type != RecordType.NSEC3
            && type != 25) { // KEY: RFC 4035 section 2.5
          say(
              refusal("data of type " + RecordType.mnemonic(type) + " beside a CNAME")
                  .at(node.name(), RecordType.CNAME),
              node);
        }
      }
    }
    int dname = node.find(RecordType.DNAME);
    if (dname >= 0 && node.to(dname) - node.from(dname) > 1) {
      say(refusal("more than one DNAME at one name").at(node.name(), RecordType.DNAME), node);
    }
    int ds = node.find(RecordType.DS);
    if (ds >= 0) {
      ds(node, ds);
    }
  }

  private void ds(OwnerNode node, int ds) {
    if (node.place() != OwnerNode.Place.CUT && node.place() != OwnerNode.Place.BELOW_CUT) {
      say(refusal("a DS where there is no zone cut").at(node.name(), RecordType.DS), node);
    }
    for (int i = node.from(ds); i < node.to(ds); i++) {
      int type = node.data()[node.dataFrom(i) + 3] & 0xff;
      int wanted = DsDigests.octets(type);
      int found = node.dataLength(i) - 4;
      if (wanted > 0 && found != wanted) {
        say(
            refusal("a DS digest of type " + type + " with " + found + " octets: it has " + wanted)
                .at(node.name(), RecordType.DS),
            node);
      }
    }
  }

  private void sizes(OwnerNode node) {
    for (int i = 0; i < node.rrsets(); i++) {
      int records = node.to(i) - node.from(i);
      if (records > 20) {
        long octets = 0;
        for (int r = node.from(i); r < node.to(i); r++) {
          octets += 12L + node.dataLength(r);
        }
        if (octets > MOST_OCTETS) {
          say(
              refusal("an RRset of " + octets + " octets: no message can carry it")
                  .at(node.name(), node.type(i)),
              node);
        }
      }
    }
  }

  @Override
  protected void end() {
    if (doubledCuts > 0 && 2 * doubledCuts >= cuts) {
      report(
          unwise(
                  doubledCuts
                      + " of "
                      + cuts
                      + " delegations end in the zone's name twice: a final dot is missing where"
                      + " the names come from")
              .at(doubledExample));
    }
  }

  private void say(Finding finding, OwnerNode node) {
    if (!counted(finding.severity())) {
      report(finding.owner().isPresent() ? finding : finding.at(node.name()));
    }
  }
}
