package io.coredeck.corex.http;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.files.FileLimits;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.service.DefinitionSource;
import io.coredeck.corex.service.Services;
import io.coredeck.corex.wire.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real server on a free port of this machine, and clients for it.
final class TestCorex implements AutoCloseable {
  static final String HOST = "testhost";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Processes processes;
  private final CorexServer server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  private TestCorex(
      Pty.Starter starter,
      UsageMeter meter,
      ServerOptions options,
      Bounds bounds,
      DefinitionSource definitions)
      throws IOException {
    processes = new Processes(starter);
    var services = new Services(processes, definitions);
    server = CorexServer.start(options, processes, services, meter, bounds);
    services.start();
  }

  static TestCorex start(Pty.Starter starter) throws IOException {
    return start(starter, "", false);
  }

  /// @param credential empty for none
  static TestCorex start(Pty.Starter starter, String credential, boolean readOnly)
      throws IOException {
    return start(starter, options(credential, readOnly, 0), Bounds.USUAL);
  }

  static TestCorex start(Pty.Starter starter, ServerOptions options, Bounds bounds)
      throws IOException {
    UsageMeter nothing =
        _ ->
            new UsageMeter.Reading(
                Map.of(), new UsageMeter.Usage(Duration.ZERO, 0), OptionalLong.empty());
    return new TestCorex(starter, nothing, options, bounds, DefinitionSource.NONE);
  }

  static TestCorex start(Pty.Starter starter, UsageMeter meter, ServerOptions options)
      throws IOException {
    return new TestCorex(starter, meter, options, Bounds.USUAL, DefinitionSource.NONE);
  }

  /// @param toml definitions of processes, which are started
  static TestCorex defining(Pty.Starter starter, UsageMeter meter, String toml) throws IOException {
    var source = new DefinitionSource(DefinitionSource.NONE.directory(), Optional.of(toml));
    return new TestCorex(starter, meter, options("", false, 0), Bounds.USUAL, source);
  }

  static ServerOptions options(String credential, boolean readOnly, int clientLimit) {
    var shown = Optional.of(credential).filter(text -> !text.isEmpty()).map(Credential::new);
    return options(Listening.on(0, "lo"), new Guard(shown, List.of(), readOnly), clientLimit);
  }

  static ServerOptions options(Listening listening, Guard guard, int clientLimit) {
    return new ServerOptions(
        listening,
        false,
        guard,
        Optional.empty(),
        10,
        clientLimit,
        FileLimits.USUAL,
        Path.of("/"),
        Optional.empty(),
        Set.of("corex.example"),
        List.of(),
        HOST,
        "1.2.3");
  }

  /// @return the same, with programs that run as somebody else
  static ServerOptions runningAs(String account, ServerOptions options) {
    return changed(options, Optional.of(account), options.files());
  }

  /// @return the same, with these bounds of files
  static ServerOptions withFiles(FileLimits files, ServerOptions options) {
    return changed(options, options.runAs(), files);
  }

  private static ServerOptions changed(
      ServerOptions options, Optional<String> runAs, FileLimits files) {
    return new ServerOptions(
        options.listening(),
        options.localOnly(),
        options.guard(),
        runAs,
        options.reconnectSeconds(),
        options.clientLimit(),
        files,
        options.root(),
        options.index(),
        options.hostNames(),
        options.frameAncestors(),
        options.host(),
        options.version());
  }

  int port() {
    return server.port();
  }

  String origin() {
    return "http://127.0.0.1:" + port();
  }

  URI uri(String path) {
    return URI.create(origin() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  String body(String path) throws Exception {
    return get(path).body();
  }

  HttpResponse<String> post(String path, String json, String... headers) throws Exception {
    var withType =
        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
            .toArray(String[]::new);
    return send("POST", path, json, withType);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(uri(path)).timeout(LIMIT).method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Starts a process as a client of the original does.
  ///
  /// @return its id
  long run(String... argv) throws Exception {
    var query =
        Stream.of(argv)
            .map(word -> "arg%5B%5D=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var answer = body("/api/process/start?" + query);
    return Long.parseLong(answer.replaceFirst(".*\"id\":([0-9]+)}.*", "$1"));
  }

  /// Starts a process as CoreX itself does, which may when nobody else may.
  void startInside(String... argv) throws Exception {
    processes.start(List.of(argv), WindowSize.DEFAULT);
  }

  /// Waits until the list of processes holds a text.
  void awaitList(String wanted) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!body("/api/processes").contains(wanted)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never seen: " + wanted + " in " + body("/api/processes"));
      }
    }
  }

  /// @param text a whole request, or several, as it goes over the line
  /// @return all that comes back until the server closes
  String raw(String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// @return head and body of the answer; the path goes over the line as it is
  String rawGet(String path) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  TestSocket socket(String path, String protocol, String... headers) throws Exception {
    return TestSocket.open(
        client, URI.create("ws://127.0.0.1:" + port() + path), protocol, headers);
  }

  @Override
  public void close() {
    server.close();
    processes.list().forEach(process -> process.kill(9));
    processes.close();
    client.close();
  }

  /// Waits until a page holds a text.
  void awaitLog(String path, String wanted, String... headers) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!get(path, headers).body().contains(wanted)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s never came in %s".formatted(wanted, get(path, headers).body()));
      }
    }
  }
}
