package io.coredeck.sdk.http;

import java.net.URI;
import java.util.Set;

/// Where a token may be sent. Who reads it on the way has it, so to other machines it goes over TLS
/// only.
public final class TokenAddress {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private TokenAddress() {}

  /// @param explorer with its base path
  /// @return the same
  /// @throws IllegalArgumentException if everybody on the way could read a token sent there
  public static URI checked(URI explorer) {
    var host = explorer.getHost();
    if ("https".equalsIgnoreCase(explorer.getScheme())
        || (host != null && THIS_MACHINE.contains(host))) {
      return explorer;
    }
    throw new IllegalArgumentException(
        "%s is not encrypted and not on this machine, so a token sent there could be read on the"
                .formatted(explorer)
            + " way; use its https:// address");
  }
}
