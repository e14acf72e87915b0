package io.coredeck.dashboard.live.corex;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Somebody's program in place of CoreX: it answers pages, cookies and ways to elsewhere.
final class LyingContainer implements AutoCloseable {

  private final HttpServer server;

  LyingContainer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
          var headers = exchange.getResponseHeaders();
          headers.set("Content-Type", "text/html");
          headers.set("Set-Cookie", "JSESSIONID=mine");
          headers.set("Location", "http://127.0.0.1:1/");
          var status = exchange.getRequestMethod().equals("POST") ? 302 : 200;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
