package org.countersign.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.countersign.dns.Name;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * One name server, asked directly: over UDP with EDNS (RFC 6891), over TCP where that answer was
 * truncated, again where it is late or broken.
 */
final class NameServer {
  /** What passes everywhere unfragmented (DNS flag day 2020). */
  private static final int UDP_PAYLOAD = 1232;

  private final SimpleResolver transport;
  private final Patience patience;

  /**
   * @param address as a policy has it, {@code ADDRESS} or {@code ADDRESS@PORT}
   */
  NameServer(String address, Patience patience) {
    this.transport = new SimpleResolver(socket(address));
    this.patience = patience;
    transport.setEDNS(0, UDP_PAYLOAD, ExtendedFlags.DO, List.of());
    transport.setTimeout(patience.timeout());
  }

  private static InetSocketAddress socket(String address) {
    String[] part = address.strip().split("@", 2);
    try {
      // a policy has literals only, so that nothing is looked up here
      return new InetSocketAddress(
          InetAddress.getByName(part[0]), part.length == 2 ? Integer.parseInt(part[1]) : 53);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no address", e);
    }
  }

  /**
   * The server's answer to one question, whatever it says.
   *
   * @throws UnusableAnswerException if there is none that belongs to the question
   */
  Message ask(Name name, int type) throws UnusableAnswerException {
    Record question = Record.newRecord(wire(name), type, DClass.IN);
    String failure = "";
    for (int attempt = 0; attempt < patience.attempts(); attempt++) {
      Message query = Message.newQuery(question);
      query.getHeader().unsetFlag(Flags.RD); // a name server is asked, not a resolver
      try {
        Message answer = transport.send(query);
        if (belongs(answer, query)) {
          return answer;
        }
        failure = "its answer belongs to another question";
      } catch (IOException | RuntimeException e) {
        failure = reason(e);
      }
    }
    throw new UnusableAnswerException(failure);
  }

  /** RFC 5452 section 9.1. */
  private static boolean belongs(Message answer, Message query) {
    return answer.getHeader().getFlag(Flags.QR)
        && !answer.getHeader().getFlag(Flags.TC) // it was asked over TCP then
        && answer.getHeader().getOpcode() == Opcode.QUERY
        && answer.getHeader().getID() == query.getHeader().getID()
        && Objects.equals(answer.getQuestion(), query.getQuestion());
  }

  private String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortUnreachableException || cause instanceof java.net.ConnectException) {
        return "nothing listens at its port";
      }
      if (cause instanceof SocketTimeoutException
          || cause instanceof java.util.concurrent.TimeoutException) {
        return silent();
      }
    }
    String message = String.valueOf(e.getMessage());
    return message.contains("imed out") ? silent() : "its answer cannot be read: " + message;
  }

  private String silent() {
    return "it did not answer "
        + patience.attempts()
        + " times within "
        + patience.timeout().toMillis()
        + " ms";
  }

  static org.xbill.DNS.Name wire(Name name) {
    try {
      return new org.xbill.DNS.Name(name.wire());
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " is no name", e);
    }
  }
}
