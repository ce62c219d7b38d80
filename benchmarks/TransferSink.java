import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes transfers and throws them away: reads no more of a message than where its records end, so
 * that the server is what is measured.
 *
 * <p>usage: java TransferSink.java ZONE KEY SECRET axfr|SERIAL ROUNDS NAME=PORT...; prints for each
 * transfer, the servers in turn: name, seconds from the connection to the last octet, octets,
 * messages, records. Two unprinted transfers of each server come first.
 */
final class TransferSink {
  private static final int SOA = 6;
  private static final int IXFR = 251;
  private static final int AXFR = 252;

  private final byte[] zone;
  private final byte[] key;
  private final byte[] secret;
  private final long serial;
  private final Random random = new Random();
  private long octets;
  private long messages;
  private long records;
  private int soas;
  private boolean incremental;

  private TransferSink(String zone, String key, String secret, long serial) {
    this.zone = wire(zone);
    this.key = wire(key);
    this.secret = Base64.getDecoder().decode(secret);
    this.serial = serial;
  }

  public static void main(String[] args) throws Exception {
    long serial = args[3].equals("axfr") ? -1 : Long.parseLong(args[3]);
    int rounds = Integer.parseInt(args[4]);
    for (int round = -2; round < rounds; round++) {
      for (int turn = 0; turn < args.length - 5; turn++) {
        String server = args[5 + Math.floorMod(turn + round, args.length - 5)];
        String name = server.substring(0, server.indexOf('='));
        int port = Integer.parseInt(server.substring(server.indexOf('=') + 1));
        TransferSink sink = new TransferSink(args[0], args[1], args[2], serial);
        double seconds = sink.take(port);
        if (round >= 0) {
          System.out.printf(
              Locale.ROOT,
              "%s\t%.6f\t%d\t%d\t%d%n",
              name,
              seconds,
              sink.octets,
              sink.messages,
              sink.records);
        }
      }
    }
  }

  private double take(int port) throws Exception {
    byte[] question = question();
    byte[] message = new byte[0xffff];
    long began = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1 << 20);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.getOutputStream().write(question);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 18));
      do {
        int length = in.readUnsignedShort();
        in.readFully(message, 0, length);
        octets += length + 2;
        messages++;
        if ((message[3] & 0xf) != 0) {
          throw new IOException("refused with RCODE " + (message[3] & 0xf));
        }
        walk(message);
      } while (soas < (incremental ? 4 : 2));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private void walk(byte[] message) {
    int at = 12;
    for (int i = int16(message, 4); i > 0; i--) {
      at = name(message, at) + 4;
    }
    for (int i = int16(message, 6); i > 0; i--) {
      at = name(message, at);
      if (int16(message, at) == SOA) {
        soas++;
        incremental |= records == 1;
      }
      records++;
      at += 10 + int16(message, at + 8);
    }
  }

  private static int name(byte[] message, int at) {
    while (message[at] > 0) {
      at += message[at] + 1;
    }
    return message[at] == 0 ? at + 1 : at + 2;
  }

  private static int int16(byte[] message, int at) {
    return (message[at] & 0xff) << 8 | message[at + 1] & 0xff;
  }

  /** A request behind its length, signed with hmac-sha256 (RFC 8945). */
  private byte[] question() throws Exception {
    ByteBuffer out = ByteBuffer.allocate(1024);
    int id = random.nextInt(0x10000);
    out.putShort((short) 0).putShort((short) id).putShort((short) 0).putShort((short) 1);
    out.putShort((short) 0).putShort((short) (serial < 0 ? 0 : 1)).putShort((short) 0);
    out.put(zone).putShort((short) (serial < 0 ? AXFR : IXFR)).putShort((short) 1);
    if (serial >= 0) {
      out.put(zone).putShort((short) SOA).putShort((short) 1).putInt(0).putShort((short) 22);
      out.put((byte) 0).put((byte) 0).putInt((int) serial).putInt(0).putInt(0).putInt(0).putInt(0);
    }
    byte[] algorithm = wire("hmac-sha256.");
    long now = System.currentTimeMillis() / 1000;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    mac.update(out.array(), 2, out.position() - 2);
    ByteBuffer variables = ByteBuffer.allocate(600);
    variables.put(key).putShort((short) 255).putInt(0).put(algorithm);
    variables.putShort((short) (now >> 32)).putInt((int) now).putShort((short) 300).putInt(0);
    mac.update(variables.array(), 0, variables.position());
    byte[] signature = mac.doFinal();
    out.put(key).putShort((short) 250).putShort((short) 255).putInt(0);
    out.putShort((short) (algorithm.length + 16 + signature.length)).put(algorithm);
    out.putShort((short) (now >> 32)).putInt((int) now).putShort((short) 300);
    out.putShort((short) signature.length).put(signature).putShort((short) id).putInt(0);
    out.putShort(12, (short) 1);
    out.putShort(0, (short) (out.position() - 2));
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] wire(String name) {
    List<String> labels = new ArrayList<>(List.of(name.split("\\.")));
    ByteBuffer out = ByteBuffer.allocate(256);
    for (String label : labels) {
      out.put((byte) label.length()).put(label.toLowerCase(Locale.ROOT).getBytes());
    }
    return java.util.Arrays.copyOf(out.put((byte) 0).array(), out.position());
  }
}
