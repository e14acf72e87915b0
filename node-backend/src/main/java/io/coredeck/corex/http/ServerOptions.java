package io.coredeck.corex.http;

import io.coredeck.corex.wire.Credential;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the server behaves.
///
/// @param port 0 for any
/// @param networkInterface only its addresses are listened on; empty for all of the machine
/// @param ipv6 whether the interface's IPv6 addresses are meant too
/// @param credential what everybody must show
/// @param readOnly whether input and sizes from terminals are ignored
/// @param reconnectSeconds what clients wait before they connect again, more than 0
/// @param clientLimit terminals open at the same time; 0 for as many as the server bears
/// @param index the page in place of the one that comes with CoreX
/// @param hostNames what the server may be called besides its addresses, in lower case
/// @param frameAncestors origins whose pages may show this one in a frame
/// @param host name of the machine, shown to people
/// @param version of CoreX
public record ServerOptions(
    int port,
    Optional<String> networkInterface,
    boolean ipv6,
    Optional<Credential> credential,
    boolean readOnly,
    int reconnectSeconds,
    int clientLimit,
    Optional<Path> index,
    Set<String> hostNames,
    List<String> frameAncestors,
    String host,
    String version) {

  public ServerOptions {
    hostNames = Set.copyOf(hostNames);
    frameAncestors = List.copyOf(frameAncestors);
  }
}
