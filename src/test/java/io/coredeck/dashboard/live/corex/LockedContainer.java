package io.coredeck.dashboard.live.corex;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A program in place of CoreX that keeps what it is shown, and wants whatever a test says.
final class LockedContainer implements AutoCloseable {

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile String wanted = "";
  private volatile boolean isTired;

  LockedContainer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var told = exchange.getRequestHeaders().getFirst("Authorization");
          shown.add(told == null ? "" : told);
          var headers = exchange.getResponseHeaders();
          headers.set("WWW-Authenticate", "Basic realm=\"ttyd\"");
          headers.set("Retry-After", "7");
          exchange.sendResponseHeaders(isTired ? 429 : wanted.equals(told) ? 200 : 401, -1);
          exchange.close();
        });
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  /// @param authorization what is right from now on
  void want(String authorization) {
    wanted = authorization;
  }

  /// From now on nothing is looked at.
  void tire() {
    isTired = true;
  }

  /// @return what was shown, empty for nothing, in the order of the calls
  List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
