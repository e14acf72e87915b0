package io.coredeck.corex.http.listen;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/// The file of a Unix socket, that only its owner may use.
///
/// Sockets are made with the rights that are usual at that moment. So it is made in a folder of
/// ours, given its rights, and then put where it belongs.
final class SocketFile {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  /// Linux takes no longer ones (unix(7)).
  private static final int PATH_BYTES = 107;

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
    var folder = parent.resolve(".%08x".formatted(ThreadLocalRandom.current().nextInt()));
    var longest = Math.max(length(whole), length(draft(folder)));
    if (longest > PATH_BYTES) {
      throw new IOException(
          "%s: its path is too long by %d bytes; it may have %d"
              .formatted(path, longest - PATH_BYTES, PATH_BYTES));
    }
    var rights = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return new SocketFile(whole, Files.createDirectory(folder, rights));
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

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Path draft(Path folder) {
    return folder.resolve("s");
  }

  /// @return where the socket is to be made first
  Path draft() {
    return draft(folder);
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
