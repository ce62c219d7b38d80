package org.countersign.transfer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** TLS 1.3 with the protocol {@code dot}, or no connection (RFC 9103 section 7.1). */
final class TlsDoor extends ChannelInboundHandlerAdapter {
  private static final String DOT = "dot";

  private final SslHandler tls;
  private final Connection.Desk desk;

  TlsDoor(SslContext context, SocketChannel channel, Connection.Desk desk) {
    this.tls = context.newHandler(channel.alloc());
    this.desk = desk;
    tls.setHandshakeTimeoutMillis(desk.limits().idle().toMillis());
  }

  /**
   * What all TLS connections share.
   *
   * @throws IOException if certificates or key cannot be used
   */
  static SslContext context(PrimarySettings.Tls settings) throws IOException {
    onlyOwners(settings.key());
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(settings.certificate().toFile(), settings.key().toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3")
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      ApplicationProtocolConfig.Protocol.ALPN,
                      ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
                      ApplicationProtocolConfig.SelectedListenerFailureBehavior.FATAL_ALERT,
                      DOT));
      if (settings.clientAuthorities() != null) {
        builder.trustManager(settings.clientAuthorities().toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "primary.tls cannot be used ("
              + e.getMessage()
              + "): needed are a certificate chain and a PKCS#8 key, both PEM",
          e);
    }
  }

  private static void onlyOwners(Path key) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(key);
    if (mode.stream().anyMatch(p -> !p.name().startsWith("OWNER"))) {
      throw new IOException(
          "others than its owner may use the key file "
              + key
              + " ("
              + PosixFilePermissions.toString(mode)
              + "): chmod 600 "
              + key);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.pipeline().addBefore(ctx.name(), null, tls);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done) {
      String fault =
          !done.isSuccess()
              ? String.valueOf(done.cause().getMessage())
              : DOT.equals(tls.applicationProtocol()) ? null : "no ALPN \"dot\"";
      if (fault != null) {
        desk.troubles().note(Trouble.BAD_TLS, address(ctx), fault);
        ctx.close();
        return;
      }
      ctx.pipeline().remove(this);
    }
    ctx.fireUserEventTriggered(event);
  }

  private static java.net.InetAddress address(ChannelHandlerContext ctx) {
    return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // told when the handshake ended
  }
}
