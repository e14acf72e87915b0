package io.coredeck.platform.instance;

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
public record Layout(Path data) {

  /// Who runs everything that need not be root.
  public static final String USER = "coredeck";

  private static final int INSTANCE_BYTES = 2;

  public Layout {
    if (!data.isAbsolute()) {
      throw new IllegalArgumentException("data directory is " + data + "; it must be absolute");
    }
  }

  public Path endpoints() {
    return data.resolve("endpoints.json");
  }

  /// Who signs for the admin; read by the CLI.
  public Path adminKey() {
    return data.resolve("keys/admin.json");
  }

  /// Passwords the programs share.
  public Path secrets() {
    return data.resolve("keys/secrets.properties");
  }

  public Path nodeKey() {
    return data.resolve("keys/node.seed");
  }

  public Path run() {
    return data.resolve("run");
  }

  public Path config(String program) {
    return run().resolve(program + (program.equals("redis") ? ".conf" : ".properties"));
  }

  public Path pid(String program) {
    return run().resolve(program + ".pid");
  }

  public Path nodeReady() {
    return run().resolve("node.ready");
  }

  /// Present while everything runs.
  public Path ready() {
    return run().resolve("ready");
  }

  public Path log(String program) {
    return data.resolve("log").resolve(program + ".log");
  }

  public Path programs() {
    return data.resolve("programs");
  }

  public Path corex() {
    return data.resolve("corex");
  }

  public Path redis() {
    return data.resolve("redis");
  }

  public Path explorer() {
    return data.resolve("explorer");
  }

  public Path hub() {
    return data.resolve("hub");
  }

  public Path dashboard() {
    return data.resolve("dashboard");
  }

  public Path node() {
    return data.resolve("node");
  }

  /// The short name that keeps bridges, tables and cgroups of two instances apart.
  ///
  /// @return `c` and four hex digits of the directory's hash
  public String instance() {
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
  public void create() throws IOException {
    Files.createDirectories(data);
    for (var dir : new Path[] {run(), data.resolve("log"), programs(), corex(), node()}) {
      Files.createDirectories(dir);
    }
    var keys = Files.createDirectories(data.resolve("keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(node(), PosixFilePermissions.fromString("rwx--x--x"));
  }
}
