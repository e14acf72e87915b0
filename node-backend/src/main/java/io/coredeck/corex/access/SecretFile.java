package io.coredeck.corex.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Reads a small file that nobody else may read. The file is closed when this returns, so no
/// program that is started later inherits it.
public final class SecretFile {

  /// Bytes.
  private static final int LIMIT = 64 * 1024;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /// @param option that named the file, for messages
  /// @throws IllegalArgumentException why it cannot be read or must not be, and what to do
  public static String read(String option, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      var open = EnumSet.copyOf(OTHERS);
      open.retainAll(Files.getPosixFilePermissions(file));
      if (!open.isEmpty()) {
        throw new IllegalArgumentException(
            "%s %s: others can read or write it; run: chmod 600 %s".formatted(option, file, file));
      }
      if (Files.size(file) > LIMIT) {
        throw new IllegalArgumentException(
            "%s %s: it is larger than %d bytes".formatted(option, file, LIMIT));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("%s %s: there is no such file".formatted(option, file), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("%s %s: it is not UTF-8".formatted(option, file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s %s: it cannot be read (%s)".formatted(option, file, e.getClass().getSimpleName()), e);
    }
  }
}
