package org.countersign.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Instant;

/** One transfer on its way: gives its messages one by one, with the asker's ID and question. */
final class Sending {
  private static final int RD = 0x01;

  private final Answers.Transfer transfer;
  private final MessageFile messages;
  private final TsigStream tsig;
  private int next;

  /**
   * @param messages of the transfer's zone, whose user this transfer is
   */
  Sending(Answers.Transfer transfer, MessageFile messages) {
    this.transfer = transfer;
    this.messages = messages;
    this.tsig = new TsigStream(transfer.granted().peer().key(), transfer.granted().mac());
  }

  boolean hasNext() {
    return next < messages.messages();
  }

  /** The next message, signed, behind its length (RFC 1035 section 4.2.2). */
  ByteBuf next(ByteBufAllocator allocator, Instant now) throws IOException {
    ByteBuf frame = allocator.directBuffer(2 + messages.length(next) + tsig.octets());
    boolean whole = false;
    try {
      frame.writeShort(0);
      messages.read(next++, frame);
      Request request = transfer.request();
      frame.setShort(2, request.id());
      if (request.recursionDesired()) {
        frame.setByte(4, frame.getByte(4) | RD);
      }
      // the same name in the asker's letters, and its type
      int header = Request.HEADER;
      frame.setBytes(2 + header, request.octets(), header, request.question() - header);
      tsig.sign(frame, 2, now);
      frame.setShort(0, frame.readableBytes() - 2);
      whole = true;
      return frame;
    } finally {
      if (!whole) {
        frame.release();
      }
    }
  }

  Answers.Transfer transfer() {
    return transfer;
  }

  /** Whether a difference is sent, and not the whole zone. */
  boolean isDifference() {
    return messages != transfer.zone().whole();
  }

  MessageFile messages() {
    return messages;
  }
}
