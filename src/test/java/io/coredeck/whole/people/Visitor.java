package io.coredeck.whole.people;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/// One person's connections to a dashboard: with own cookies, and the headers that browsers send.
final class Visitor implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int FINE = 200;

  private final URI server;
  private final HttpClient http;

  /// @param server e.g. `http://127.0.0.1:8080`
  Visitor(URI server) {
    this.server = server;
    var cookies = new CookieManager();
    var zone = new HttpCookie("coredeck-zone", "UTC"); // by a script of the page
    zone.setPath("/");
    zone.setVersion(0);
    cookies.getCookieStore().add(server, zone);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(LIMIT)
            .build();
  }

  /// @param path with its query, from the first slash on
  String get(String path) throws IOException, InterruptedException {
    return body(request(path).header("Accept", "text/html,*/*;q=0.8").GET());
  }

  /// @param path with its query, from the first slash on
  String post(String path, String json) throws IOException, InterruptedException {
    return body(
        request(path)
            .header("Origin", server.toString())
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).timeout(LIMIT);
  }

  private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != FINE) {
      throw new IOException(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  /// @param path with its query, from the first slash on
  /// @param protocols one or two subprotocols, or none
  void open(String path, Line line, String... protocols) throws IOException {
    var socket =
        http.newWebSocketBuilder().connectTimeout(LIMIT).header("Origin", server.toString());
    if (protocols.length > 0) {
      socket.subprotocols(
          protocols[0], java.util.Arrays.copyOfRange(protocols, 1, protocols.length));
    }
    try {
      WebSocket _ =
          socket.buildAsync(URI.create("ws" + server.toString().substring(4) + path), line).join();
    } catch (CompletionException e) {
      throw new IOException("no web socket at " + path, e);
    }
  }

  /// Breaks off what is open.
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
