package io.coredeck.corex.http.listen;

import io.coredeck.corex.http.tls.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the server shall listen. With nothing given: on all addresses of the machine, those of
/// IPv4 alone unless IPv6 is wanted too.
///
/// @param port 0 for any
/// @param networkInterface whose addresses are meant
/// @param ipv6 whether IPv6 addresses, of the interface or the machine, are meant too
/// @param addresses further ones
/// @param socket a Unix socket
/// @param tls if connections to addresses are encrypted; those to the Unix socket never are
public record Listening(
    int port,
    Optional<String> networkInterface,
    boolean ipv6,
    List<InetAddress> addresses,
    Optional<Path> socket,
    Optional<TlsFiles> tls) {

  public Listening {
    addresses = List.copyOf(addresses);
  }

  /// @return on one interface's IPv4 addresses, not encrypted
  public static Listening on(int port, String networkInterface) {
    return new Listening(
        port, Optional.of(networkInterface), false, List.of(), Optional.empty(), Optional.empty());
  }
}
