package org.countersign.transfer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, over TCP or TLS: its requests are answered one after the other, and whoever gives
 * or takes nothing for too long is cut off. Everything here happens on the connection's own thread.
 */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int MOST_WAITING = 16;

  private final Desk desk;
  private final Access.Transport transport;
  private final Frames frames;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private InetSocketAddress peer;
  private Sending sending;
  private boolean busy;
  private boolean asked;
  private long since = System.nanoTime();
  private long began;

  /** What all connections share. */
  record Desk(
      Answers answers,
      Executor packing,
      Troubles troubles,
      Tally tally,
      PrimarySettings.Limits limits,
      Clock clock) {}

  Connection(Desk desk, Access.Transport transport, Frames frames) {
    this.desk = desk;
    this.transport = transport;
    this.frames = frames;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    peer = (InetSocketAddress) ctx.channel().remoteAddress();
    watch(ctx);
  }

  /** Looks again and again whether the peer is still there. */
  private void watch(ChannelHandlerContext ctx) {
    long limit = (busy ? desk.limits().stall() : desk.limits().idle()).toNanos();
    long left = since + limit - System.nanoTime();
    if (left <= 0) {
      cutOff(ctx);
    } else {
      long most = Math.min(desk.limits().stall().toNanos(), desk.limits().idle().toNanos());
      var next =
          ctx.executor().schedule(() -> watch(ctx), Math.min(left, most), TimeUnit.NANOSECONDS);
      ctx.channel().closeFuture().addListener(closed -> next.cancel(false));
    }
  }

  private void cutOff(ChannelHandlerContext ctx) {
    if (busy) {
      desk.troubles()
          .note(
              Trouble.STALLED,
              peer.getAddress(),
              "nothing of a transfer was taken in " + desk.limits().stall().toSeconds() + " s");
    } else if (!asked || frames.isWithinMessage()) {
      desk.troubles()
          .note(
              Trouble.IDLE,
              peer.getAddress(),
              "no whole request in " + desk.limits().idle().toSeconds() + " s");
    }
    ctx.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
    asked = true;
    if (busy || !waiting.isEmpty()) {
      if (waiting.size() == MOST_WAITING) {
        desk.troubles().note(Trouble.MALFORMED, peer.getAddress(), "more requests than answers");
        ctx.close();
        return;
      }
      waiting.add(ByteBufUtil.getBytes(message));
      return;
    }
    answer(ctx, ByteBufUtil.getBytes(message));
  }

  private void answer(ChannelHandlerContext ctx, byte[] octets) {
    since = System.nanoTime();
    Answers.Answer answer = desk.answers().answer(octets, peer, transport);
    if (answer instanceof Answers.Single single) {
      ByteBuf length = Unpooled.buffer(2).writeShort(single.message().readableBytes());
      ctx.write(length);
      ctx.writeAndFlush(single.message()).addListener(done -> since = System.nanoTime());
    } else if (answer instanceof Answers.Transfer transfer) {
      busy = true;
      began = System.nanoTime();
      ctx.channel().config().setAutoRead(false);
      prepare(ctx, transfer);
    } else {
      ctx.close();
    }
  }

  /** A difference may first have to be packed, which is work that no other peer shall wait for. */
  private void prepare(ChannelHandlerContext ctx, Answers.Transfer transfer) {
    Optional<MessageFile> ready =
        transfer.isIncremental()
            ? transfer.zone().ready(transfer.request().has().orElseThrow())
            : Optional.of(transfer.zone().whole());
    if (ready.isPresent()) {
      begin(ctx, new Sending(transfer, ready.get()));
      return;
    }
    desk.packing()
        .execute(
            () -> {
              try {
                MessageFile messages =
                    transfer.zone().since(transfer.request().has().orElseThrow());
                ctx.executor().execute(() -> begin(ctx, new Sending(transfer, messages)));
              } catch (IOException | RuntimeException e) {
                LOG.error("cannot prepare a transfer of {}", transfer.zone(), e);
                transfer.zone().release();
                ctx.close();
              }
            });
  }

  private void begin(ChannelHandlerContext ctx, Sending begun) {
    sending = begun;
    if (!ctx.channel().isActive()) {
      end();
      return;
    }
    since = System.nanoTime();
    more(ctx);
  }

  /** Writes as much as the channel takes; the rest when it is writable again. */
  private void more(ChannelHandlerContext ctx) {
    try {
      while (sending != null && sending.hasNext() && ctx.channel().isWritable()) {
        Sending own = sending; // a write may end the connection, and with it the transfer
        var written = ctx.write(own.next(ctx.alloc(), desk.clock().instant()));
        if (own.hasNext()) {
          written.addListener(done -> since = System.nanoTime());
        } else {
          written.addListener(done -> finished(ctx, own, done.isSuccess()));
        }
      }
      ctx.flush();
    } catch (IOException e) {
      LOG.error("cannot read a transfer for {}", Endpoint.text(peer), e);
      ctx.close();
    }
  }

  private void finished(ChannelHandlerContext ctx, Sending done, boolean whole) {
    if (done != sending) {
      return; // the connection is gone
    }
    if (whole) {
      desk.tally().sent(done.isDifference(), done.messages().octets());
      LOG.info(
          "sent {} to {} at {} by {}: {} messages, {} octets, {} ms",
          done.transfer().zone(),
          done.transfer().granted().peer().name(),
          Endpoint.text(peer),
          done.isDifference() ? "IXFR" : "AXFR",
          done.messages().messages(),
          done.messages().octets(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }
    end();
    since = System.nanoTime();
    while (!busy && !waiting.isEmpty()) {
      answer(ctx, waiting.remove());
    }
    if (!busy) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void end() {
    if (sending != null) {
      sending.transfer().zone().release();
      sending = null;
    }
    busy = false;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (sending != null) {
      more(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.clear();
    end();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      desk.troubles()
          .note(Trouble.MALFORMED, peer.getAddress(), "a message longer than any request");
    } else if (!(cause instanceof IOException)) {
      LOG.warn("closing the connection of {}", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }
}
