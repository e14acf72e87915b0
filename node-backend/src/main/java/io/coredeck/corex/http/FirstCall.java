package io.coredeck.corex.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A call of the server to itself: what it needs for an answer is loaded then.
final class FirstCall {
  private static final System.Logger LOG = System.getLogger(FirstCall.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String REQUEST =
      "GET /api/processes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private FirstCall() {}

  /// Does not wait for the answer.
  ///
  /// @param address listened on; may be that of all
  static void to(InetAddress address, int port) {
    var target = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    Thread.ofPlatform()
        .name("corex-warm")
        .daemon()
        .start(() -> call(new InetSocketAddress(target, port)));
  }

  private static void call(InetSocketAddress target) {
    try (var socket = new Socket()) {
      socket.connect(target, (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readAllBytes();
      LOG.log(Level.DEBUG, "warm after an answer of {0} bytes", answer.length);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "no call to itself; the first answer takes longer", e);
    }
  }
}
