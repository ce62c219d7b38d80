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
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final AtomicInteger NEXT_ID = new AtomicInteger(1);
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
    // in turn: two alike in one second have the same octets, and the second one is a replay
    message.getHeader().setID(NEXT_ID.getAndIncrement() & 0xffff);
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

  /** Records of an AXFR, the last SOA included; they are counted and not kept. */
  int countTransfer() throws IOException {
    DataInputStream in =
        new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
    int records = 0;
    int soas = 0;
    while (soas < 2) {
      byte[] message = new byte[in.readUnsignedShort()];
      in.readFully(message);
      if ((message[3] & 0xf) != 0) {
        throw new IOException("refused: " + new Message(message));
      }
      int answers = (message[6] & 0xff) << 8 | message[7] & 0xff;
      records += answers;
      int at = 12 + "example".length() + 2 + 4;
      for (int i = 0; i < answers; i++) {
        while (message[at] > 0) {
          at += message[at] + 1;
        }
        at += message[at] == 0 ? 1 : 2;
        soas += message[at] == 0 && message[at + 1] == Type.SOA ? 1 : 0;
        at += 10 + ((message[at + 8] & 0xff) << 8 | message[at + 9] & 0xff);
      }
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
