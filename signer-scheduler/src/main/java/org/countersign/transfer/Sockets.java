package org.countersign.transfer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The sockets of the primary and their threads. */
final class Sockets implements AutoCloseable {
  private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(64 << 10, 256 << 10);

  private final Connection.Desk desk;
  private final Doorkeeper doorkeeper;

  /** Short questions have a thread of their own, which no transfer keeps waiting. */
  private final EventLoopGroup questions = group("primary-questions", 1);

  private final EventLoopGroup transfers = group("primary-transfers", 2);
  private final List<Channel> open = new ArrayList<>();

  Sockets(Connection.Desk desk, Doorkeeper doorkeeper) {
    this.desk = desk;
    this.doorkeeper = doorkeeper;
  }

  private static EventLoopGroup group(String name, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  EventLoopGroup questions() {
    return questions;
  }

  /** Listens on one address over TCP and UDP; gives the address with the port in use. */
  InetSocketAddress listen(InetSocketAddress address) throws IOException {
    InetSocketAddress tcp = listen(address, Access.Transport.TCP, Optional.empty());
    bind(
        new Bootstrap()
            .group(questions)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, 1 << 20)
            .handler(new Datagrams(desk.answers()))
            .bind(tcp),
        tcp,
        "UDP");
    return tcp;
  }

  /** Listens over TLS; gives the address with the port in use. */
  InetSocketAddress listenTls(InetSocketAddress address, SslContext tls) throws IOException {
    return listen(address, Access.Transport.TLS, Optional.of(tls));
  }

  private InetSocketAddress listen(
      InetSocketAddress address, Access.Transport transport, Optional<SslContext> tls)
      throws IOException {
    return bind(
        new ServerBootstrap()
            .group(questions, transfers)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    welcome(channel, transport, tls);
                  }
                })
            .bind(address),
        address,
        transport.name());
  }

  private void welcome(
      SocketChannel channel, Access.Transport transport, Optional<SslContext> tls) {
    if (!doorkeeper.admits(channel)) {
      channel.close();
      return;
    }
    tls.ifPresent(context -> channel.pipeline().addLast(new TlsDoor(context, channel, desk)));
    Frames frames = new Frames();
    channel.pipeline().addLast(frames, new Connection(desk, transport, frames));
  }

  private InetSocketAddress bind(
      io.netty.channel.ChannelFuture bound, InetSocketAddress address, String over)
      throws IOException {
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on "
              + Endpoint.text(address)
              + " over "
              + over
              + ": "
              + bound.cause().getMessage()
              + "; state another address or port in primary.listen or primary.tlsListen",
          bound.cause());
    }
    open.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  @Override
  public void close() {
    open.forEach(channel -> channel.close().awaitUninterruptibly());
    transfers.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    questions.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
