package org.countersign.transfer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.countersign.dns.Name;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Rcode;

/**
 * Tells secondaries of releases (RFC 1996) and asks each for its SOA until it has the release. All
 * of it happens on one thread.
 */
final class Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final long ANSWER_MILLIS = 2_000;

  private record Key(Name zone, String peer, InetSocketAddress address) {}

  private record Pending(Watch watch, Questions.Asked asked, boolean telling, int round) {}

  private final List<Peer> peers;
  private final Clock clock;
  private final Channel channel;
  private final EventLoop thread;
  private final SecureRandom random = new SecureRandom();
  private final Map<Key, Watch> watches = new LinkedHashMap<>();
  private final Map<Integer, Pending> pending = new HashMap<>();
  private volatile List<SecondaryState> states = List.of();

  /**
   * @param from the address that secondaries know the primary by
   */
  Notifier(List<Peer> peers, EventLoopGroup threads, InetAddress from, Clock clock)
      throws IOException {
    this.peers = peers;
    this.clock = clock;
    var bound =
        new Bootstrap()
            .group(threads)
            .channel(NioDatagramChannel.class)
            .handler(new Receiver())
            .bind(new InetSocketAddress(from, 0))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot send from " + from.getHostAddress(), bound.cause());
    }
    this.channel = bound.channel();
    this.thread = channel.eventLoop();
  }

  /** Tells every secondary that takes the zone and is not known to have the release. */
  void announce(Name zone, ZoneSoa soa) {
    thread.execute(
        () -> {
          for (Peer peer : peers) {
            if (peer.mayTake(zone)) {
              peer.notifyAt().forEach(address -> aim(zone, peer, address, soa));
            }
          }
          show();
        });
  }

  private void aim(Name zone, Peer peer, InetSocketAddress address, ZoneSoa soa) {
    Watch watch =
        watches.computeIfAbsent(
            new Key(zone, peer.name(), address), key -> new Watch(zone, peer, address));
    if (watch.soa() != null && watch.soa().serial().equals(soa.serial())) {
      return; // on its way, or there
    }
    watch.aim(soa, clock.instant());
    step(watch, watch.round);
  }

  /** How far each is. */
  List<SecondaryState> states() {
    return states;
  }

  private void show() {
    List<SecondaryState> all = new ArrayList<>();
    watches.values().forEach(watch -> all.add(watch.state()));
    states = List.copyOf(all);
  }

  private void step(Watch watch, int round) {
    if (round != watch.round || watch.follows()) {
      return;
    }
    Instant now = clock.instant();
    if (watch.isToBeTold(now)) {
      watch.told(now);
      send(watch, Questions.notify(id(), watch.zone, watch.soa(), watch.peer.key()), true);
    } else {
      Optional<TsigKey> key = watch.asksSigned ? Optional.of(watch.peer.key()) : Optional.empty();
      send(watch, Questions.soa(id(), watch.zone, key), false);
    }
  }

  private int id() {
    int id = random.nextInt(0x10000);
    while (pending.containsKey(id)) {
      id = random.nextInt(0x10000);
    }
    return id;
  }

  private void send(Watch watch, Questions.Asked asked, boolean telling) {
    Pending sent = new Pending(watch, asked, telling, watch.round);
    pending.put(asked.id(), sent);
    channel.writeAndFlush(
        new DatagramPacket(Unpooled.wrappedBuffer(asked.octets()), watch.address));
    thread.schedule(
        () -> {
          if (pending.remove(asked.id(), sent)) {
            failed(sent, "no answer");
          }
        },
        ANSWER_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void failed(Pending sent, String what) {
    Watch watch = sent.watch;
    if (sent.round == watch.round) {
      watch.failed(what);
      again(watch);
    }
  }

  private void again(Watch watch) {
    if (watch.isToBeReported(clock.instant())) {
      LOG.warn(
          "secondary {} at {} has not followed to {} {}: {}; it is told again every minute",
          watch.peer.name(),
          Endpoint.text(watch.address),
          watch.zone,
          watch.soa().serial(),
          watch.state().trouble().orElse(""));
    }
    int round = watch.round;
    thread.schedule(() -> step(watch, round), watch.pause().toMillis(), TimeUnit.MILLISECONDS);
    show();
  }

  private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
      if (packet.content().readableBytes() < 2) {
        return;
      }
      int id = packet.content().getUnsignedShort(0);
      Pending sent = pending.get(id);
      if (sent == null || !sent.watch.address.equals(packet.sender())) {
        return; // late, or from nobody we asked
      }
      try {
        byte[] octets = ByteBufUtil.getBytes(packet.content());
        Questions.Said said = Questions.read(octets, sent.asked, sent.watch.peer.key());
        pending.remove(id);
        said(sent, said);
      } catch (IOException e) {
        sent.watch.failed(e.getMessage()); // forged, perhaps: the real one may still come
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (!(cause instanceof IOException)) { // a secondary's port may be closed
        LOG.warn("an answer to a NOTIFY was not understood", cause);
      }
    }
  }

  private void said(Pending sent, Questions.Said said) {
    Watch watch = sent.watch;
    if (sent.round != watch.round) {
      return;
    }
    if (said.rcode() != Rcode.NOERROR) {
      watch.asksSigned &= sent.telling;
      watch.failed(
          (sent.telling ? "it answers NOTIFY with " : "it answers a question for its SOA with ")
              + Rcode.string(said.rcode()));
    } else if (sent.telling) {
      watch.taken();
    } else if (said.serial().isEmpty()) {
      watch.failed("it answers without a SOA");
    } else if (watch.saw(said.serial().get(), clock.instant())) {
      if (watch.wasReported()) {
        LOG.info(
            "secondary {} at {} is on {} {} again",
            watch.peer.name(),
            Endpoint.text(watch.address),
            watch.zone,
            said.serial().get());
      }
      show();
      return;
    }
    again(watch);
  }

  void close() {
    channel.close().awaitUninterruptibly();
  }
}
