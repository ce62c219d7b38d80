package org.countersign.transfer;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers over UDP. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);

  private final Answers answers;

  Datagrams(Answers answers) {
    this.answers = answers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    byte[] octets = ByteBufUtil.getBytes(packet.content());
    Answers.Answer answer = answers.answer(octets, packet.sender(), Access.Transport.UDP);
    if (answer instanceof Answers.Single single) {
      ctx.write(new DatagramPacket(single.message(), packet.sender()));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) { // a peer's port may be closed
      LOG.warn("a datagram was not answered", cause);
    }
  }
}
