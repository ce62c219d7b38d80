package org.countersign.observe;

import java.time.Duration;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.Serial;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** What a zone's name server is asked: its serial, and the keys it serves under that serial. */
final class ZoneQuestions {
  /** A server that changes its zone between two questions is asked again. */
  private static final int ROUNDS = 3;

  private final NameServer server;
  private final Name zone;

  ZoneQuestions(NameServer server, Name zone) {
    this.server = server;
    this.zone = zone;
  }

  /** What it serves; TTL zero and no keys where the zone is unsigned. */
  record Served(Serial serial, Duration dnskeyTtl, List<Dnskey> keys) {}

  Served ask() throws UnusableAnswerException {
    Serial before = serial();
    for (int round = 0; round < ROUNDS; round++) {
      List<Record> keys = keys();
      Serial after = serial();
      if (after.equals(before)) {
        return new Served(after, Answers.ttl(keys), keys.stream().map(this::key).toList());
      }
      before = after;
    }
    throw new UnusableAnswerException(
        "its serial changed with every question, and is " + before + " now");
  }

  private Serial serial() throws UnusableAnswerException {
    Message answer = server.ask(zone, RecordType.SOA);
    Answers.demand(answer, zone, Rcode.NOERROR);
    List<Record> soa = Answers.rrset(answer, zone, RecordType.SOA);
    if (soa.size() != 1) {
      throw new UnusableAnswerException("it has " + soa.size() + " SOA records of " + zone);
    }
    return new Serial(((SOARecord) soa.get(0)).getSerial());
  }

  private List<Record> keys() throws UnusableAnswerException {
    Message answer = server.ask(zone, RecordType.DNSKEY);
    Answers.demand(answer, zone, Rcode.NOERROR);
    return Answers.rrset(answer, zone, RecordType.DNSKEY);
  }

  private Dnskey key(Record record) {
    return Dnskey.ofRdata(record.rdataToWireCanonical());
  }
}
