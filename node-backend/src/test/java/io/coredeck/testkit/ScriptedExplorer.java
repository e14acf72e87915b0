package io.coredeck.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.HttpSignature.Call;
import io.coredeck.identity.HttpSignature.Caller;
import io.coredeck.identity.HttpSignature.Rules;
import io.coredeck.identity.UnauthorizedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A real HTTP server that answers from a script and remembers what it was asked. Several answers
/// for one route come one after the other; the last one stays.
public final class ScriptedExplorer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Scripted>> script = new HashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  private record Scripted(int status, Map<String, String> headers, String body) {}

  /// One call that came in.
  ///
  /// @param route method, space, path with query; without `until`, which the original does not know
  ///   and takes no notice of
  public record Seen(String route, String body, Map<String, List<String>> headers) {

    public Caller caller(String userKey) throws UnauthorizedException {
      return HttpSignature.verify(
          new Call(
              "", "", name -> Optional.ofNullable(headers.get(capital(name))).map(List::getFirst)),
          new Rules(HttpSignature.SIGNED, HttpSignature.DEFAULT_TOLERANCE),
          _ -> Optional.of(userKey),
          Instant.now());
    }

    private static String capital(String name) {
      return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }
  }

  public ScriptedExplorer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1", this::answer);
    server.start();
  }

  public ScriptedExplorer on(String route, String body) {
    return on(route, 200, body, Map.of());
  }

  public ScriptedExplorer on(String route, int status, String body, Map<String, String> headers) {
    script.computeIfAbsent(route, _ -> new ArrayDeque<>()).add(new Scripted(status, headers, body));
    return this;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
  }

  public List<Seen> seen() {
    return seen;
  }

  public Seen last(String method) {
    return seen.stream().filter(one -> one.route().startsWith(method)).toList().getLast();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var uri = call.getRequestURI().toString().substring("/api/v1".length());
      var path = uri.replaceFirst("[?]until=(answered|deleted)&wait=[0-9]+$", "");
      var route = call.getRequestMethod() + " " + path;
      var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(new Seen(route, body, Map.copyOf(call.getRequestHeaders())));
      var answer = next(route);
      answer.headers().forEach(call.getResponseHeaders()::set);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private synchronized Scripted next(String route) {
    var answers = script.get(route);
    if (answers == null) {
      return new Scripted(404, Map.of(), "404 page not found\n");
    }
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
