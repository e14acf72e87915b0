package io.coredeck.corex.files;

import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// A file, or a directory as an archive, on its way to a client.
public final class Download implements AutoCloseable {
  private static final String ARCHIVE = "application/x-tar";
  private static final String BYTES = "application/octet-stream";
  private static final int BUFFER = 65_536;
  private static final RawPath ROOT = RawPath.of("root");

  private final FilesRoot root;
  private final Path path;
  private final Path real;
  private final boolean isDirectory;
  private final InputStream content;
  private final OptionalLong length;
  private final long most;
  private long left;

  private Download(
      FilesRoot root,
      Path path,
      Path real,
      boolean isDirectory,
      InputStream content,
      OptionalLong length,
      long most) {
    this.root = root;
    this.most = most;
    this.path = path;
    this.real = real;
    this.isDirectory = isDirectory;
    this.content = content;
    this.length = length;
    this.left = length.orElse(Long.MAX_VALUE);
  }

  /// @param most bytes; a longer file is refused, and what turns out to be longer breaks off
  /// @param path as it was asked for; it names the download
  static Download open(FilesRoot root, Path path, long most)
      throws IOException, FileRefusedException {
    var real = root.place(path).toRealPath();
    var status = FileStatus.of(real);
    return switch (status.type()) {
      case DIRECTORY -> directory(root, path, real, most);
      case FILE -> {
        // The kernel's own files have no size until they are read.
        var length = root.isKernel(real) ? OptionalLong.empty() : OptionalLong.of(status.size());
        if (length.orElse(0) > most) {
          throw new FileRefusedException(
              FileRefusedException.TOO_LARGE,
              "path: the file has %d bytes; at most %d can be downloaded at once"
                  .formatted(status.size(), most));
        }
        yield new Download(root, path, real, false, Files.newInputStream(real), length, most);
      }
      case LINK, SPECIAL ->
          throw new FileRefusedException(
              FileRefusedException.CONFLICT,
              "path: it names neither a file nor a directory; nothing else can be downloaded");
    };
  }

  private static Download directory(FilesRoot root, Path path, Path real, long most)
      throws IOException, FileRefusedException {
    if (root.isKernel(real)) {
      throw new FileRefusedException(
          FileRefusedException.FORBIDDEN,
          "path: directories in /proc, /sys and /dev are no files; download single ones");
    }
    try (var _ = Files.newDirectoryStream(real)) {
      // it may be read
    }
    return new Download(
        root, path, real, true, InputStream.nullInputStream(), OptionalLong.empty(), most);
  }

  /// @return name for the file on the client's side
  public String fileName() {
    var name = SystemPaths.name(path);
    var text = name.isEmpty() ? "root" : new String(name.bytes(), StandardCharsets.UTF_8);
    return isDirectory ? text + ".tar" : text;
  }

  /// @return media type
  public String type() {
    return isDirectory ? ARCHIVE : BYTES;
  }

  /// @return bytes, if that is known before
  public OptionalLong length() {
    return length;
  }

  /// @return how many entries of an archive were left out
  /// @throws IOException if it cannot go on, also because the file became shorter, or the whole is
  ///   longer than may be
  public long writeTo(OutputStream client) throws IOException {
    var out = new BoundedOutput(client, most);
    if (isDirectory) {
      var name = SystemPaths.name(path);
      return TarStream.write(root, real, name.isEmpty() ? ROOT : name, out);
    }
    var buffer = new byte[BUFFER];
    while (left > 0) {
      var count = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        if (length.isPresent()) {
          throw new IOException("the file became shorter while it was read");
        }
        return 0;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
