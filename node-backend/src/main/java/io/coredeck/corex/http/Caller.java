package io.coredeck.corex.http;

import io.coredeck.corex.access.Guard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// What is known of who calls, and how.
///
/// What a proxy adds is believed where only a proxy can stand, behind the Unix socket; and where it
/// can only take rights away.
final class Caller {
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  /// Characters of an IPv6 address with a zone, and some more.
  private static final int ADDRESS_CHARACTERS = 64;

  private Caller() {}

  /// @return whose wrong credentials count together
  static String address(Request request) {
    var remote = request.getConnectionMetaData().getRemoteSocketAddress();
    if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return inet.getAddress().getHostAddress();
    }
    var forwarded = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
    return forwarded.isEmpty() ? Guard.NO_ADDRESS : literal(forwarded.getLast());
  }

  /// @return the address in one form, however it was written
  private static String literal(String text) {
    try {
      return text.length() > ADDRESS_CHARACTERS
          ? Guard.NO_ADDRESS
          : InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException e) {
      return Guard.NO_ADDRESS;
    }
  }

  /// @return schemes the caller's page may have come by
  static Set<String> schemes(Request request) {
    if (request.getConnectionMetaData().isSecure()) {
      return Set.of("https");
    }
    return Optional.ofNullable(request.getHeaders().get(FORWARDED_PROTO))
        .map(Set::of)
        .orElse(Set.of("http", "https"));
  }

  /// @return whether the browser has this page by TLS, as far as we know
  static boolean isSecure(Request request) {
    return schemes(request).equals(Set.of("https"));
  }
}
