package org.countersign.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.xbill.DNS.Rcode;

/** Decides what to answer; whoever asks, over whatever. */
final class Answers {
  private final Access access;
  private final Function<Name, Optional<ServedZone>> zones;
  private final Troubles troubles;
  private final Tally tally;
  private final Clock clock;

  /**
   * @param zones gives the zone served, retained for the caller
   */
  Answers(
      Access access,
      Function<Name, Optional<ServedZone>> zones,
      Troubles troubles,
      Tally tally,
      Clock clock) {
    this.access = access;
    this.zones = zones;
    this.troubles = troubles;
    this.tally = tally;
    this.clock = clock;
  }

  /** What to send. */
  sealed interface Answer {}

  /** Nothing. */
  record Silence() implements Answer {}

  /** One message, signed where it is to be. */
  record Single(ByteBuf message) implements Answer {}

  /** A transfer of a zone, which the sender releases. */
  record Transfer(Request request, Access.Granted granted, ServedZone zone) implements Answer {
    boolean isIncremental() {
      return request.type() == RecordType.IXFR;
    }
  }

  Answer answer(byte[] octets, InetSocketAddress from, Access.Transport transport) {
    Request request;
    try {
      request = Request.parse(octets);
    } catch (Request.Unusable e) {
      troubles.note(Trouble.MALFORMED, from.getAddress(), e.getMessage());
      Optional<byte[]> reply = Reply.unusable(octets, e);
      // nobody's address may be a forged one, and gets nothing it did not ask for
      return access.isKnown(from.getAddress()) && reply.isPresent()
          ? new Single(Unpooled.wrappedBuffer(reply.get()))
          : new Silence();
    }
    if (request.isNotify()) {
      troubles.note(
          Trouble.FORGED_NOTIFY,
          from.getAddress(),
          "a NOTIFY for " + request.name() + "; a primary takes zones from nobody");
      return unsigned(Reply.error(request, Rcode.REFUSED));
    }
    if (!request.isQuery()) {
      troubles.note(Trouble.NOT_OFFERED, from.getAddress(), "an opcode other than QUERY");
      return unsigned(Reply.error(request, Rcode.NOTIMP));
    }
    if (!Reply.speaksEdns(request)) {
      return unsigned(Reply.badVersion(request));
    }
    Access.Decision decision = access.decide(request, from, transport, clock.instant());
    if (decision instanceof Access.Refused refused) {
      troubles.note(refused.trouble(), from.getAddress(), refused.detail());
      return unsigned(
          refused.tsigError() == 0
              ? Reply.error(request, refused.rcode())
              : Reply.tsigError(request, refused));
    }
    return granted(request, (Access.Granted) decision, from, transport);
  }

  private Answer granted(
      Request request, Access.Granted granted, InetSocketAddress from, Access.Transport transport) {
    Optional<ServedZone> found =
        granted.peer().mayTake(request.name()) ? zones.apply(request.name()) : Optional.empty();
    if (found.isEmpty()) {
      troubles.note(
          Trouble.ZONE_REFUSED,
          from.getAddress(),
          granted.peer().name() + " asks for " + request.name() + ", which is not served to it");
      return signed(granted, Reply.error(request, Rcode.REFUSED));
    }
    ServedZone zone = found.get();
    boolean keep = false;
    try {
      boolean udp = transport == Access.Transport.UDP;
      switch (request.type()) {
        case RecordType.SOA -> {
          tally.soa();
          return signed(granted, Reply.soa(request, zone));
        }
        case RecordType.IXFR -> {
          if (request.has().isEmpty()) {
            return offered(request, granted, from, "an IXFR that states no serial");
          }
          if (udp || zone.isUpToDate(request.has().get())) {
            tally.upToDate(); // over UDP the SOA says: ask over TCP (RFC 1995 section 2)
            return signed(granted, Reply.soa(request, zone));
          }
          keep = true;
          return new Transfer(request, granted, zone);
        }
        case RecordType.AXFR -> {
          if (udp) {
            return offered(request, granted, from, "an AXFR over UDP (RFC 5936 section 4.2)");
          }
          keep = true;
          return new Transfer(request, granted, zone);
        }
        default -> {
          troubles.note(
              Trouble.NOT_OFFERED,
              from.getAddress(),
              "a question for " + RecordType.mnemonic(request.type()));
          return signed(granted, Reply.error(request, Rcode.REFUSED));
        }
      }
    } finally {
      if (!keep) {
        zone.release();
      }
    }
  }

  private Answer offered(
      Request request, Access.Granted granted, InetSocketAddress from, String detail) {
    troubles.note(Trouble.MALFORMED, from.getAddress(), detail);
    return signed(granted, Reply.error(request, Rcode.FORMERR));
  }

  private static Answer unsigned(byte[] message) {
    return new Single(Unpooled.wrappedBuffer(message));
  }

  private Answer signed(Access.Granted granted, byte[] message) {
    TsigStream stream = new TsigStream(granted.peer().key(), granted.mac());
    ByteBuf signed = Unpooled.buffer(message.length + stream.octets()).writeBytes(message);
    stream.sign(signed, 0, clock.instant());
    return new Single(signed);
  }
}
