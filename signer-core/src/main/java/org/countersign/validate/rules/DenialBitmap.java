package org.countersign.validate.rules;

import java.util.HashMap;
import java.util.Map;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Report;
import org.countersign.validate.Rule;

/**
 * DENIAL-BITMAP: each NSEC and NSEC3 record lists exactly the types its name has: one too few
 * denies what exists, one too many promises what does not (RFC 4035 2.3, RFC 5155 7.1).
 */
public final class DenialBitmap extends Rule {
  private final TypeBitmap wanted = new TypeBitmap();
  private Nsec3Index index;

  public DenialBitmap() {
    super(RuleId.DENIAL_BITMAP);
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    index = Nsec3Index.of(zone, apex);
  }

  @Override
  protected void owner(OwnerNode node) {
    if (index != null) {
      index.owner(zone, node);
    }
    int rrset = node.find(RecordType.NSEC);
    if (rrset < 0
        || node.place() == OwnerNode.Place.BELOW_CUT
        || node.place() == OwnerNode.Place.OUTSIDE) {
      return;
    }
    wanted.forNsec(node);
    for (int r = node.from(rrset); r < node.to(rrset); r++) {
      int at = node.dataFrom(r);
      int end = at + node.dataLength(r);
      while (node.data()[at] != 0) {
        at += node.data()[at] + 1;
      }
      if (!wanted.matches(node.data(), at + 1, end) && !counted(Severity.REFUSE)) {
        String says = TypeBitmap.text(node.data(), at + 1, end);
        String has = TypeBitmap.text(wanted.octets, 0, wanted.length);
        report(refusal(differs(says, has)).at(node.name(), RecordType.NSEC));
      }
    }
  }

  private static String differs(String says, String has) {
    return "its bitmap says " + says + "; the name has " + has;
  }

  @Override
  protected void end() {
    if (index == null) {
      return;
    }
    Map<String, String> wrong = new HashMap<>();
    Nsec3Index.Mismatches found = index.match(zone);
    for (int i = 0; i < found.bitmapNames.size(); i++) {
      int name = found.bitmapNames.get(i);
      byte[] says = index.bitmaps.bitmap(index.records.note(found.bitmapRecords.get(i)) >> 1);
      byte[] has = index.bitmaps.bitmap(index.names.note(name) >> 1);
      String what =
          differs(TypeBitmap.text(says, 0, says.length), TypeBitmap.text(has, 0, has.length));
      if (i < Report.SHOWN) {
        wrong.put(Base32Hex.encode(index.names.hash(name)), what);
      } else {
        report(refusal(what));
      }
    }
    if (!wrong.isEmpty()) {
      HashNames.find(
          zone,
          index.parameters,
          wrong.keySet(),
          (hash, name, empty) ->
              report(
                  refusal("in its NSEC3 record " + hash + ", " + wrong.get(hash))
                      .at(name, RecordType.NSEC3)));
    }
  }
}
