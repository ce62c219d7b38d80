package org.countersign.transfer;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers of one message. */
final class Reply {
  private static final int UDP_SIZE = 1232;
  private static final int BADVERS = 16;

  private Reply() {}

  /** The zone's SOA, to be signed by the caller (RFC 1034 section 4.3.2; RFC 1995 section 2). */
  static byte[] soa(Request request, ServedZone zone) {
    Message reply = begin(request, Rcode.NOERROR);
    reply.getHeader().setFlag(Flags.AA);
    Name owner = request.message().getQuestion().getName();
    ZoneSoa soa = zone.soa();
    reply.addRecord(
        Record.newRecord(owner, Type.SOA, DClass.IN, soa.ttl(), soa.rdata()), Section.ANSWER);
    return reply.toWire();
  }

  /** A refusal without TSIG, or to be signed by the caller. */
  static byte[] error(Request request, int rcode) {
    return begin(request, rcode).toWire();
  }

  /** An EDNS version that we do not speak (RFC 6891 section 6.1.3). */
  static byte[] badVersion(Request request) {
    return begin(request, BADVERS).toWire();
  }

  static boolean speaksEdns(Request request) {
    OPTRecord opt = request.message().getOPT();
    return opt == null || opt.getVersion() == 0;
  }

  /** A refusal that says in its TSIG what is wrong with the request's (RFC 8945 section 5.3.2). */
  static byte[] tsigError(Request request, Access.Refused refused) {
    Message reply = begin(request, refused.rcode());
    // without a key of ours there is nothing to sign with, and dnsjava signs no BADKEY
    TsigKey key = refused.key().orElse(null);
    if (key == null) {
      return unsignedError(request, reply, refused.tsigError());
    }
    key.verifier().apply(reply, refused.tsigError(), request.tsig().orElseThrow());
    return reply.toWire();
  }

  private static byte[] unsignedError(Request request, Message reply, int error) {
    var asked = request.tsig().orElseThrow();
    reply.addRecord(
        new org.xbill.DNS.TSIGRecord(
            asked.getName(),
            DClass.ANY,
            0,
            asked.getAlgorithm(),
            asked.getTimeSigned(),
            asked.getFudge(),
            new byte[0],
            request.id(),
            error,
            new byte[0]),
        Section.ADDITIONAL);
    return reply.toWire();
  }

  /** The answer to what is no request: a header with the ID and opcode of the question. */
  static Optional<byte[]> unusable(byte[] octets, Request.Unusable why) {
    if (why.rcode().isEmpty()) {
      return Optional.empty();
    }
    try {
      Header asked = new Header(octets);
      Header header = new Header(asked.getID());
      header.setFlag(Flags.QR);
      header.setOpcode(asked.getOpcode());
      header.setRcode(why.rcode().get());
      return Optional.of(header.toWire());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Message begin(Request request, int rcode) {
    Message reply = new Message(request.id());
    Header header = reply.getHeader();
    header.setFlag(Flags.QR);
    if (request.recursionDesired()) {
      header.setFlag(Flags.RD);
    }
    header.setOpcode(request.message().getHeader().getOpcode());
    header.setRcode(rcode & 0xf);
    reply.addRecord(request.message().getQuestion(), Section.QUESTION);
    if (request.hasEdns()) {
      reply.addRecord(new OPTRecord(UDP_SIZE, rcode >> 4, 0), Section.ADDITIONAL);
    }
    return reply;
  }
}
