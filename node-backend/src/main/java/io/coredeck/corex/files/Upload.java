package io.coredeck.corex.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// A file on its way into the container: written beside its place under another name, then put
/// there in one step. What breaks off leaves nothing behind.
final class Upload {
  private static final int BUFFER = 65_536;
  private static final String PREFIX = ".corex-upload-";
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  private final Path target;
  private final boolean overwrites;
  private final int mode;
  private final long limit;

  /// @param target in a directory that exists, without symbolic links before the name
  /// @param overwrites whether a file that is there is replaced; of a link the link itself
  /// @param mode permissions
  /// @param limit bytes it may have
  Upload(Path target, boolean overwrites, int mode, long limit) {
    this.target = target;
    this.overwrites = overwrites;
    this.mode = mode;
    this.limit = limit;
  }

  /// @throws FileRefusedException if nothing may be put there
  void check() throws FileRefusedException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileRefusedException(
          FileRefusedException.CONFLICT, "path: it names a directory; name a file in it");
    }
    if (!overwrites && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists();
    }
  }

  /// @return bytes written
  long run(InputStream content) throws IOException, FileRefusedException {
    check();
    var other =
        target.resolveSibling(
            PREFIX + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36));
    try (var file =
        FileChannel.open(
            other,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWN))) {
      var bytes = copy(content, Channels.newOutputStream(file));
      Files.setAttribute(other, "unix:mode", mode);
      file.force(true);
      put(other);
      return bytes;
    } finally {
      Files.deleteIfExists(other);
    }
  }

  private long copy(InputStream from, OutputStream to) throws IOException, FileRefusedException {
    var buffer = new byte[BUFFER];
    var bytes = 0L;
    for (var count = read(from, buffer); count >= 0; count = read(from, buffer)) {
      bytes += count;
      if (bytes > limit) {
        throw new FileRefusedException(
            FileRefusedException.TOO_LARGE, "the file has more than %d bytes".formatted(limit));
      }
      to.write(buffer, 0, count);
    }
    return bytes;
  }

  private static int read(InputStream from, byte[] buffer) throws BrokenOffException {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      throw new BrokenOffException(e);
    }
  }

  private void put(Path other) throws IOException, FileRefusedException {
    if (overwrites) {
      Files.move(other, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      link(other);
    }
    try (var directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /// Fails if somebody else was faster, which a move does not.
  private void link(Path other) throws IOException, FileRefusedException {
    try {
      Files.createLink(target, other);
    } catch (FileAlreadyExistsException e) {
      throw exists();
    } catch (IOException | UnsupportedOperationException e) {
      check(); // a file system without such links
      Files.move(other, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static FileRefusedException exists() {
    return new FileRefusedException(
        FileRefusedException.CONFLICT,
        "path: there is such a file; it is replaced only with X-Overwrite: true");
  }

  /// The client went away or sends nothing any more.
  static final class BrokenOffException extends IOException {

    private static final long serialVersionUID = 1L;

    private BrokenOffException(IOException cause) {
      super("the upload broke off", cause);
    }
  }
}
