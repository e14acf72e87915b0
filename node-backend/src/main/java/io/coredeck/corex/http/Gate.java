package io.coredeck.corex.http;

import io.coredeck.corex.access.Authority;
import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.Guard.Entry;
import io.coredeck.corex.access.Rights;
import io.coredeck.corex.http.api.Answer;
import io.coredeck.corex.wire.JsonWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/// Decides who may call.
///
/// Any web page a person visits can make that person's browser call us. Such calls are known by
/// what browsers say themselves (`Origin`, `Sec-Fetch-Site`) and, where a foreign name was made to
/// point at our address, by the name in `Host`. Programs say none of it and are let through. For a
/// link or a picture browsers say nothing either on a line that is not encrypted, unless it ends in
/// their own machine: then a page of ours must be what led here, by `Referer`.
final class Gate {
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  /// All of them call themselves so for the sake of the first; PowerShell does too.
  private static final String BROWSER = "Mozilla/";

  private static final String SHELL = "PowerShell/";

  private static final Set<String> OURS = Set.of("same-origin");
  private static final Set<String> OURS_OR_TYPED = Set.of("same-origin", "none");

  /// Headers of one request; browsers send about 20.
  private static final int HEADERS = 100;

  private final Set<String> hostNames;
  private final Guard guard;

  Gate(Set<String> hostNames, Guard guard) {
    this.hostNames = hostNames;
    this.guard = guard;
  }

  /// What a call does.
  enum Access {
    /// Fetches a page or a part of it.
    PAGE,
    /// Learns something.
    READ,
    /// Opens a websocket; may show its credential later.
    SOCKET,
    /// Changes something.
    CHANGE
  }

  /// What becomes of a call.
  sealed interface Verdict {
    /// @param rights none if it may show later what it may do
    /// @param name as whom it calls; empty if it shows nothing
    record Let(Optional<Rights> rights, String name) implements Verdict {}

    record Refused(Answer answer) implements Verdict {}
  }

  Verdict judge(Request request, Access access) {
    if (request.getHeaders().size() > HEADERS) {
      return refused(
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
          "a request has at most %d headers".formatted(HEADERS));
    }
    var host = host(request);
    if (host.isPresent() && !isOurs(host.get())) {
      return refused(
          HttpStatus.FORBIDDEN_403,
          "Host %s is no name of this CoreX; use its address, or start it with --host-name"
              .formatted(host.get()));
    }
    if (access != Access.PAGE && !isSameSite(request, access, host.orElse(""))) {
      return refused(
          HttpStatus.FORBIDDEN_403,
          access == Access.CHANGE
              ? "calls from other sites are refused, and typed addresses where only a page of CoreX may call"
              : "calls from other sites are refused");
    }
    return byRights(request, access);
  }

  /// @return whether the request shows the credential itself, or none is asked for
  boolean showsCredential(Request request) {
    return header(request, HttpHeader.AUTHORIZATION).filter(guard::isCredential).isPresent();
  }

  private Verdict byRights(Request request, Access access) {
    if (guard.isOpen()) {
      return allowed(guard.isReadOnly() ? Rights.LOOK : Rights.CHANGE, "", access);
    }
    var shown = header(request, HttpHeader.AUTHORIZATION);
    if (shown.isEmpty()) {
      // A browser cannot always send credentials when it opens a websocket.
      return access == Access.SOCKET
          ? new Verdict.Let(Optional.empty(), "")
          : new Verdict.Refused(unauthorized());
    }
    var visitor = guard.header(shown.get(), Caller.address(request));
    return switch (visitor.entry()) {
      case Entry.Open(var rights) -> allowed(rights, visitor.name(), access);
      case Entry.Closed() -> new Verdict.Refused(unauthorized());
      case Entry.Later(var pause) -> new Verdict.Refused(later(pause.toSeconds() + 1));
    };
  }

  private Verdict allowed(Rights rights, String name, Access access) {
    if (access != Access.CHANGE || rights == Rights.CHANGE) {
      return new Verdict.Let(Optional.of(rights), name);
    }
    return refused(
        HttpStatus.FORBIDDEN_403,
        guard.isReadOnly()
            ? "this CoreX was started with --readonly: nothing can be changed"
            : "this token may only look: nothing can be changed with it");
  }

  /// @return what the caller calls us; the first line of a request may name it too (RFC 9112,
  ///   3.2.2)
  private static Optional<String> host(Request request) {
    var inFirstLine = Optional.ofNullable(request.getHttpURI().getAuthority());
    var header = header(request, HttpHeader.HOST);
    return header.isPresent() ? header : inFirstLine;
  }

  private boolean isOurs(String host) {
    return Authority.parse(host).filter(authority -> authority.isOurs(hostNames)).isPresent();
  }

  private static boolean isSameSite(Request request, Access access, String host) {
    var origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    if (!origins.isEmpty()
        && (origins.size() > 1 || !isSameOrigin(request, origins.getFirst(), host))) {
      return false;
    }
    var sites = request.getHeaders().getValuesList(FETCH_SITE);
    if (access == Access.CHANGE && origins.isEmpty() && sites.isEmpty() && isBrowser(request)) {
      var page = header(request, HttpHeader.REFERER).map(Gate::origin);
      return page.filter(origin -> isSameOrigin(request, origin, host)).isPresent();
    }
    return (access == Access.CHANGE ? OURS : OURS_OR_TYPED).containsAll(sites);
  }

  /// A page cannot change what its browser calls itself.
  private static boolean isBrowser(Request request) {
    return header(request, HttpHeader.USER_AGENT)
        .filter(name -> name.contains(BROWSER) && !name.contains(SHELL))
        .isPresent();
  }

  /// @return scheme and authority of an address
  private static String origin(String address) {
    var path = address.indexOf('/', address.indexOf("://") + 3);
    return path < 0 ? address : address.substring(0, path);
  }

  private static boolean isSameOrigin(Request request, String from, String host) {
    var parts = from.split("://", 2);
    var scheme = parts[0].toLowerCase(Locale.ROOT);
    if (parts.length < 2 || !Caller.schemes(request).contains(scheme)) {
      return false;
    }
    var called = Authority.parse(host);
    return Authority.parse(parts[1])
        .filter(origin -> called.filter(ours -> ours.isSame(origin, scheme)).isPresent())
        .isPresent();
  }

  private static Optional<String> header(Request request, HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  private static Verdict refused(int status, String why) {
    return new Verdict.Refused(
        Answer.json(
            status,
            new JsonWriter()
                .member("status", "error")
                .member("reason", why)
                .member("error", why)
                .end()));
  }

  private Answer unauthorized() {
    return Answer.empty(
        HttpStatus.UNAUTHORIZED_401,
        Map.of(HttpHeader.WWW_AUTHENTICATE.asString(), guard.challenge()));
  }

  private static Answer later(long seconds) {
    return Answer.empty(
        HttpStatus.TOO_MANY_REQUESTS_429,
        Map.of(HttpHeader.RETRY_AFTER.asString(), String.valueOf(seconds)));
  }
}
