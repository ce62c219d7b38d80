package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Report;
import org.countersign.validate.Rule;

/**
 * DENIAL-CHAIN: the NSEC or NSEC3 records form one closed loop over exactly the names that exist:
 * none skipped, none too many, none below a cut; with NSEC3 also the empty non-terminals, and with
 * opt-out nothing left out but insecure delegations (RFC 4035 2.3, RFC 5155 7.1).
 */
public final class DenialChain extends Rule {
  private DenialParameters.Kind kind = DenialParameters.Kind.NONE;
  private Nsec3Index index;
  private String lastOwner;
  private final byte[] next = new byte[Name.MAX_WIRE + 1];
  private int nextLength;

  public DenialChain() {
    super(RuleId.DENIAL_CHAIN);
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    kind = DenialParameters.of(apex).kind();
    index = Nsec3Index.of(zone, apex);
    if (kind == DenialParameters.Kind.NONE) {
      say(
          "the apex has neither an NSEC nor an NSEC3PARAM record: nothing can be denied",
          apex.name());
    }
  }

  @Override
  protected void owner(OwnerNode node) {
    switch (kind) {
      case NSEC -> nsec(node);
      case NSEC3 -> nsec3(node);
      default -> {}
    }
  }

  private void nsec(OwnerNode node) {
    int rrset = node.find(RecordType.NSEC);
    boolean wanted =
        switch (node.place()) {
          case APEX, CUT -> true;
          case AUTHORITATIVE -> !node.isHashOwnerOnly();
          default -> false;
        };
    if (rrset < 0) {
      if (wanted && !counted(Severity.REFUSE)) {
        report(refusal("the name has no NSEC record").at(node.name(), RecordType.NSEC));
      }
      return;
    }
    if (!wanted) {
      if (node.place() != OwnerNode.Place.OUTSIDE) {
        say("an NSEC record at a name that is not the zone's to deny", node.name());
      }
      return;
    }
    if (node.to(rrset) - node.from(rrset) > 1) {
      say("more than one NSEC record at the name", node.name());
    }
    if (lastOwner != null || nextLength > 0) {
      if (!Arrays.equals(next, 0, nextLength, node.wire(), 0, node.wireLength())) {
        say(
            "its NSEC points to "
                + Name.text(next, 0)
                + ", the next name is "
                + node.name()
                + ": what lies between is denied or not proved",
            lastOwner == null ? previousName() : lastOwner);
      }
    }
    keep(node, node.dataFrom(node.from(rrset)));
  }

  private byte[] previousWire = new byte[Name.MAX_WIRE + 1];

  private String previousName() {
    return Name.text(previousWire, 0);
  }

  private void keep(OwnerNode node, int at) {
    System.arraycopy(node.wire(), 0, previousWire, 0, node.wireLength());
    int i = 0;
    byte[] d = node.data();
    while (d[at + i] != 0) {
      int end = i + d[at + i] + 1;
      next[i] = d[at + i];
      for (i++; i < end; i++) {
        next[i] = Name.lower(d[at + i]);
      }
    }
    next[i++] = 0;
    nextLength = i;
  }

  private void nsec3(OwnerNode node) {
    int rrset = node.find(RecordType.NSEC3);
    if (rrset >= 0) {
      if (node.to(rrset) - node.from(rrset) > 1) {
        say("more than one NSEC3 record at one hash", node.name());
      }
      if (index.ownerHash(node) != 20) {
        say("an NSEC3 record whose owner is not a hash right below the origin", node.name());
      }
    }
    index.owner(zone, node);
    if (index.broken && !counted(Severity.REFUSE)) {
      report(
          refusal("the NSEC3 record before this one does not point to it")
              .at(node.name(), RecordType.NSEC3));
    }
  }

  @Override
  protected void end() {
    if (kind == DenialParameters.Kind.NSEC && nextLength > 0) {
      byte[] origin = zone.origin().wire();
      if (!Arrays.equals(next, 0, nextLength, origin, 0, origin.length)) {
        say(
            "the last NSEC points to " + Name.text(next, 0) + ", not back to the apex",
            previousName());
      }
    }
    if (kind == DenialParameters.Kind.NSEC3) {
      end3();
    }
  }

  private void end3() {
    if (!index.closed()) {
      say("the last NSEC3 record does not point to the first", zone.origin().toString());
    }
    Nsec3Index.Mismatches found = index.match(zone);
    for (int i = 0; i < found.superfluous.size(); i++) {
      if (!counted(Severity.REFUSE)) {
        report(
            refusal("an NSEC3 record for a name that does not exist")
                .at(index.recordOwner(found.superfluous.get(i), zone.origin()), RecordType.NSEC3));
      }
    }
    for (int i = 0; i < found.collisions.size(); i++) {
      String hash = Base32Hex.encode(index.names.hash(found.collisions.get(i)));
      say("two names have the NSEC3 hash " + hash + ": choose a salt", zone.origin().toString());
    }
    missing(found.missing);
  }

  private void missing(IntList missing) {
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < missing.size() && i < Report.SHOWN; i++) {
      hashes.add(Base32Hex.encode(index.names.hash(missing.get(i))));
    }
    if (!hashes.isEmpty()) {
      HashNames.find(
          zone,
          index.parameters,
          hashes,
          (hash, name, empty) ->
              say(
                  (empty ? "the empty non-terminal" : "the name")
                      + " has no NSEC3 record, which would be "
                      + hash
                      + ": it is denied or not proved",
                  name));
    }
    for (int i = Report.SHOWN; i < missing.size(); i++) {
      say("a name has no NSEC3 record", "");
    }
  }

  private void say(String what, String owner) {
    if (!counted(Severity.REFUSE)) {
      report(owner.isEmpty() ? refusal(what) : refusal(what).at(owner));
    }
  }
}
