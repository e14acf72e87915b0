package io.coredeck.sdk;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.wire.Messages;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// HTTP to one explorer: signs, limits, explains failures. May be used by many threads.
final class ExplorerCalls implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /// Longest answer taken, in bytes; a page of 1000 workloads has about 2 MB.
  private static final long ANSWER_BYTES = 64L << 20;

  private static final int FIRST_ERROR = 400;

  private final String base;
  private final Optional<Signer> signer;
  private final InstantSource clock;
  private final Map<String, String> always;
  private final HttpClient http;

  /// In whose name calls are made.
  ///
  /// @param keyId decimal user id, or node id
  record Signer(KeyPair keys, String keyId) {}

  /// @return headers that show a token
  static Map<String, String> bearing(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  /// @param address of the machine a call is made for; empty for none
  /// @return headers that name it
  static Map<String, String> callingFor(String address) {
    return address.isEmpty() ? Map.of() : Map.of("Coredeck-Client", address);
  }

  /// What came back.
  record Answer(String body, Function<String, OptionalLong> numberInHeader) {}

  ExplorerCalls(URI explorer, Optional<Signer> signer, InstantSource clock) {
    this(explorer, signer, clock, Map.of());
  }

  /// @param always headers of every call
  ExplorerCalls(
      URI explorer, Optional<Signer> signer, InstantSource clock, Map<String, String> always) {
    this.always = Map.copyOf(always);
    var text = explorer.toString();
    this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.signer = signer;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();
  }

  String base() {
    return base;
  }

  Answer get(String path) throws GridException, InterruptedException {
    return send("GET", path, Optional.empty(), Duration.ZERO, Map.of());
  }

  /// @param wait how much longer than usual the answer may take
  Answer get(String path, Duration wait) throws GridException, InterruptedException {
    return send("GET", path, Optional.empty(), wait, Map.of());
  }

  Answer post(String path, String body) throws GridException, InterruptedException {
    return post(path, body, Map.of());
  }

  /// @param headers sent besides the usual ones
  Answer post(String path, String body, Map<String, String> headers)
      throws GridException, InterruptedException {
    return send("POST", path, Optional.of(body), Duration.ZERO, headers);
  }

  Answer put(String path, String body) throws GridException, InterruptedException {
    return send("PUT", path, Optional.of(body), Duration.ZERO, Map.of());
  }

  Answer delete(String path) throws GridException, InterruptedException {
    return send("DELETE", path, Optional.empty(), Duration.ZERO, Map.of());
  }

  /// @param <T> what the answer means
  /// @throws GridException if the answer does not mean that
  <T> T read(Answer answer, Function<String, T> read) throws GridException {
    try {
      return read.apply(answer.body());
    } catch (WireException e) {
      throw new GridException(
          GridException.NO_ANSWER,
          "",
          "the answer of " + base + " is not understood: " + e.reason() + "; is it an explorer?",
          e);
    }
  }

  private Answer send(
      String method, String path, Optional<String> body, Duration wait, Map<String, String> headers)
      throws GridException, InterruptedException {
    HttpResponse<String> response;
    try {
      var text = BodyHandlers.ofString(StandardCharsets.UTF_8);
      response =
          http.send(
              request(method, path, body, wait, headers),
              BodyHandlers.limiting(text, ANSWER_BYTES));
    } catch (IOException e) {
      throw unreachable(method, path, e);
    }
    if (response.statusCode() >= FIRST_ERROR) {
      var said = Messages.error(response.body());
      throw new GridException(
          response.statusCode(),
          said,
          "the explorer refused %s %s: %s (%d)"
              .formatted(method, path, said, response.statusCode()),
          null);
    }
    return new Answer(response.body(), name -> number(response, name));
  }

  private static OptionalLong number(HttpResponse<?> response, String header) {
    try {
      return response.headers().firstValueAsLong(header);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private HttpRequest request(
      String method,
      String path,
      Optional<String> body,
      Duration wait,
      Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT.plus(wait));
    always.forEach(request::header);
    headers.forEach(request::header);
    signer.ifPresent(who ->
        HttpSignature.headers(who.keys(), who.keyId(), clock.instant()).forEach(request::header));
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    return request
        .method(
            method,
            body.map(text -> BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                .orElseGet(BodyPublishers::noBody))
        .build();
  }

  private GridException unreachable(String method, String path, IOException cause) {
    var why =
        switch (cause) {
          case ConnectException _ -> "cannot be reached; is it running?";
          case HttpTimeoutException _ -> "did not answer " + method + " " + path + " in time";
          default -> "broke off " + method + " " + path + ": " + cause.getMessage();
        };
    return new GridException(
        GridException.NO_ANSWER, "", "the explorer at " + base + " " + why, cause);
  }

  /// Gives up calls under way and waits up to 5 seconds for their ends.
  @Override
  public void close() {
    http.shutdownNow();
    try {
      http.awaitTermination(CLOSE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
