package io.coredeck.node.telemetry.notice;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Servers of which people were told that they take nothing, kept in a file so that their return is
/// told by an agent that was started meanwhile, too.
///
/// Used by one thread.
final class ToldEndpoints {

  private static final System.Logger LOG = System.getLogger(ToldEndpoints.class.getName());
  private static final int PARTS = 2;

  private final Path file;
  private final Set<Server> servers = new HashSet<>();
  private boolean isSaved = true;

  /// A server as one container's endpoint.
  ///
  /// @param address e.g. `redis://10.0.0.1:6379`
  record Server(String gwid, String address) {

    /// @param endpoint as people are shown it, with or without a channel
    static Server of(String gwid, String endpoint) {
      return new Server(gwid, endpoint.replaceFirst("^([a-z]+://[^/]+)/.*$", "$1"));
    }
  }

  /// @param file a line for each: gwid, tab, address; need not be there
  ToldEndpoints(Path file) {
    this.file = file;
    try {
      for (var line : Files.readAllLines(file)) {
        var parts = line.split("\t", PARTS);
        if (parts.length == PARTS) {
          servers.add(new Server(parts[0], parts[1]));
        }
      }
    } catch (NoSuchFileException _) {
      // nobody was told of any
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be read; the return of endpoints is not told", e);
    }
  }

  void add(Server server) {
    isSaved &= !servers.add(server);
  }

  /// @return whether it was one of them
  boolean remove(Server server) {
    var was = servers.remove(server);
    isSaved &= !was;
    return was;
  }

  /// Forgets all others.
  void keep(Collection<Server> there) {
    isSaved &= !servers.retainAll(there);
  }

  /// Writes what has changed; what cannot be written is tried again the next time.
  void save() {
    if (isSaved) {
      return;
    }
    var text =
        servers.stream()
            .map(one -> one.gwid() + "\t" + one.address() + "\n")
            .sorted()
            .collect(Collectors.joining());
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      isSaved = true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be written", e);
    }
  }
}
