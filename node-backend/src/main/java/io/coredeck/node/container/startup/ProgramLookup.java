package io.coredeck.node.container.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Whether a program can be run in an image, found out before anything is started.
///
/// @param root the image
/// @param mounted paths in the container where something else will be; what is there is not known
public record ProgramLookup(ImageRoot root, List<String> mounted) {
  private static final int FIRST_LINE_BYTES = 256;

  /// @param program absolute, relative with a slash, or to be searched for
  /// @param directory the working directory
  /// @param path where to search, separated by colons
  /// @throws IllegalArgumentException if it cannot be run; the message says why
  public void check(String program, String directory, String path) throws IOException {
    var refusal = "does not exist in the image";
    for (var candidate : candidates(program, directory, path).toList()) {
      if (isMounted(candidate)) {
        return;
      }
      var file = root.resolve(candidate);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        refusal = "is a directory";
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        if (isExecutable(file)) {
          checkInterpreter(program, root.inside(file));
          return;
        }
        refusal = "is not executable";
      }
    }
    throw new IllegalArgumentException(
        "entrypoint program '" + program + "' " + refusal + hint(program, path));
  }

  private static Stream<String> candidates(String program, String directory, String path) {
    if (program.contains("/")) {
      return Stream.of(Path.of("/", directory).resolve(program).toString());
    }
    return Arrays.stream(path.split(":", -1))
        .map(place -> Path.of("/", directory).resolve(place).resolve(program).toString());
  }

  private static String hint(String program, String path) {
    return program.contains("/") ? "" : " (searched in " + path + ")";
  }

  private boolean isMounted(String candidate) {
    var clean = Path.of(candidate).normalize();
    return mounted.stream().anyMatch(clean::startsWith);
  }

  private static boolean isExecutable(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
        || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
        || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  /// A script whose interpreter is missing fails with the same words as a missing script.
  private void checkInterpreter(String program, String inside) throws IOException {
    var start =
        new String(root.read(inside, FIRST_LINE_BYTES).orElse(new byte[0]), StandardCharsets.UTF_8);
    if (!start.startsWith("#!")) {
      return;
    }
    var interpreter = start.substring(2).strip().split("[\\s]", 2)[0];
    if (!interpreter.isEmpty()
        && !isMounted(interpreter)
        && !Files.exists(root.resolve(interpreter))) {
      throw new IllegalArgumentException(
          "entrypoint program '%s' is a script for '%s', which does not exist in the image"
              .formatted(program, interpreter));
    }
  }
}
