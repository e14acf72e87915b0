package io.coredeck.platform.program;

import io.coredeck.node.host.DirectoryTree;
import io.coredeck.platform.instance.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The packed programs, copied under the data directory: a later build does not pull the libraries
/// from under what runs, and the user `coredeck` can read them wherever the project lies.
///
/// @param folder where they are
public record ProgramFiles(Path folder) {

  private static final int NAME_BYTES = 8;

  /// Copies them if they are not there yet, and removes older copies.
  ///
  /// @param home the project's directory, built
  /// @throws PlatformException if it is not built
  public static ProgramFiles install(Path home, Path programs) throws IOException {
    var backend = home.resolve("node-backend/target/dist");
    var dashboard = home.resolve("target/dist");
    if (!Files.isDirectory(backend.resolve("lib"))
        || !Files.isDirectory(dashboard.resolve("lib"))) {
      throw new PlatformException(
          home + ": Coredeck is not built here; run ./coredeck up without --no-build");
    }
    var target = programs.resolve(fingerprint(List.of(backend, dashboard)));
    if (!Files.isDirectory(target)) {
      var fresh = programs.resolve("new");
      DirectoryTree.delete(fresh);
      copy(backend, fresh.resolve("backend"));
      copy(dashboard, fresh.resolve("dashboard"));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
    try (var others = Files.list(programs)) {
      for (var other : others.filter(path -> !path.equals(target)).toList()) {
        DirectoryTree.delete(other);
      }
    }
    return new ProgramFiles(target);
  }

  /// Where the jars of explorer, hub, node, CLI and platform lie.
  public Path backend() {
    return folder.resolve("backend");
  }

  /// @return the class path of the backend's programs
  public String backendClassPath() {
    return backend().resolve("lib") + "/*";
  }

  /// @return the class path of the dashboard
  public String dashboardClassPath() {
    return folder.resolve("dashboard/lib") + "/*";
  }

  private static String fingerprint(List<Path> folders) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files(folders)) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        var line = file + " " + attributes.size() + " " + attributes.lastModifiedTime() + "\n";
        digest.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no SHA-256", impossible);
    }
  }

  private static List<Path> files(List<Path> folders) throws IOException {
    var files = new ArrayList<Path>();
    for (var folder : folders) {
      if (Files.isDirectory(folder)) {
        try (var found = Files.walk(folder)) {
          found.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  private static void copy(Path from, Path to) throws IOException {
    var folders = PosixFilePermissions.fromString("rwxr-xr-x");
    var plain = PosixFilePermissions.fromString("rw-r--r--");
    try (var found = Files.walk(from)) {
      found.forEach(source -> {
        try {
          var target = to.resolve(from.relativize(source).toString());
          if (Files.isDirectory(source)) {
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, folders);
          } else {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setPosixFilePermissions(target, plain);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
