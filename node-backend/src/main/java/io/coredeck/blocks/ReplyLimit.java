package io.coredeck.blocks;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;

/// Cuts the connection when a server announces a reply larger than any block. Whoever reserves a
/// container may name the server, and the client would keep all of a reply in memory.
///
/// Follows the replies' framing, which is lines and `$LENGTH` strings; the commands used here have
/// no other.
final class ReplyLimit extends ChannelInboundHandlerAdapter {
  private static final int LONGEST_LINE = 64 << 10;
  private static final int LINE_END = 2;

  private final long limit;
  private long stringLeft;
  private int lineLength;
  private boolean announces;
  private long announced;

  /// @param limit bytes of one reply
  ReplyLimit(long limit) {
    this.limit = limit;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && !follow(bytes)) {
      bytes.release();
      context.fireExceptionCaught(
          new TooLongFrameException("the reply is larger than %d bytes".formatted(limit)));
      var _ = context.close();
      return;
    }
    context.fireChannelRead(message);
  }

  private boolean follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      if (stringLeft > 0) {
        var step = (int) Math.min(stringLeft, bytes.writerIndex() - at);
        stringLeft -= step;
        at += step;
      } else if (!follow(bytes.getByte(at++))) {
        return false;
      }
    }
    return true;
  }

  private boolean follow(byte next) {
    if (lineLength++ == 0) {
      announces = next == '$';
      announced = 0;
    } else if (next == '\n') {
      lineLength = 0;
      stringLeft = announces && announced >= 0 ? announced + LINE_END : 0;
    } else if (next == '-' && announces) {
      announced = Long.MIN_VALUE; // no string follows
    } else if (announces && next >= '0' && next <= '9' && announced >= 0) {
      announced = announced * 10 + next - '0';
    }
    return lineLength <= LONGEST_LINE && announced <= limit;
  }
}
