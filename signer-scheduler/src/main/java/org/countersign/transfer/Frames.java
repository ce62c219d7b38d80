package org.countersign.transfer;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/** Cuts a stream into messages (RFC 1035 section 4.2.2), of which no request is long. */
final class Frames extends LengthFieldBasedFrameDecoder {
  /** Three longest names, a SOA, EDNS and the longest TSIG: no request needs more. */
  private static final int MOST = 4096;

  Frames() {
    super(MOST + 2, 0, 2, 0, 2);
  }

  /** Whether a message has begun and not ended. */
  boolean isWithinMessage() {
    return actualReadableBytes() > 0;
  }
}
