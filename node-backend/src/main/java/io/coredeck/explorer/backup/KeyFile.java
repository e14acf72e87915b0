package io.coredeck.explorer.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The key that people's signing keys are encrypted with, and the one that is to take its place.
///
/// The new one is written beside it first and takes its place last: what fails before leaves the
/// old one where it is. A key that was there is kept under another name.
final class KeyFile implements AutoCloseable {
  private static final String KEPT = ".before-restore";

  private final Path file;
  private @Nullable Path draft;

  KeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  Path path() {
    return file;
  }

  /// @return the key that is there; empty if there is none
  String present() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// Writes the new key, not in its place yet.
  ///
  /// @throws BackupException if the name is taken that the one before is to be kept under
  void prepare(String key) throws IOException {
    var kept = kept();
    if (Files.exists(file) && Files.exists(kept)) {
      throw new BackupException(
          kept
              + ": the key of an earlier restore is still there; move it away if it is needed,"
              + " or delete it");
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    draft = Files.createTempFile(file.getParent(), "keys", ".new", ownerOnly);
    Files.writeString(draft, key);
  }

  /// Puts the prepared key in its place; without one, does nothing.
  ///
  /// @throws BackupException if it cannot be done
  void replace() throws IOException {
    var ready = draft;
    if (ready == null) {
      return;
    }
    try {
      if (Files.exists(file)) {
        Files.move(file, kept(), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(ready, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BackupException(
          file
              + ": the records are restored, but not their key: "
              + e
              + "; restore again with --force",
          e);
    }
  }

  private Path kept() {
    return file.resolveSibling(file.getFileName() + KEPT);
  }

  /// Takes away what was prepared and not put in its place.
  @Override
  public void close() throws IOException {
    var left = draft;
    draft = null;
    if (left != null) {
      Files.deleteIfExists(left);
    }
  }
}
