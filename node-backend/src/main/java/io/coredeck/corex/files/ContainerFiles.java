package io.coredeck.corex.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads and writes files by what clients ask for. Safe for use by several threads; all methods
/// wait for the disk, and an upload for its client.
public final class ContainerFiles {

  private static final int DEFAULT_MODE = 0644;
  private static final int LARGEST_MODE = 0777;

  private final FileLimits limits;
  private final boolean readOnly;
  private final boolean closed;

  /// @param limits of what goes through
  /// @param readOnly whether nothing is written
  /// @param closed whether all is refused, because programs run with fewer rights than CoreX: what
  ///   is done here is done with those of CoreX
  public ContainerFiles(FileLimits limits, boolean readOnly, boolean closed) {
    this.limits = limits;
    this.readOnly = readOnly;
    this.closed = closed;
  }

  /// How an upload is meant.
  ///
  /// @param mode permissions in octal digits, if they are given
  /// @param overwrites whether a file that is there is replaced
  /// @param makesDirectories whether directories that are missing are made
  /// @param length bytes that will come; negative if that is not known
  public record Manner(
      Optional<String> mode, boolean overwrites, boolean makesDirectories, long length) {}

  /// @return what is in a directory, as JSON
  public String list(String path) throws FileRefusedException, IOException {
    requireOpen();
    var directory = SystemPaths.of(path);
    try {
      return Listing.of(directory).json(path);
    } catch (IOException e) {
      throw refused(path, "cannot be listed", e);
    }
  }

  /// @return to be written to the client and closed
  public Download download(String path) throws FileRefusedException, IOException {
    requireOpen();
    var file = SystemPaths.of(path);
    try {
      return Download.open(file, limits.download());
    } catch (IOException e) {
      throw refused(path, "cannot be read", e);
    }
  }

  /// Puts a file in its place.
  ///
  /// @return bytes written
  /// @throws FileRefusedException also if the client went away; there is nothing left of it
  public long upload(String path, Manner manner, InputStream content)
      throws FileRefusedException, IOException {
    requireOpen();
    if (readOnly) {
      throw new FileRefusedException(
          FileRefusedException.FORBIDDEN, "CoreX was started with --readonly; nothing is written");
    }
    var mode = mode(manner.mode().orElse(Integer.toOctalString(DEFAULT_MODE)));
    if (manner.length() > limits.upload()) {
      throw new FileRefusedException(
          FileRefusedException.TOO_LARGE,
          "the file has %d bytes, more than %d".formatted(manner.length(), limits.upload()));
    }
    var asked = SystemPaths.of(path);
    var name = asked.getFileName();
    if (name == null || path.endsWith("/")) {
      throw new FileRefusedException(
          FileRefusedException.WRONG, "path: it must end with the name of a file");
    }
    try {
      var target = directory(asked, manner.makesDirectories()).resolve(name);
      return new Upload(target, manner.overwrites(), mode, limits.upload()).run(content);
    } catch (Upload.BrokenOffException e) {
      throw new FileRefusedException(
          FileRefusedException.WRONG,
          "broken off: the file must come as long as Content-Length says, or in whole chunks",
          e);
    } catch (IOException e) {
      throw refused(path, "cannot be written", e);
    }
  }

  private void requireOpen() throws FileRefusedException {
    if (closed) {
      throw new FileRefusedException(
          FileRefusedException.FORBIDDEN,
          "CoreX was started with --uid or --gid: files would be read and written with the rights"
              + " of CoreX, not of that account, so none are; use a program, like cat or tar");
    }
  }

  private static int mode(String digits) throws FileRefusedException {
    var mode = digits.matches("[0-7]{1,4}") ? Integer.parseInt(digits, 8) : Integer.MAX_VALUE;
    if (mode > LARGEST_MODE) {
      throw new FileRefusedException(
          FileRefusedException.WRONG, "X-Mode: it must be octal digits from 0 to 0777");
    }
    return mode;
  }

  /// @return where the file is to be, without symbolic links
  private static Path directory(Path file, boolean makes) throws IOException, FileRefusedException {
    var parent = parent(file);
    if (!Files.isDirectory(parent)) {
      if (!makes) {
        throw new FileRefusedException(
            FileRefusedException.NOT_FOUND,
            "path: its directory does not exist; with X-Make-Directories: true it is made");
      }
      var existing = parent;
      while (!Files.exists(existing)) {
        existing = parent(existing);
      }
      requireDisk(existing.toRealPath());
      Files.createDirectories(parent);
    }
    var real = parent.toRealPath();
    requireDisk(real);
    return real;
  }

  private static Path parent(Path absolute) {
    var parent = absolute.getParent();
    return parent == null ? absolute : parent; // only the root has none, and it exists
  }

  private static void requireDisk(Path directory) throws FileRefusedException {
    if (KernelFiles.has(directory)) {
      throw new FileRefusedException(
          FileRefusedException.FORBIDDEN, "path: nothing is written to /proc, /sys and /dev");
    }
  }

  private static FileRefusedException refused(String path, String what, IOException why)
      throws IOException {
    var refused = FileRefusedException.of(path + " " + what, why);
    if (refused.isEmpty()) {
      throw why;
    }
    return refused.get();
  }
}
