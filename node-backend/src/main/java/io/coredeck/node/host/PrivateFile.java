package io.coredeck.node.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes files, and makes folders, that only one user may read. A file is never open to others for
/// a moment, and either the old or the new content after a crash.
public final class PrivateFile {

  private PrivateFile() {}

  /// @param file replaced if it is there
  public static void write(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var onlyMine =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyMine)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// @param folder made if absent; from now on no other user gets to anything in it
  public static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /// The same for a file that belongs to another user afterwards.
  ///
  /// @param owner name of an existing user
  public static void write(Path file, String text, String owner) throws IOException {
    write(file, text);
    var user = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
    Files.setOwner(file, user);
  }
}
