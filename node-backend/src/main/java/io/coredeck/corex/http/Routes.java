package io.coredeck.corex.http;

import io.coredeck.corex.access.Rights;
import io.coredeck.corex.files.transfer.TransferLog;
import io.coredeck.corex.http.Gate.Access;
import io.coredeck.corex.http.Gate.Verdict;
import io.coredeck.corex.http.api.Answer;
import io.coredeck.corex.http.api.CompatibleApi;
import io.coredeck.corex.http.api.ProcessApi;
import io.coredeck.corex.http.api.ServiceApi;
import io.coredeck.corex.http.api.TransferRoutes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/// Finds what a request is for. Paths are compared exactly, several slashes as one.
final class Routes extends Handler.Abstract {

  /// Bytes of the body of a request.
  private static final int BODY_LIMIT = 256 * 1024;

  /// A body that is too large is read up to here all the same: a client that is still sending would
  /// not see the answer.
  private static final int READ_LIMIT = 1 << 20;

  /// All our own routes; websockets are among them.
  private static final String OURS = "/api/v2/";

  private static final String PROCESSES = "/api/v2/processes";

  /// As the original, to which several are one.
  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  private static final Pattern ATTACH = Pattern.compile("/attach/0*[1-9][0-9]*");
  private static final Pattern PROCESS =
      Pattern.compile(
          "/api/v2/processes/([0-9]+)(|/start|/restart|/stop|/kill|/close-input|/logs)");
  private static final Pattern GROUP =
      Pattern.compile("/api/v2/groups/([A-Za-z0-9._-]+)/(start|stop|restart)");
  private static final String RELOAD = "/api/v2/reload";
  private static final String ASSETS = "/assets/";

  private final Gate gate;
  private final Pages pages;
  private final CompatibleApi compatible;
  private final ProcessApi api;
  private final ServiceApi services;
  private final TransferRoutes transfers;
  private final SocketRoutes sockets;
  private final Optional<String> token;

  /// @param token the credential as the page of the original wants it
  Routes(
      Gate gate,
      Pages pages,
      CompatibleApi compatible,
      ProcessApi api,
      ServiceApi services,
      TransferRoutes transfers,
      SocketRoutes sockets,
      Optional<String> token) {
    this.gate = gate;
    this.pages = pages;
    this.compatible = compatible;
    this.api = api;
    this.services = services;
    this.transfers = transfers;
    this.sockets = sockets;
    this.token = token;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var path = compact(request.getHttpURI().getPath());
    if (transfers.has(path) || (path.startsWith(OURS) && !sockets.isSocket(path))) {
      own(request, path, response, callback);
    } else if (sockets.isSocket(path)) {
      switch (gate.judge(request, Access.SOCKET)) {
        case Verdict.Refused(var answer) -> answer.send(response, true, callback);
        case Verdict.Let(var rights, _) -> sockets.open(request, path, rights, response, callback);
      }
    } else {
      var isHead = HttpMethod.HEAD.is(request.getMethod());
      get(request, path).send(response, !isHead, callback);
    }
    return true;
  }

  private static String compact(String path) {
    return path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
  }

  /// The routes of the original and the pages: GET only.
  private Answer get(Request request, String path) {
    return switch (gate.judge(request, access(path))) {
      case Verdict.Refused(var answer) -> answer;
      case Verdict.Let _ ->
          HttpMethod.GET.is(request.getMethod())
              ? answer(request, path)
              : Answer.page(HttpStatus.BAD_REQUEST_400);
    };
  }

  private static Access access(String path) {
    return switch (path) {
      case "/api/process/start", "/api/process/stop", "/api/process/kill", "/api/process/clean" ->
          Access.CHANGE;
      case "/api/processes", "/api/process/logs", "/auth_token.js" -> Access.READ;
      default -> Access.PAGE;
    };
  }

  private Answer answer(Request request, String path) {
    var query = query(request);
    var known = Optional.ofNullable(request.getHeaders().get(HttpHeader.IF_NONE_MATCH)).orElse("");
    var page =
        new Pages.Visit(
            Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse(""),
            Caller.isSecure(request));
    return switch (path) {
      case "/" -> pages.index(page, known);
      case "/auth_token.js" -> tokenScript(request);
      case "/api/processes" -> compatible.list();
      case "/api/process/start" -> compatible.start(query);
      case "/api/process/stop" -> compatible.stop(query);
      case "/api/process/kill" -> compatible.kill(query);
      case "/api/process/logs" -> compatible.logs(query);
      case "/api/process/clean" -> compatible.clean();
      default -> {
        if (path.startsWith(ASSETS)) {
          yield pages.asset(path.substring(ASSETS.length()), known);
        }
        yield ATTACH.matcher(path).matches()
            ? pages.attach(page, known)
            : Answer.page(HttpStatus.NOT_FOUND_404);
      }
    };
  }

  /// Only who knows the credential is told it: a token that stands for it must not give it away.
  private Answer tokenScript(Request request) {
    var script =
        token
            .filter(_ -> gate.showsCredential(request))
            .map("var tty_auth_token = '%s';\n"::formatted)
            .orElse("");
    return Answer.text(HttpStatus.OK_200, "application/javascript", script);
  }

  /// Our own routes; those with a body answer once it is there.
  private void own(Request request, String path, Response response, Callback callback) {
    var method = request.getMethod();
    var changes = !HttpMethod.GET.is(method);
    var isLook = transfers.has(path) ? transfers.isLook(method, path) : !changes;
    var access = isLook ? Access.READ : Access.CHANGE;
    switch (gate.judge(request, access)) {
      case Verdict.Refused(var answer) -> answer.send(response, true, callback);
      case Verdict.Let(var rights, var name) -> {
        if (transfers.has(path)) {
          var who = new TransferLog.Who(Caller.address(request), name);
          transfers.handle(path, new TransferRoutes.Exchange(request, who, response, callback));
        } else if (HttpMethod.POST.is(method)) {
          withBody(request, path, response, callback);
        } else if (!changes && path.equals(PROCESSES)) {
          api.list(rights.equals(Optional.of(Rights.LOOK))).send(response, true, callback);
        } else {
          own(method, path, query(request), "").send(response, true, callback);
        }
      }
    }
  }

  private void withBody(Request request, String path, Response response, Callback callback) {
    var type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    if (hasBody(request) && !isJson(type)) {
      Answer.error(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "the body must be application/json")
          .send(response, true, callback);
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        READ_LIMIT,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            bytes -> posted(path, query(request), bytes).send(response, true, callback),
            failure -> unread(request, failure).send(response, true, callback)));
  }

  /// Parameters say nothing new: JSON is UTF-8 (RFC 8259, 8.1).
  private static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static Answer unread(Request request, Throwable failure) {
    if (failure instanceof IllegalStateException) { // says Content.Source of one that is too long
      return tooLarge();
    }
    return Answer.error(
        HttpStatus.BAD_REQUEST_400,
        request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
            ? "the body is broken; each chunk must begin with its size in hexadecimal digits, the last is 0 (RFC 9112, 7.1)"
            : "the body is broken off; it must be as long as Content-Length says");
  }

  /// RFC 9112, 6.3: a request that names neither a length nor an encoding has none.
  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static String query(Request request) {
    return Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
  }

  private Answer posted(String path, String query, byte[] body) {
    return body.length > BODY_LIMIT
        ? tooLarge()
        : own("POST", path, query, new String(body, StandardCharsets.UTF_8));
  }

  private static Answer tooLarge() {
    return Answer.error(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "the body must be at most %d bytes".formatted(BODY_LIMIT));
  }

  private Answer own(String method, String path, String query, String body) {
    if (path.equals(PROCESSES)) {
      return switch (method) {
        case "POST" -> api.start(body);
        case "DELETE" -> api.clean();
        default -> Answer.notAllowed(method, "GET, POST, DELETE");
      };
    }
    var match = PROCESS.matcher(path);
    return match.matches() ? process(method, match, query, body) : service(method, path);
  }

  private Answer service(String method, String path) {
    var group = GROUP.matcher(path);
    var isReload = path.equals(RELOAD);
    if (!isReload && !group.matches()) {
      return Answer.error(HttpStatus.NOT_FOUND_404, "there is no " + path);
    }
    if (!method.equals("POST")) {
      return Answer.notAllowed(method, "POST");
    }
    return isReload ? services.reload() : services.group(group.group(1), group.group(2));
  }

  private Answer process(String method, Matcher match, String query, String body) {
    var action = match.group(2);
    return switch (method + action) {
      case "POST/start" -> api.startAgain(match.group(1));
      case "POST/restart" -> api.restart(match.group(1));
      case "POST/stop" -> api.stop(match.group(1));
      case "POST/kill" -> api.kill(match.group(1), body);
      case "POST/close-input" -> api.closeInput(match.group(1));
      case "GET/logs" -> api.logs(match.group(1), query);
      case "GET" -> api.show(match.group(1));
      case "DELETE" -> api.forget(match.group(1));
      default ->
          Answer.notAllowed(
              method,
              switch (action) {
                case "" -> "GET, DELETE";
                case "/logs" -> "GET";
                default -> "POST";
              });
    };
  }
}
