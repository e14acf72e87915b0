package io.coredeck.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where everything of one instance lies.
///
/// @param data the instance's directory, absolute
record Layout(Path data) {

  private static final int INSTANCE_BYTES = 2;

  Layout {
    if (!data.isAbsolute()) {
      throw new IllegalArgumentException("data directory is " + data + "; it must be absolute");
    }
  }

  Path endpoints() {
    return data.resolve("endpoints.json");
  }

  /// Who signs for the admin; read by the CLI.
  Path adminKey() {
    return data.resolve("keys/admin.json");
  }

  /// Passwords the programs share.
  Path secrets() {
    return data.resolve("keys/secrets.properties");
  }

  Path nodeKey() {
    return data.resolve("keys/node.seed");
  }

  Path run() {
    return data.resolve("run");
  }

  Path config(String program) {
    return run().resolve(program + (program.equals("redis") ? ".conf" : ".properties"));
  }

  Path pid(String program) {
    return run().resolve(program + ".pid");
  }

  Path nodeReady() {
    return run().resolve("node.ready");
  }

  /// Present while everything runs.
  Path ready() {
    return run().resolve("ready");
  }

  Path log(String program) {
    return data.resolve("log").resolve(program + ".log");
  }

  Path programs() {
    return data.resolve("programs");
  }

  Path corex() {
    return data.resolve("corex");
  }

  Path redis() {
    return data.resolve("redis");
  }

  Path explorer() {
    return data.resolve("explorer");
  }

  Path hub() {
    return data.resolve("hub");
  }

  Path node() {
    return data.resolve("node");
  }

  /// The short name that keeps bridges, tables and cgroups of two instances apart.
  ///
  /// @return `c` and four hex digits of the directory's hash
  String instance() {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(data.toString().getBytes(StandardCharsets.UTF_8));
      return "c" + HexFormat.of().formatHex(hash, 0, INSTANCE_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no SHA-256", impossible);
    }
  }

  /// Makes the directories that belong to root.
  ///
  /// @throws IOException with the system's reason
  void create() throws IOException {
    Files.createDirectories(data);
    for (var dir : new Path[] {run(), data.resolve("log"), programs(), corex(), node()}) {
      Files.createDirectories(dir);
    }
    var keys = Files.createDirectories(data.resolve("keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(node(), PosixFilePermissions.fromString("rwx--x--x"));
  }
}
