package org.countersign.transfer;

import java.io.IOException;

/** Takes packed messages one by one. */
@FunctionalInterface
public interface MessageSink {
  /**
   * @param octets the message in the first {@code length} octets, good for the call only
   */
  void message(byte[] octets, int length) throws IOException;
}
