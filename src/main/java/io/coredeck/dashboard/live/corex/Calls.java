package io.coredeck.dashboard.live.corex;

import io.coredeck.dashboard.live.SameOrigin;
import io.coredeck.dashboard.live.corex.door.Door;
import io.coredeck.dashboard.live.corex.door.Route;
import io.coredeck.dashboard.live.corex.door.Shares;
import io.coredeck.wire.Json;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.ee11.servlet.HttpOutput;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Passes calls on to CoreX, and its answers back: their status and their JSON, nothing else.
final class Calls extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  /// Under way at the same time; of one person.
  static final int MOST = 16;

  static final int MOST_OF_ONE = 6;

  /// Bytes of a request, as CoreX has it.
  static final int LONGEST_BODY = 256 * 1024;

  /// Bytes of an answer: a list of 6,000 processes.
  static final int LONGEST_ANSWER = 4 << 20;

  private static final long LONGEST_WAIT_SECONDS = 8;
  static final String JSON = "application/json";
  static final String NO_ANSWER = "the console does not answer";

  /// What CoreX answers; everything else is none of its answers.
  private static final Set<Integer> ANSWERS =
      Set.of(200, 201, 202, 204, 400, 403, 404, 409, 413, 415, 429, 503);

  private final transient HttpClient client;
  private final transient Door door;
  private final transient Transfers transfers;
  private final transient Unlocking unlocking;
  private final transient Shares shares = new Shares(MOST, MOST_OF_ONE);

  Calls(HttpClient client, Door door) {
    this.client = client;
    this.door = door;
    this.transfers = new Transfers(client);
    this.unlocking = new Unlocking(client);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    switch (Route.of(request.getMethod(), request.getRequestURI(), request.getQueryString())) {
      case Route.Call call -> {
        var open = let(request, response, call.gwid(), call.changes(), call.changes());
        if (open != null) {
          pass(call, open, request, response);
        }
      }
      case Route.Transfer transfer -> {
        var kind = transfer.kind();
        var open = let(request, response, transfer.gwid(), kind.changes(), !kind.isForAll());
        if (open != null) {
          transfers.pass(transfer, open, request, response);
        }
      }
      case Route.Credential(var gwid) -> {
        var open = let(request, response, gwid, true, false);
        if (open != null) {
          unlocking.pass(open, request, response);
        }
      }
      case Route.OtherMethod(var allowed) -> {
        response.setHeader("Allow", allowed);
        refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "not possible here");
      }
      case Route.Unknown() ->
          refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is nothing here");
      case Route.Line _, Route.Here _ ->
          refuse(response, HttpServletResponse.SC_BAD_REQUEST, "this is a web socket");
    }
  }

  private static boolean isOurs(HttpServletRequest request) {
    return SameOrigin.matches(request.getHeader("Origin"), request.getHeader("Host"));
  }

  /// Pages of other sites can make a browser call us; browsers themselves say when they do.
  private static boolean isOfOurPages(HttpServletRequest request, boolean changes) {
    var site = request.getHeader("Sec-Fetch-Site");
    var mayAsk = site == null || site.equals("same-origin");
    return mayAsk && (isOurs(request) || (!changes && request.getHeader("Origin") == null));
  }

  /// @param changes whether it is a call that changes something
  /// @param isForSome whether people who only look may not make it
  /// @return null if it is refused, and that is answered
  private Door.@Nullable Open let(
      HttpServletRequest request,
      HttpServletResponse response,
      String gwid,
      boolean changes,
      boolean isForSome)
      throws IOException {
    if (!isOfOurPages(request, changes)) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "the page is not of this server");
      return null;
    }
    switch (door.ask(request, gwid)) {
      case Door.SignedOut() ->
          refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "sign in first");
      case Door.NotYours() ->
          refuse(response, HttpServletResponse.SC_FORBIDDEN, "not for this person");
      case Door.NoConsole() ->
          refuse(response, HttpServletResponse.SC_GONE, "there is no console now");
      case Door.Open open when isForSome && !open.mayChange() ->
          refuse(response, HttpServletResponse.SC_FORBIDDEN, "this person only looks");
      case Door.Open open -> {
        return open;
      }
    }
    return null;
  }

  private void pass(
      Route.Call call, Door.Open open, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("POST") && !isJson(request.getContentType())) {
      refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "the body must be JSON");
      return;
    }
    if (!shares.take(open.person())) {
      refuse(response, 429, "too many calls are under way");
      return;
    }
    var isSent = false;
    try {
      var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "the body is too long");
      } else {
        send(call, open, request, body);
        isSent = true;
      }
    } finally {
      if (!isSent) {
        shares.give(open.person());
      }
    }
  }

  static boolean isJson(@Nullable String type) {
    return type != null && type.startsWith(JSON);
  }

  private void send(Route.Call call, Door.Open open, HttpServletRequest request, byte[] body) {
    var context = request.startAsync();
    context.setTimeout(TimeUnit.SECONDS.toMillis(LONGEST_WAIT_SECONDS * 4));
    // Not when CoreX has answered: an answer is held until the browser has taken it.
    context.addListener(new AtEnd(() -> shares.give(open.person())));
    var asked =
        client
            .newRequest(CorexRoutes.address("http", open.address(), call.path()))
            .method(request.getMethod())
            .timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    Unlocking.show(open, asked::headers);
    if (body.length > 0) {
      asked.body(new BytesRequestContent(JSON, body));
    }
    asked.send(
        new BufferingResponseListener(LONGEST_ANSWER) {
          @Override
          public void onComplete(Result result) {
            answered(result, getContent(), context, open);
          }
        });
  }

  private static void answered(
      Result result, byte[] content, AsyncContext context, Door.Open open) {
    var response = (HttpServletResponse) context.getResponse();
    var status = result.isFailed() ? 0 : result.getResponse().getStatus();
    var bytes = content;
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      open.lock().refused();
      status = HttpStatus.LOCKED_423;
      bytes = error(Unlocking.LOCKED).getBytes(StandardCharsets.UTF_8);
    } else if (!ANSWERS.contains(status)) {
      status =
          result.getFailure() instanceof TimeoutException
              ? HttpServletResponse.SC_GATEWAY_TIMEOUT
              : HttpServletResponse.SC_BAD_GATEWAY;
      bytes = error(NO_ANSWER).getBytes(StandardCharsets.UTF_8);
    }
    response.setStatus(status);
    if (status == HttpServletResponse.SC_NO_CONTENT || bytes == null) {
      context.complete();
      return;
    }
    response.setContentType(JSON);
    response.setContentLength(bytes.length);
    try {
      // Written as the browser takes it, without a thread that waits.
      ((HttpOutput) response.getOutputStream())
          .sendContent(ByteBuffer.wrap(bytes), Callback.from(context::complete));
    } catch (IOException _) {
      context.complete(); // the browser has gone
    }
  }

  static void refuse(HttpServletResponse response, int status, String why) throws IOException {
    response.setStatus(status);
    response.setContentType(JSON);
    response.getOutputStream().write(error(why).getBytes(StandardCharsets.UTF_8));
  }

  private static String error(String why) {
    return Json.writeTree(Map.of("error", why));
  }
}
