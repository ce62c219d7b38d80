package org.countersign.transfer;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The MACs of late, so that a recorded request is good once (RFC 8945 section 10.2 leaves replays
 * within the fudge to the receiver). Over UDP a client may send the same octets again from the same
 * port, for an answer may be lost.
 */
final class Replays {
  /** Twice the fudge: an older message is refused for its time. */
  private static final Duration REMEMBERED = Duration.ofSeconds(600);

  private static final int MOST = 1 << 17;

  private record Seen(InetSocketAddress from, boolean again, Instant at) {}

  private final LinkedHashMap<ByteBuffer, Seen> seen = new LinkedHashMap<>();

  /**
   * Notes a MAC that was verified.
   *
   * @param again whether the same sender may send it again
   * @return false if it is a replay
   */
  synchronized boolean first(byte[] mac, InetSocketAddress from, boolean again, Instant now) {
    forget(now);
    Seen former = seen.putIfAbsent(ByteBuffer.wrap(mac), new Seen(from, again, now));
    return former == null || again && former.again && former.from.equals(from);
  }

  private void forget(Instant now) {
    var oldest = seen.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<ByteBuffer, Seen> entry = oldest.next();
      if (seen.size() <= MOST && entry.getValue().at.plus(REMEMBERED).isAfter(now)) {
        return;
      }
      oldest.remove();
    }
  }
}
