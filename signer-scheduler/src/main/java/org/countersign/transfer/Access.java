package org.countersign.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/** Who may ask: a peer by its address, its key, the time, and over what it asks. */
final class Access {
  private final List<Peer> peers;
  private final Replays replays = new Replays();

  Access(List<Peer> peers) {
    this.peers = peers;
  }

  /** Over what a request came. */
  enum Transport {
    UDP,
    TCP,
    TLS
  }

  /** What became of a request. */
  sealed interface Decision {}

  /**
   * A peer's own request.
   *
   * @param mac of the request, which the answer's signature begins with
   */
  record Granted(Peer peer, byte[] mac) implements Decision {}

  /**
   * Refused.
   *
   * @param tsigError the error in the answer's TSIG (RFC 8945 section 3); 0: no TSIG
   * @param key what the answer is signed with, where its error is signed
   */
  record Refused(Trouble trouble, int rcode, int tsigError, Optional<TsigKey> key, String detail)
      implements Decision {}

  /** Whether any peer has the address: the others need not be heard. */
  boolean isKnown(InetAddress address) {
    return peers.stream().anyMatch(p -> p.addresses().contains(address));
  }

  /** Decides on a request; the first of its checks that fails is what is told. */
  Decision decide(Request request, InetSocketAddress from, Transport transport, Instant now) {
    if (!isKnown(from.getAddress())) {
      return refused(Trouble.UNKNOWN_ADDRESS, "no peer of the configuration has this address");
    }
    if (request.tsig().isEmpty()) {
      return refused(Trouble.UNSIGNED, "a request for " + request.name() + " without TSIG");
    }
    TSIGRecord tsig = request.tsig().get();
    Optional<Peer> found = holder(from.getAddress(), Name.ofWire(tsig.getName().toWire()));
    if (found.isEmpty()) {
      return new Refused(
          Trouble.BAD_KEY,
          Rcode.NOTAUTH,
          Rcode.BADKEY,
          Optional.empty(),
          "no peer with this address has a key named " + tsig.getName());
    }
    Peer peer = found.get();
    int error = peer.key().verifier().verify(request.message(), request.octets(), null);
    if (error != Rcode.NOERROR) {
      return wrong(error, peer);
    }
    boolean udp = transport == Transport.UDP;
    if (!replays.first(tsig.getSignature(), from, udp, now)) {
      return refused(Trouble.REPLAYED, "a message of " + peer.name() + " that was seen before");
    }
    if (peer.tlsOnly() && transport == Transport.TCP) {
      return refused(Trouble.NOT_TLS, peer.name() + " asks without TLS, which it is to use");
    }
    return new Granted(peer, tsig.getSignature());
  }

  private Optional<Peer> holder(InetAddress address, Name key) {
    return peers.stream()
        .filter(p -> p.addresses().contains(address) && p.key().name().equals(key))
        .findFirst();
  }

  private static Refused refused(Trouble trouble, String detail) {
    return new Refused(trouble, Rcode.REFUSED, 0, Optional.empty(), detail);
  }

  private static Refused wrong(int error, Peer peer) {
    Trouble trouble =
        switch (error) {
          case Rcode.BADTIME -> Trouble.BAD_TIME;
          case Rcode.BADKEY -> Trouble.BAD_KEY;
          case Rcode.FORMERR -> Trouble.MALFORMED;
          default -> Trouble.BAD_SIGNATURE;
        };
    return new Refused(
        trouble,
        error == Rcode.FORMERR ? Rcode.FORMERR : Rcode.NOTAUTH,
        error == Rcode.FORMERR ? 0 : error,
        Optional.of(peer.key()),
        "the TSIG of "
            + peer.name()
            + " is not good: "
            + Rcode.TSIGstring(error)
            + "; compare the key on both sides, and the clocks");
  }
}
