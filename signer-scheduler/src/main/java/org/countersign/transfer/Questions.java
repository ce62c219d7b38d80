package org.countersign.transfer;

import java.io.IOException;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/** What a primary says to a secondary of its own accord, and what the secondary answers. */
final class Questions {
  private Questions() {}

  /**
   * A question on its way.
   *
   * @param tsig its signature, which the answer's begins with
   */
  record Asked(byte[] octets, int id, Optional<TSIGRecord> tsig) {}

  /** A NOTIFY with the new SOA (RFC 1996 section 3.7). */
  static Asked notify(int id, Name zone, ZoneSoa soa, TsigKey key) {
    Message message = new Message(id);
    message.getHeader().setOpcode(Opcode.NOTIFY);
    message.getHeader().setFlag(Flags.AA);
    org.xbill.DNS.Name owner = TsigKey.dnsjava(zone);
    message.addRecord(Record.newRecord(owner, Type.SOA, DClass.IN), Section.QUESTION);
    message.addRecord(
        Record.newRecord(owner, Type.SOA, DClass.IN, soa.ttl(), soa.rdata()), Section.ANSWER);
    return signed(message, key);
  }

  /** A question for the SOA. */
  static Asked soa(int id, Name zone, Optional<TsigKey> key) {
    Message message = new Message(id);
    message.addRecord(
        Record.newRecord(TsigKey.dnsjava(zone), Type.SOA, DClass.IN), Section.QUESTION);
    return key.isPresent()
        ? signed(message, key.get())
        : new Asked(message.toWire(), id, Optional.empty());
  }

  private static Asked signed(Message message, TsigKey key) {
    key.verifier().apply(message, null);
    TSIGRecord tsig = message.getTSIG();
    return new Asked(message.toWire(), message.getHeader().getID(), Optional.of(tsig));
  }

  /** What was answered. */
  record Said(int rcode, Optional<Serial> serial) {}

  /**
   * Reads an answer.
   *
   * @throws IOException if it is no answer to the question, or not signed as it must be
   */
  static Said read(byte[] octets, Asked asked, TsigKey key) throws IOException {
    Message message;
    try {
      message = new Message(octets);
    } catch (IOException | RuntimeException e) {
      throw new IOException("its answer is no DNS message: " + e.getMessage(), e);
    }
    if (!message.getHeader().getFlag(Flags.QR) || message.getHeader().getID() != asked.id()) {
      throw new IOException("its answer is to another question");
    }
    int rcode = message.getRcode();
    if (asked.tsig().isPresent() && rcode == Rcode.NOERROR) {
      if (message.getTSIG() == null) {
        throw new IOException("its answer is not signed");
      }
      int error = key.verifier().verify(message, octets, asked.tsig().get());
      if (error != Rcode.NOERROR) {
        throw new IOException("its answer's TSIG is not good: " + Rcode.TSIGstring(error));
      }
    }
    return new Said(
        rcode,
        message.getSection(Section.ANSWER).stream()
            .filter(SOARecord.class::isInstance)
            .map(record -> new Serial(((SOARecord) record).getSerial()))
            .findFirst());
  }
}
