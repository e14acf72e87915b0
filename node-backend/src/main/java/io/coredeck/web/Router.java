package io.coredeck.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/// Which handler answers which call. Filled before the server starts, read-only afterwards.
///
/// The first route that fits wins. An unknown path is a plain 404, a known path with another method
/// a plain 405. `HEAD` is answered as `GET` without the body. Whatever a handler throws becomes an
/// answer `{"error": …}`.
///
/// A template is a path with parameters in braces: `{name}` is anything without a slash,
/// `{name:digits}` digits only, `{name:rest}` everything to the end, slashes included. Text may
/// stand beside a parameter: `/{repo}/{name}.flist`.
public final class Router {
  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  /// After so long it is worth asking a server again that was busy.
  private static final String RETRY_SECONDS = "1";

  private static final String EXPOSED = "Access-Control-Expose-Headers";

  private final List<Route> routes = new ArrayList<>();
  private final Bodies bodies;
  private boolean anyOrigin;
  private String exposedHeaders = "";

  /// Answers nothing yet.
  public Router() {
    this(new Bodies());
  }

  Router(Bodies bodies) {
    this.bodies = bodies;
  }

  /// @param template the path, with parameters in braces
  /// @return this
  public Router get(String template, Handler handler) {
    return add("GET", template, handler);
  }

  /// @param template see {@link #get}
  /// @return this
  public Router post(String template, Handler handler) {
    return add("POST", template, handler);
  }

  /// @param template see {@link #get}
  /// @return this
  public Router put(String template, Handler handler) {
    return add("PUT", template, handler);
  }

  /// @param template see {@link #get}
  /// @return this
  public Router delete(String template, Handler handler) {
    return add("DELETE", template, handler);
  }

  /// @param method e.g. `GET`
  /// @param template see {@link #get}
  /// @return this
  public Router add(String method, String template, Handler handler) {
    return addLater(
        method, template, request -> CompletableFuture.completedFuture(handler.answer(request)));
  }

  /// @param method e.g. `GET`
  /// @param template see {@link #get}
  /// @param handler answers when there is something to say
  /// @return this
  public Router addLater(String method, String template, LaterHandler handler) {
    routes.add(Route.of(method, template, handler));
    return this;
  }

  /// Lets pages of any origin read the answers.
  ///
  /// @param headers the answers' headers such pages may read, besides the usual ones; an answer may
  ///   say others itself
  /// @return this
  public Router allowAnyOrigin(String... headers) {
    anyOrigin = true;
    exposedHeaders = String.join(", ", headers);
    return this;
  }

  /// @return how long a body may say nothing
  Duration longestSilence() {
    return bodies.silence();
  }

  /// @return the answer, with the headers that go with every answer; never fails
  CompletionStage<Answer> answer(Request request) {
    return answerOf(request)
        .exceptionally(Router::failed)
        .thenApply(answer -> anyOrigin ? shared(answer) : answer);
  }

  private CompletionStage<Answer> answerOf(Request request) {
    var path = request.getHttpURI().getPath();
    var method = request.getMethod();
    var wanted = "HEAD".equals(method) ? "GET" : method;
    var others = new LinkedHashSet<String>();
    for (var route : routes) {
      var parameters = route.match(path);
      if (parameters.isEmpty()) {
        continue;
      }
      if (route.method().equals(wanted)) {
        return call(request, route, parameters.get());
      }
      others.add(route.method());
    }
    return CompletableFuture.completedFuture(unrouted(method, others));
  }

  private Answer unrouted(String method, Set<String> others) {
    if (others.isEmpty()) {
      return Answer.notFound();
    }
    var allowed = String.join(", ", others);
    if (anyOrigin && "OPTIONS".equals(method)) {
      return Answer.text(200, "")
          .with("Access-Control-Allow-Methods", allowed)
          .with(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Threebot-Id, Idempotency-Key, If-Match, Prefer")
          .with("Allow", allowed);
    }
    return Answer.text(405, "405 method not allowed").with("Allow", allowed);
  }

  private CompletionStage<Answer> call(
      Request request, Route route, Map<String, String> parameters) {
    try {
      return route.handler().answer(new WebRequest(request, parameters, queryOf(request), bodies));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(new RefusedException(503, "the server is closing"));
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Fields queryOf(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "query of the URL: " + e.getMessage());
    }
  }

  private static Answer failed(Throwable failure) {
    return switch (failure) {
      case CompletionException e when e.getCause() != null -> failed(e.getCause());
      case UncheckedIOException e when e.getCause() != null -> failed(e.getCause());
      case RefusedException e -> e.answer();
      case IOException e when e.getCause() instanceof TimeoutException ->
          Answer.error(503, String.valueOf(e.getMessage())).with("Retry-After", RETRY_SECONDS);
      case HttpException e -> Answer.error(e.getCode(), String.valueOf(e.getReason()));
      default -> {
        LOG.log(Level.ERROR, "a call failed", failure);
        yield Answer.error(500, "internal error; the server's log says more");
      }
    };
  }

  private Answer shared(Answer answer) {
    var open = answer.with("Access-Control-Allow-Origin", "*");
    return exposedHeaders.isEmpty() || answer.headers().containsKey(EXPOSED)
        ? open
        : open.with(EXPOSED, exposedHeaders);
  }
}
