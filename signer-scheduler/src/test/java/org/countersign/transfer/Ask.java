package org.countersign.transfer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** Asks a primary on loopback in single messages, so that tests may send what nobody would. */
final class Ask implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  final Socket socket;

  Ask(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A question for {@code example.}, signed if there is a key. */
  static byte[] question(int type, TSIG key) {
    return message(type, -1, key).toWire();
  }

  /** An IXFR from a serial. */
  static byte[] ixfr(long serial, TSIG key) {
    return message(Type.IXFR, serial, key).toWire();
  }

  private static Message message(int type, long serial, TSIG key) {
    Name zone = Name.fromConstantString("example.");
    Message message = Message.newQuery(Record.newRecord(zone, type, DClass.IN));
    if (serial >= 0) {
      message.addRecord(
          new SOARecord(zone, DClass.IN, 0, zone, zone, serial, 0, 0, 0, 0), Section.AUTHORITY);
    }
    if (key != null) {
      key.apply(message, null);
    }
    return message;
  }

  Ask send(byte[] message) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    byte[] frame = new byte[2 + message.length];
    frame[0] = (byte) (message.length >> 8);
    frame[1] = (byte) message.length;
    System.arraycopy(message, 0, frame, 2, message.length);
    out.write(frame);
    return this;
  }

  Message receive() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] message = new byte[in.readUnsignedShort()];
    in.readFully(message);
    return new Message(message);
  }

  /** The records of an answer that ends with the SOA it begins with. */
  List<Record> transfer() throws IOException {
    List<Record> records = new ArrayList<>(receive().getSection(Section.ANSWER));
    if (records.size() == 1 && records.get(0) instanceof SOARecord) {
      socket.setSoTimeout(300); // the first of many, or all there is
    }
    try {
      while (records.size() == 1 || !ended(records)) {
        records.addAll(receive().getSection(Section.ANSWER));
      }
    } catch (java.net.SocketTimeoutException e) {
      return records;
    }
    return records;
  }

  private static boolean ended(List<Record> records) {
    long soas = records.stream().filter(r -> r.equals(records.get(0))).count();
    boolean incremental = records.get(1) instanceof SOARecord;
    return soas == (incremental ? 3 : 2);
  }

  /** Whether the other side has closed, or closes within the patience. */
  boolean isClosed() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  /** Over UDP; null if nothing comes back within the time. */
  static Message udp(int port, byte[] octets, int millis) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      return udp(socket, port, octets, millis);
    }
  }

  static Message udp(DatagramSocket socket, int port, byte[] octets, int millis)
      throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    socket.send(new DatagramPacket(octets, octets.length, loopback, port));
    socket.setSoTimeout(millis);
    byte[] room = new byte[4096];
    DatagramPacket answer = new DatagramPacket(room, room.length);
    try {
      socket.receive(answer);
    } catch (java.net.SocketTimeoutException e) {
      return null;
    }
    return new Message(java.util.Arrays.copyOf(room, answer.getLength()));
  }

  static String rcode(Message message) {
    return Rcode.string(message.getRcode());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
