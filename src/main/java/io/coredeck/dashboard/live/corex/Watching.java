package io.coredeck.dashboard.live.corex;

import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/// What a person who only looks may say to CoreX: hello, and from where on to show. The size of the
/// terminal, keys and everything else are left out.
final class Watching {

  /// Bytes of the longest hello.
  static final int LONGEST_HELLO = 4096;

  /// Whole numbers of JavaScript end here.
  private static final long HIGHEST = (1L << 53) - 1;

  private final ByteArrayOutputStream hello = new ByteArrayOutputStream();
  private boolean said;

  /// @param frame of data
  /// @return what to pass on in its place, if anything
  /// @throws IllegalArgumentException if it is too long to be a hello
  Optional<Frame> passedOn(Frame frame) {
    if (said) {
      return Optional.empty();
    }
    if (hello.size() + frame.getPayloadLength() > LONGEST_HELLO) {
      throw new IllegalArgumentException("who only looks says hello and no more");
    }
    hello.writeBytes(BufferUtil.toArray(frame.getPayload()));
    if (!frame.isFin()) {
      return Optional.empty();
    }
    said = true;
    var text = hello.toString(StandardCharsets.UTF_8);
    return Optional.of(
        new Frame(OpCode.TEXT, ByteBuffer.wrap(only(text).getBytes(StandardCharsets.US_ASCII))));
  }

  private static String only(String hello) {
    try {
      var position = Json.tree(hello).member("position");
      return position.isPresent()
          ? "{\"AuthToken\":null,\"position\":%d}".formatted(position.integer(0, HIGHEST))
          : "{\"AuthToken\":null}";
    } catch (WireException _) {
      return "{\"AuthToken\":null}";
    }
  }
}
