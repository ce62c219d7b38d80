package org.countersign.observe;

import java.io.IOException;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * What one name server serves of a zone's apex, as zone text: its keys, its SOA, their signatures.
 */
public final class ServedText {
  private final Patience patience;

  public ServedText(Patience patience) {
    this.patience = patience;
  }

  /**
   * Asks a server, which may be any that serves the zone with authority.
   *
   * @param server {@code ADDRESS} or {@code ADDRESS@PORT}
   * @throws IOException if it gives no answer to count on; the message says what it did
   */
  public String ask(Name zone, String server) throws IOException {
    NameServer asked = new NameServer(server, patience);
    StringBuilder text = new StringBuilder();
    try {
      for (int type : new int[] {RecordType.DNSKEY, RecordType.SOA}) {
        Message answer = asked.ask(zone, type);
        Answers.demand(answer, zone, Rcode.NOERROR);
        for (Record record : answer.getSection(Section.ANSWER)) {
          text.append(record).append('\n');
        }
      }
    } catch (UnusableAnswerException e) {
      throw new IOException(server + " says nothing of " + zone + ": " + e.getMessage(), e);
    }
    return text.toString();
  }
}
