package io.coredeck.corex.http;

import io.coredeck.corex.wire.Credential;
import io.coredeck.corex.wire.JsonWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/// Decides who may call.
///
/// Any web page a person visits can make that person's browser call us. Such calls are known by
/// what browsers say themselves (`Origin`, `Sec-Fetch-Site`) and, where a foreign name was made to
/// point at our address, by the name in `Host`. Programs say none of it and are let through.
final class Gate {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+(%25[0-9a-z]+)?\\]");
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");
  private static final Set<String> OURS = Set.of("same-origin");
  private static final Set<String> OURS_OR_TYPED = Set.of("same-origin", "none");

  private final Set<String> hostNames;
  private final Optional<Credential> credential;

  Gate(Set<String> hostNames, Optional<Credential> credential) {
    this.hostNames = hostNames;
    this.credential = credential;
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

  /// @return why the call is refused, or nothing
  Optional<Answer> refusal(Request request, Access access) {
    var host = header(request, HttpHeader.HOST);
    if (host.isPresent() && !isOurName(host.get())) {
      return foreign(
          "Host %s is no name of this CoreX; use its address, or start it with --host-name"
              .formatted(host.get()));
    }
    if (access != Access.PAGE && !isSameSite(request, access, host.orElse(""))) {
      return foreign("calls from other sites are refused");
    }
    return hasCredential(request, access) ? Optional.empty() : Optional.of(unauthorized());
  }

  /// @return whether the request itself shows the credential, or none is asked for
  boolean isTrusted(Request request) {
    return credential
        .map(
            wanted -> header(request, HttpHeader.AUTHORIZATION).filter(wanted::isBasic).isPresent())
        .orElse(true);
  }

  /// A browser cannot always send credentials when it opens a websocket; wrong ones are refused.
  private boolean hasCredential(Request request, Access access) {
    return isTrusted(request)
        || (access == Access.SOCKET && header(request, HttpHeader.AUTHORIZATION).isEmpty());
  }

  private static boolean isSameSite(Request request, Access access, String host) {
    var origin = header(request, HttpHeader.ORIGIN);
    if (origin.isPresent() && !isSameOrigin(origin.get(), host)) {
      return false;
    }
    var allowed = access == Access.CHANGE ? OURS : OURS_OR_TYPED;
    return Optional.ofNullable(request.getHeaders().get("Sec-Fetch-Site"))
        .map(allowed::contains)
        .orElse(true);
  }

  private static boolean isSameOrigin(String origin, String host) {
    var parts = origin.toLowerCase(Locale.ROOT).split("://", 2);
    if (parts.length < 2) {
      return false;
    }
    var defaultPort = parts[0].equals("https") ? ":443" : ":80";
    return withPort(parts[1], defaultPort)
        .equals(withPort(host.toLowerCase(Locale.ROOT), defaultPort));
  }

  private static String withPort(String authority, String defaultPort) {
    return PORT.matcher(authority).find() ? authority : authority + defaultPort;
  }

  private boolean isOurName(String authority) {
    var name = PORT.matcher(authority.toLowerCase(Locale.ROOT)).replaceFirst("");
    return IPV4.matcher(name).matches()
        || IPV6.matcher(name).matches()
        || name.equals("localhost")
        || hostNames.contains(name);
  }

  private static Optional<String> header(Request request, HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  private static Optional<Answer> foreign(String why) {
    return Optional.of(
        Answer.json(
            HttpStatus.FORBIDDEN_403,
            new JsonWriter()
                .member("status", "error")
                .member("reason", why)
                .member("error", why)
                .end()));
  }

  private static Answer unauthorized() {
    return Answer.empty(
        HttpStatus.UNAUTHORIZED_401,
        Map.of(HttpHeader.WWW_AUTHENTICATE.asString(), "Basic realm=\"ttyd\""));
  }
}
