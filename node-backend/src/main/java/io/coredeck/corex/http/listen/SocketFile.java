package io.coredeck.corex.http.listen;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The file of a Unix socket, that only its owner may use.
///
/// Sockets are made with the rights that are usual at that moment. So it is made in a folder of
/// ours, given its rights, and then put where it belongs.
final class SocketFile {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;
  private static final String OWNER = "rw-------";

  private final Path path;
  private final Path folder;
  private Object identity = "";

  private SocketFile(Path path, Path folder) {
    this.path = path;
    this.folder = folder;
  }

  /// Removes what a server left that is no longer there.
  ///
  /// @throws IOException if something else is there, or somebody listens
  static SocketFile prepare(Path path) throws IOException {
    var whole = path.toAbsolutePath();
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      removeStale(whole);
    }
    var parent = whole.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("%s: its folder is missing; make it first".formatted(path));
    }
    return new SocketFile(whole, Files.createTempDirectory(parent, ".corex"));
  }

  private static void removeStale(Path path) throws IOException {
    var mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if ((mode & TYPE) != SOCKET) {
      throw new IOException(
          "%s: something that is no socket is there; name another file".formatted(path));
    }
    if (isUsed(path)) {
      throw new IOException(
          "%s: a program listens there already; end it, or name another file".formatted(path));
    }
    Files.delete(path);
  }

  private static boolean isUsed(Path path) {
    try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return client.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      return false; // refused: nobody is there
    }
  }

  /// @return where the socket is to be made first
  Path draft() {
    return folder.resolve("s");
  }

  /// The socket is there: it gets its rights and its name.
  void publish() throws IOException {
    Files.setPosixFilePermissions(draft(), PosixFilePermissions.fromString(OWNER));
    identity = identity(draft());
    Files.move(draft(), path, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(folder);
  }

  /// Removes what is left, unless another server has put its own there meanwhile.
  void remove() throws IOException {
    Files.deleteIfExists(draft());
    Files.deleteIfExists(folder);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity(path).equals(identity)) {
      Files.delete(path);
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }
}
