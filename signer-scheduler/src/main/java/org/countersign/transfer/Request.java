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

/**
 * A message that somebody sent, taken apart (RFC 1035 section 4).
 *
 * @param octets the whole message
 * @param message the same to dnsjava
 * @param question where the question ends: the header and it open every answer
 * @param has the serial of the SOA in the authority section, which an IXFR states (RFC 1995)
 */
record Request(
    byte[] octets, Message message, int question, Name name, int type, Optional<Serial> has) {
  /** Octets of a header (RFC 1035 section 4.1.1). */
  static final int HEADER = 12;

  /** A message that is no request, and what to answer. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Optional<Integer> rcode;

    Unusable(Optional<Integer> rcode, String message) {
      super(message, null, false, false);
      this.rcode = rcode;
    }

    /** Empty: no answer at all. */
    Optional<Integer> rcode() {
      return rcode;
    }
  }

  /**
   * Takes a message apart.
   *
   * @throws Unusable if it is a response, or no message, or has not exactly one question
   */
  static Request parse(byte[] octets) throws Unusable {
    if (octets.length < HEADER) {
      throw new Unusable(Optional.empty(), octets.length + " octets, fewer than a header has");
    }
    if (octets[2] < 0) {
      throw new Unusable(Optional.empty(), "a response to no question of ours");
    }
    try {
      Message message = new Message(octets);
      Record question = message.getQuestion();
      if (question == null || message.getSection(Section.QUESTION).size() != 1) {
        throw new Unusable(Optional.of(Rcode.FORMERR), "not exactly one question");
      }
      int end = questionEnd(octets);
      if (question.getDClass() != DClass.IN) {
        throw new Unusable(Optional.of(Rcode.REFUSED), "a class other than IN");
      }
      return new Request(
          octets,
          message,
          end,
          Name.ofWire(question.getName().toWire()),
          question.getType(),
          soa(message));
    } catch (IOException | RuntimeException e) {
      // dnsjava refuses with several kinds of exception
      throw new Unusable(Optional.of(Rcode.FORMERR), "no DNS message: " + e.getMessage());
    }
  }

  private static int questionEnd(byte[] octets) throws Unusable {
    int at = HEADER;
    while (octets[at] != 0) {
      if (octets[at] < 0) {
        // the first name of a message has nothing to point to
        throw new Unusable(Optional.of(Rcode.FORMERR), "a compressed question");
      }
      at += octets[at] + 1;
    }
    return at + 1 + 4;
  }

  private static Optional<Serial> soa(Message message) {
    return message.getSection(Section.AUTHORITY).stream()
        .filter(SOARecord.class::isInstance)
        .map(record -> new Serial(((SOARecord) record).getSerial()))
        .findFirst();
  }

  int id() {
    return message.getHeader().getID();
  }

  boolean isQuery() {
    return message.getHeader().getOpcode() == Opcode.QUERY;
  }

  boolean isNotify() {
    return message.getHeader().getOpcode() == Opcode.NOTIFY;
  }

  boolean recursionDesired() {
    return message.getHeader().getFlag(Flags.RD);
  }

  boolean hasEdns() {
    return message.getOPT() != null;
  }

  Optional<TSIGRecord> tsig() {
    return Optional.ofNullable(message.getTSIG());
  }
}
