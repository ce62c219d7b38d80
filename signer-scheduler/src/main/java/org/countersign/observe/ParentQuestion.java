package org.countersign.observe;

import java.time.Duration;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What a name server of the parent is asked: the zone's DS RRset. */
final class ParentQuestion {
  private final NameServer server;
  private final Name zone;

  ParentQuestion(NameServer server, Name zone) {
    this.server = server;
    this.zone = zone;
  }

  /**
   * What the parent says.
   *
   * @param exists false: it knows no such name
   * @param ds RDATA each; empty: there is none
   */
  record Delegation(boolean exists, Duration ttl, List<byte[]> ds) {}

  Delegation ask() throws UnusableAnswerException {
    Message answer = server.ask(zone, RecordType.DS);
    Answers.demand(answer, zone, Rcode.NOERROR, Rcode.NXDOMAIN);
    List<Record> ds = Answers.rrset(answer, zone, RecordType.DS);
    boolean exists = answer.getRcode() == Rcode.NOERROR;
    if (ds.isEmpty() || !exists) {
      demandParent(answer);
      return new Delegation(exists, Duration.ZERO, List.of());
    }
    return new Delegation(
        true, Answers.ttl(ds), ds.stream().map(Record::rdataToWireCanonical).toList());
  }

  /**
   * A "no" counts only from above the cut: a server that has the zone itself and not its parent
   * says with authority that there is no DS (RFC 4035 section 3.1.4.1).
   */
  private void demandParent(Message answer) throws UnusableAnswerException {
    List<Record> soa = Answers.records(answer, Section.AUTHORITY, RecordType.SOA);
    if (soa.isEmpty() || !answer.getSection(Section.ANSWER).isEmpty()) {
      throw new UnusableAnswerException("its answer is neither a DS RRset nor the lack of one");
    }
    Name from = Name.ofWire(soa.get(0).getName().toWire());
    if (from.equals(zone) || !zone.isWithin(from)) {
      throw new UnusableAnswerException(
          "it answers for " + from + ", which is not above " + zone + ": it is lame");
    }
  }
}
