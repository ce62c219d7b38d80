package org.countersign.transfer;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Lets connections in: of known addresses, and not too many. */
final class Doorkeeper {
  private final Access access;
  private final PrimarySettings.Limits limits;
  private final Troubles troubles;
  private final Map<InetAddress, Integer> within = new HashMap<>();
  private int all;

  Doorkeeper(Access access, PrimarySettings.Limits limits, Troubles troubles) {
    this.access = access;
    this.limits = limits;
    this.troubles = troubles;
  }

  /** Whether a connection may stay; it is counted until it closes. */
  boolean admits(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      return false; // gone before it was looked at
    }
    InetAddress address = remote.getAddress();
    if (!access.isKnown(address)) {
      troubles.note(
          Trouble.UNKNOWN_ADDRESS, address, "no peer of the configuration has this address");
      return false;
    }
    synchronized (this) {
      int own = within.getOrDefault(address, 0);
      if (all < limits.connections() && own < limits.connectionsOfAddress()) {
        all++;
        within.put(address, own + 1);
        channel.closeFuture().addListener(closed -> left(address));
        return true;
      }
    }
    troubles.note(
        Trouble.TOO_MANY_CONNECTIONS,
        address,
        "more connections than limits.connections ("
            + limits.connections()
            + ") or limits.connectionsOfAddress ("
            + limits.connectionsOfAddress()
            + ") lets in");
    return false;
  }

  private synchronized void left(InetAddress address) {
    all--;
    within.merge(address, -1, (own, one) -> own + one == 0 ? null : own + one);
  }
}
