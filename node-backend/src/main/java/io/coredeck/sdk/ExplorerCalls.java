package io.coredeck.sdk;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.http.HttpClients;
import io.coredeck.sdk.http.TokenAddress;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// HTTP to one explorer: signs, limits, explains failures. What the clients of the packages below
/// this one are made of, too. May be used by many threads.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="calls"}
public final class ExplorerCalls implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /// Longest answer taken, in bytes; a page of 1000 workloads has about 2 MB.
  private static final long ANSWER_BYTES = 64L << 20;

  /// Of an answer that is written while it comes, in bytes.
  private static final int PIECE = 64 << 10;

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

  /// @return the keys of whoever calls; empty for who has a token and for nobody
  Optional<KeyPair> keys() {
    return signer.map(Signer::keys);
  }

  /// @return headers that show a token
  static Map<String, String> bearing(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  /// @param address of the machine a call is made for; empty for none
  /// @return headers that name it
  public static Map<String, String> callingFor(String address) {
    return address.isEmpty() ? Map.of() : Map.of("Coredeck-Client", address);
  }

  /// @return a text as part of a path or a query
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What came back.
  ///
  /// @param numberInHeader the number that a header has, by its name
  /// @param header what a header has, by its name
  public record Answer(
      String body,
      Function<String, OptionalLong> numberInHeader,
      Function<String, Optional<String>> header) {

    /// @return the tag of the state that was shown; empty if the answer has none
    public String tag() {
      return header.apply("ETag").orElse("");
    }
  }

  /// @param always headers of every call
  ExplorerCalls(
      URI explorer, Optional<Signer> signer, InstantSource clock, Map<String, String> always) {
    this.always = Map.copyOf(always);
    var text = explorer.toString();
    this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.signer = signer;
    this.clock = clock;
    this.http = HttpClients.to(explorer, CONNECT_LIMIT);
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param client address of the machine the user sits at, if it is not this one; else empty
  /// @param session of the user's sign-in, without which the key of an account does not count;
  ///   empty for who has taken the key along or has no account
  public static ExplorerCalls ofUser(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return Identity.ofUser(keys, tid, client, session).calls(explorer, InstantSource.system());
  }

  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static ExplorerCalls withToken(URI explorer, String token) {
    var bearer = Identity.ofBearer(token, 0);
    return bearer.calls(TokenAddress.checked(explorer), InstantSource.system());
  }

  /// For calls that need no user.
  public static ExplorerCalls anonymous(URI explorer) {
    return Identity.NOBODY.calls(explorer, InstantSource.system());
  }

  public Answer get(String path) throws GridException, InterruptedException {
    return send("GET", path, Optional.empty(), Duration.ZERO, Map.of());
  }

  /// @param wait how much longer than usual the answer may take
  public Answer get(String path, Duration wait) throws GridException, InterruptedException {
    return send("GET", path, Optional.empty(), wait, Map.of());
  }

  public Answer post(String path, String body) throws GridException, InterruptedException {
    return post(path, body, Map.of());
  }

  /// @param headers sent besides the usual ones
  public Answer post(String path, String body, Map<String, String> headers)
      throws GridException, InterruptedException {
    return send("POST", path, Optional.of(body), Duration.ZERO, headers);
  }

  public Answer put(String path, String body) throws GridException, InterruptedException {
    return put(path, body, Map.of());
  }

  /// @param headers sent besides the usual ones
  public Answer put(String path, String body, Map<String, String> headers)
      throws GridException, InterruptedException {
    return send("PUT", path, Optional.of(body), Duration.ZERO, headers);
  }

  /// @param tag of the state that was seen: what has changed since is not changed
  public Answer put(String path, String body, String tag)
      throws GridException, InterruptedException {
    return send("PUT", path, Optional.of(body), Duration.ZERO, Map.of("If-Match", tag));
  }

  public Answer delete(String path) throws GridException, InterruptedException {
    return delete(path, Map.of());
  }

  /// @param headers sent besides the usual ones
  public Answer delete(String path, Map<String, String> headers)
      throws GridException, InterruptedException {
    return send("DELETE", path, Optional.empty(), Duration.ZERO, headers);
  }

  /// @param state of what is to be changed, as it was seen
  /// @return headers that have the call refused with 412 if it has changed since
  public static Map<String, String> ifStill(String state) {
    return Map.of("If-Match", '"' + state + '"');
  }

  /// Writes an answer of any length while it comes.
  ///
  /// @param out stays open
  /// @throws GridException if the explorer refuses, or breaks off in the middle
  /// @throws IOException if what comes cannot be written
  public void copy(String path, OutputStream out) throws IOException, InterruptedException {
    HttpResponse<InputStream> response;
    try {
      var request = request("GET", path, Optional.empty(), Duration.ZERO, Map.of());
      response = http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw GridException.unanswered(base, "GET", path, e);
    }
    try (var body = response.body()) {
      if (response.statusCode() >= FIRST_ERROR) {
        var said = new String(body.readNBytes(PIECE), StandardCharsets.UTF_8);
        throw GridException.refused("GET", path, response.statusCode(), said);
      }
      var piece = new byte[PIECE];
      for (var count = read(path, body, piece); count >= 0; count = read(path, body, piece)) {
        out.write(piece, 0, count);
      }
    }
  }

  private int read(String path, InputStream body, byte[] piece) throws GridException {
    try {
      return body.read(piece);
    } catch (IOException e) {
      throw GridException.unanswered(base, "GET", path, e);
    }
  }

  /// @param <T> what the answer means
  /// @throws GridException if the answer does not mean that
  public <T> T read(Answer answer, Function<String, T> read) throws GridException {
    try {
      return read.apply(answer.body());
    } catch (WireException e) {
      throw new GridException(
          "the answer of " + base + " is not understood: " + e.reason() + "; is it an explorer?",
          e);
    }
  }

  /// @param read what one page's answer means
  /// @return what is on all pages of a list
  <T> List<T> pages(String path, Function<String, List<T>> read)
      throws GridException, InterruptedException {
    var all = new ArrayList<T>();
    var separator = path.indexOf('?') < 0 ? "?page=" : "&page=";
    var pages = 1L;
    for (var page = 1L; page <= pages; page++) {
      var answer = get(path + separator + page);
      all.addAll(read(answer, read));
      pages = answer.numberInHeader().apply("Pages").orElse(1);
    }
    return List.copyOf(all);
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
      throw GridException.unanswered(base, method, path, e);
    }
    if (response.statusCode() >= FIRST_ERROR) {
      throw GridException.refused(method, path, response.statusCode(), response.body());
    }
    return new Answer(
        response.body(), name -> number(response, name), response.headers()::firstValue);
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
