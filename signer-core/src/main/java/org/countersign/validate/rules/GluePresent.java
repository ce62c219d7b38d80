package org.countersign.validate.rules;

import java.util.Arrays;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * GLUE-PRESENT: a name server at or below the cut it serves has an address in the zone (RFC 1034
 * 4.2.1, RFC 9471 section 3), the apex's in-zone name servers too; other in-zone name servers
 * should; and no address below a cut is there that no NS record names.
 *
 * <p>What a cut's own subtree settles is settled there; the rest is kept as hashes till the end.
 */
public final class GluePresent extends Rule {
  private final LocalServers local = new LocalServers();
  private final LongSet named = new LongSet();
  private final LongSet addresses = new LongSet();
  private final PackedNames elsewhere = new PackedNames();
  private final PackedNames required = new PackedNames();
  private final PackedNames spare = new PackedNames();
  private byte[] origin;

  public GluePresent() {
    super(RuleId.GLUE_PRESENT);
  }

  @Override
  protected void begin(OwnerNode apex) {
    origin = zone.origin().wire();
  }

  @Override
  protected void owner(OwnerNode node) {
    if (node.place() == OwnerNode.Place.OUTSIDE) {
      return;
    }
    if (node.place() != OwnerNode.Place.BELOW_CUT) {
      settle();
    }
    boolean address = node.has(RecordType.A) || node.has(RecordType.AAAA);
    int ns = node.find(RecordType.NS);
    if (ns >= 0 && node.place() != OwnerNode.Place.BELOW_CUT) {
      servers(node, ns);
    }
    if (address) {
      boolean known = local.mark(node.wire(), node.wireLength());
      boolean below =
          node.place() == OwnerNode.Place.BELOW_CUT || node.place() == OwnerNode.Place.CUT;
      if (below && !known) {
        spare.add(node.wire(), 0, node.wireLength());
      }
      addresses.add(LongSet.hash(node.wire(), 0, node.wireLength())); // siblings may use it
    }
  }

  private void servers(OwnerNode node, int ns) {
    boolean apex = node.place() == OwnerNode.Place.APEX;
    if (!apex) {
      local.begin(node.wire(), node.wireLength());
    }
    for (int r = node.from(ns); r < node.to(ns); r++) {
      int from = node.dataFrom(r);
      int to = from + node.dataLength(r);
      if (!within(node.data(), from, to, origin, origin.length)) {
        continue;
      }
      if (!apex && within(node.data(), from, to, node.wire(), node.wireLength())) {
        local.add(node.data(), from, to);
      } else if (named.add(LongSet.hash(node.data(), from, to))) {
        (apex ? required : elsewhere).add(node.data(), from, to);
      }
    }
  }

  private static boolean within(byte[] wire, int from, int to, byte[] zone, int zoneLength) {
    int at = to - zoneLength;
    return at >= from
        && Arrays.equals(wire, at, to, zone, 0, zoneLength)
        && startsLabel(wire, from, at);
  }

  private static boolean startsLabel(byte[] wire, int from, int at) {
    int label = from;
    while (label < at) {
      label += wire[label] + 1;
    }
    return label == at;
  }

  private void settle() {
    local.unmarked(
        (cut, server) -> {
          if (!counted(Severity.REFUSE)) {
            report(
                refusal(
                        "its name server "
                            + server
                            + " lies at or below the cut and has no address in the zone: nobody"
                            + " can reach it")
                    .at(cut, RecordType.NS));
          }
        });
  }

  @Override
  protected void end() {
    settle();
    required.each(
        wire -> {
          if (!addresses.contains(LongSet.hash(wire, 0, wire.length))) {
            report(
                refusal(
                        "the zone's own name server "
                            + Name.text(wire, 0)
                            + " is in the zone and has no address there")
                    .at(zone.origin().toString(), RecordType.NS));
          }
        });
    elsewhere.each(
        wire -> {
          if (!addresses.contains(LongSet.hash(wire, 0, wire.length))) {
            late(
                warning(
                        "name servers of other delegations name it, and the zone has no address"
                            + " for it")
                    .at(Name.text(wire, 0)));
          }
        });
    spare.each(
        wire -> {
          if (!named.contains(LongSet.hash(wire, 0, wire.length))) {
            late(
                unwise("an address below a zone cut that no NS record of the zone names")
                    .at(Name.text(wire, 0)));
          }
        });
  }

  private void late(Finding finding) {
    if (!counted(finding.severity())) {
      report(finding);
    }
  }
}
