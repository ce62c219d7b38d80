package org.countersign.transfer;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import javax.crypto.Mac;
import org.countersign.dns.RecordType;

/**
 * Signs the messages of one answer, each with the MAC of the one before it, the first with the
 * question's (RFC 8945 sections 5.3 and 5.3.1). Every message is signed, so that a secondary knows
 * at once when something is not ours.
 */
final class TsigStream {
  /** Seconds that the clocks may differ. */
  private static final int FUDGE = 300;

  private static final int CLASS_ANY = 255;

  private final TsigKey key;
  private final Mac mac;
  private final byte[] name;
  private final byte[] algorithm;
  private final byte[] small = new byte[8];
  private byte[] former;
  private boolean first = true;

  /**
   * @param asked the MAC of the question
   */
  TsigStream(TsigKey key, byte[] asked) {
    this.key = key;
    this.mac = key.mac();
    this.name = key.name().wire();
    this.algorithm = key.algorithm().dnsName().wire();
    this.former = asked;
  }

  /** Octets that a signature adds to a message. */
  int octets() {
    return name.length + 10 + algorithm.length + 10 + key.algorithm().octets() + 6;
  }

  /** Adds the signature to the message that begins at {@code start} and ends the buffer. */
  void sign(ByteBuf message, int start, Instant now) {
    number(former.length, 2);
    mac.update(former);
    mac.update(message.nioBuffer(start, message.writerIndex() - start));
    if (first) {
      variables(now);
    } else {
      timers(now);
    }
    first = false;
    former = mac.doFinal();
    append(message, start, now);
  }

  private void variables(Instant now) {
    mac.update(name);
    number(CLASS_ANY, 2);
    number(0, 4);
    mac.update(algorithm);
    timers(now);
    number(0, 4); // no error, no other data
  }

  private void timers(Instant now) {
    number(now.getEpochSecond(), 6);
    number(FUDGE, 2);
  }

  private void number(long value, int octets) {
    for (int i = octets - 1; i >= 0; i--) {
      small[i] = (byte) value;
      value >>>= 8;
    }
    mac.update(small, 0, octets);
  }

  private void append(ByteBuf message, int start, Instant now) {
    message.writeBytes(name);
    message.writeShort(RecordType.TSIG);
    message.writeShort(CLASS_ANY);
    message.writeInt(0);
    message.writeShort(algorithm.length + 10 + former.length + 6);
    message.writeBytes(algorithm);
    message.writeShort((int) (now.getEpochSecond() >>> 32));
    message.writeInt((int) now.getEpochSecond());
    message.writeShort(FUDGE);
    message.writeShort(former.length);
    message.writeBytes(former);
    message.writeShort(message.getShort(start)); // the ID
    message.writeInt(0);
    message.setShort(start + 10, message.getShort(start + 10) + 1);
  }
}
