package org.countersign.validate.rules;

import org.countersign.dns.RecordType;
import org.countersign.validate.OwnerNode;

/** Kinds of data that change is counted by. */
enum Kind {
  DELEGATIONS("delegations"),
  DS("DS RRsets"),
  GLUE("glue RRsets"),
  OTHER("other RRsets");

  final String text;

  Kind(String text) {
    this.text = text;
  }

  /** The kind of an RRset, or null where it is no data: DNSSEC records but DS, and the SOA. */
  static Kind of(OwnerNode node, int rrset) {
    int type = node.type(rrset);
    if (RecordType.isDnssec(type) || type == RecordType.SOA) {
      return null;
    }
    return switch (node.place()) {
      case CUT ->
          type == RecordType.NS
              ? DELEGATIONS
              : type == RecordType.DS ? DS : RecordType.isAddress(type) ? GLUE : OTHER;
      case BELOW_CUT -> RecordType.isAddress(type) ? GLUE : OTHER;
      default -> OTHER;
    };
  }
}
