package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Key;
import io.coredeck.dashboard.live.corex.door.Shares;
import io.coredeck.dashboard.live.corex.door.Tries;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/// Takes the credential that the CoreX of a container asks for, tries it there, and has it kept for
/// the person's session if it is right.
final class Unlocking {

  /// Under way at the same time; of one person.
  static final int MOST = 8;

  static final int MOST_OF_ONE = 1;

  /// Bytes: three texts of the longest, each character in six.
  private static final int LONGEST_BODY = 3 * 6 * Key.LONGEST;

  private static final long LONGEST_WAIT_SECONDS = 8;

  /// Unless CoreX says how long.
  private static final int PAUSE_SECONDS = 5;

  /// What CoreX may say.
  private static final int LONGEST_PAUSE_SECONDS = 3600;

  static final String LOCKED = "this CoreX asks for a credential of its own";

  private final HttpClient client;
  private final Shares shares = new Shares(MOST, MOST_OF_ONE);
  private final Tries tries = new Tries();

  Unlocking(HttpClient client) {
    this.client = client;
  }

  /// Shows CoreX what the person has told, if anything.
  ///
  /// @param headers changes those of a request that goes there
  static void show(Door.Open open, Consumer<Consumer<HttpFields.Mutable>> headers) {
    open.lock().key().ifPresent(key -> headers.accept(shown(key)));
  }

  private static Consumer<HttpFields.Mutable> shown(Key key) {
    return headers -> headers.put(HttpHeader.AUTHORIZATION, key.authorization());
  }

  /// On the thread of the request, which waits for CoreX.
  void pass(Door.Open open, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("DELETE")) {
      open.lock().forget();
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    if (!Calls.isJson(request.getContentType())) {
      Calls.refuse(
          response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "the body must be JSON");
      return;
    }
    if (!shares.take(open.person())) {
      later(response, 1);
      return;
    }
    try {
      unlock(open, request, response);
    } finally {
      shares.give(open.person());
    }
  }

  private void unlock(Door.Open open, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var who = open.person() + " " + open.lock().gwid();
    var pause = tries.pause(who);
    if (!pause.isZero()) {
      later(response, pause.plus(Duration.ofMillis(999)).toSeconds());
      return;
    }
    Key key;
    try {
      key = key(request);
    } catch (WireException _) { // its message may repeat what was sent
      Calls.refuse(
          response, HttpStatus.BAD_REQUEST_400, "the body must be user and password, or token");
      return;
    } catch (IllegalArgumentException e) {
      Calls.refuse(response, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
      return;
    }
    var answer = tried(open, key);
    switch (answer.map(Response::getStatus).orElse(0)) {
      case HttpStatus.OK_200 -> {
        open.lock().keep(key);
        response.setStatus(HttpStatus.NO_CONTENT_204);
      }
      case HttpStatus.UNAUTHORIZED_401 -> {
        tries.wrong(who);
        Calls.refuse(response, HttpStatus.LOCKED_423, "this is not the credential");
      }
      case HttpStatus.TOO_MANY_REQUESTS_429 -> later(response, seconds(answer.orElseThrow()));
      default -> Calls.refuse(response, HttpStatus.BAD_GATEWAY_502, Calls.NO_ANSWER);
    }
  }

  private static Key key(HttpServletRequest request) throws IOException {
    var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new IllegalArgumentException("the body is too long");
    }
    JsonValue told = Json.tree(new String(body, StandardCharsets.UTF_8));
    return told.member("token").isPresent()
        ? Key.ofToken(told.member("token").text())
        : Key.ofPassword(told.member("user").text(), told.member("password").text());
  }

  /// @return what CoreX answers who shows it; nothing if it does not
  private Optional<Response> tried(Door.Open open, Key key) throws IOException {
    var listener = new InputStreamResponseListener();
    client
        .newRequest(CorexRoutes.address("http", open.address(), "/api/v2/processes"))
        .headers(shown(key))
        .timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .send(listener);
    try (var _ = listener.getInputStream()) { // what it lists is not read
      return Optional.of(listener.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static long seconds(Response answer) {
    var told = answer.getHeaders().get(HttpHeader.RETRY_AFTER);
    return told != null && told.matches("[0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(told), 1, LONGEST_PAUSE_SECONDS)
        : PAUSE_SECONDS;
  }

  private static void later(HttpServletResponse response, long seconds) throws IOException {
    response.setHeader("Retry-After", Long.toString(seconds));
    Calls.refuse(
        response, HttpStatus.TOO_MANY_REQUESTS_429, "too many were wrong; try again later");
  }
}
