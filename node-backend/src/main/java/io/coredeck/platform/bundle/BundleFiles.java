package io.coredeck.platform.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// What a bundle is made of, and the files in it.
final class BundleFiles {

  /// Name of this machine's architecture in the jars of JNA and Pty4J.
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86-64", "aarch64", "aarch64");

  private BundleFiles() {}

  /// @return the jars, in the order of their names
  /// @throws IOException if CoreX is not among them
  static List<Path> jars(Path distDir) throws IOException {
    if (!Files.isDirectory(distDir)) {
      throw new IOException(
          "%s: there is no such folder; build node-backend first".formatted(distDir));
    }
    try (var files = Files.list(distDir)) {
      var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.stream().noneMatch(jar -> jar.toString().endsWith("-corex.jar"))) {
        throw new IOException(
            "%s: there is no jar of CoreX in it; build node-backend first".formatted(distDir));
      }
      return jars;
    }
  }

  /// @param settings anything else that changes the bundle
  static String fingerprint(List<String> settings, Path release, List<Path> jars)
      throws IOException {
    var digest = sha256();
    settings.forEach(setting -> digest.update((setting + "\n").getBytes(StandardCharsets.UTF_8)));
    if (Files.exists(release)) {
      digest.update(Files.readAllBytes(release));
    }
    for (var jar : jars) {
      digest.update((jar.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
      try (var content = new DigestInputStream(Files.newInputStream(jar), digest)) {
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest()) + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Lays out the native libraries as JNA and Pty4J look for them.
  static void unpackNatives(List<Path> jars, Path folder) throws IOException {
    var machine = System.getProperty("os.arch");
    var name = ARCHITECTURES.get(machine);
    if (name == null) {
      throw new IOException(
          "this machine is %s; CoreX runs on %s".formatted(machine, ARCHITECTURES.keySet()));
    }
    var ptyFolder = Files.createDirectories(folder.resolve("linux").resolve(name));
    unpack(
        jars,
        "com/sun/jna/linux-" + name + "/libjnidispatch.so",
        folder.resolve("libjnidispatch.so"));
    unpack(
        jars,
        "resources/com/pty4j/native/linux/" + name + "/libpty.so",
        ptyFolder.resolve("libpty.so"));
  }

  private static void unpack(List<Path> jars, String entry, Path target) throws IOException {
    for (var jar : jars) {
      try (var zip = new ZipFile(jar.toFile())) {
        var found = zip.getEntry(entry);
        if (found != null) {
          try (var content = zip.getInputStream(found)) {
            Files.copy(content, target);
            return;
          }
        }
      }
    }
    throw new IOException("%s: it is in none of %s".formatted(entry, jars));
  }
}
