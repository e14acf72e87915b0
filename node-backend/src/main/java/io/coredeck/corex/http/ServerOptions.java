package io.coredeck.corex.http;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.files.FileLimits;
import io.coredeck.corex.http.listen.Listening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the server behaves.
///
/// @param listening where it listens
/// @param localOnly whether it refuses to listen where others can reach it without showing anything
/// @param guard what opens it, and whether it only shows
/// @param runAs as whom programs run, as --uid and --gid say; empty for whoever CoreX is
/// @param reconnectSeconds what clients wait before they connect again, more than 0
/// @param clientLimit terminals open at the same time; 0 for as many as the server bears
/// @param files how much goes through at once
/// @param root what is `/` to clients that ask for files, absolute
/// @param index the page in place of the one that comes with CoreX
/// @param hostNames what the server may be called besides its addresses, in lower case
/// @param frameAncestors origins whose pages may show this one in a frame
/// @param host name of the machine, shown to people
/// @param version of CoreX
public record ServerOptions(
    Listening listening,
    boolean localOnly,
    Guard guard,
    Optional<String> runAs,
    int reconnectSeconds,
    int clientLimit,
    FileLimits files,
    Path root,
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
