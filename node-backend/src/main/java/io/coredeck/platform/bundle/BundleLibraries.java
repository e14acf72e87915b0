package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Gives a Java the C library of this machine, so that it needs nothing outside its own folder.
final class BundleLibraries {

  /// A line of ldd: `libc.so.6 => /lib/…/libc.so.6 (0x…)`.
  private static final Pattern LIBRARY = Pattern.compile("\\s(\\S+) => (/\\S+) \\(");

  /// The dynamic linker is named by its path alone.
  private static final Pattern LINKER = Pattern.compile("\\s(/\\S*/ld-linux[^/\\s]*) \\(");

  /// JNA loads these by name, so that ldd does not see them.
  private static final List<String> BY_NAME =
      List.of("libutil.so.1", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1");

  private static final String WHERE_LIBRARIES_ARE = "$ORIGIN/../lib";
  private static final String BESIDE = "$ORIGIN";

  private final Host host;
  private final Path bundle;
  private final Path lib;

  BundleLibraries(Host host, Path bundle) {
    this.host = host;
    this.bundle = bundle;
    this.lib = bundle.resolve("lib");
  }

  /// Adds the libraries, and makes the programs use them.
  ///
  /// @throws IOException if patchelf or ldd is missing, or this is no glibc
  void add() throws IOException, InterruptedException {
    strip();
    var linker = copyLibraries();
    point(bundle.resolve("bin/java"), linker, WHERE_LIBRARIES_ARE);
    point(lib.resolve("jspawnhelper"), linker, BESIDE);
  }

  /// Debug information of the JVM is of no use in a container. Without strip it only takes more
  /// room.
  private void strip() throws IOException, InterruptedException {
    var strip = Path.of("/usr/bin/strip");
    if (Files.isExecutable(strip)) {
      run(strip.toString(), "--strip-unneeded", lib.resolve("server/libjvm.so").toString());
    }
  }

  /// @return the file name of the dynamic linker
  private String copyLibraries() throws IOException, InterruptedException {
    var libraries = new TreeMap<String, Path>();
    String linker = null;
    for (var file : binaries()) {
      var needed = run("ldd", file.toString());
      LIBRARY
          .matcher(needed)
          .results()
          .filter(found -> !found.group(2).startsWith(bundle.toString()))
          .forEach(found -> libraries.put(found.group(1), Path.of(found.group(2))));
      var found = LINKER.matcher(needed);
      if (found.find()) {
        linker = found.group(1);
      }
    }
    var libc = libraries.get("libc.so.6");
    if (linker == null || libc == null) {
      throw new IOException(
          "this Java does not use glibc; CoreX needs one that does, e.g. Debian's or Temurin's");
    }
    addNamed(libraries, libc);
    libraries.put(Path.of(linker).getFileName().toString(), Path.of(linker));
    for (Map.Entry<String, Path> library : libraries.entrySet()) {
      Files.copy(library.getValue().toRealPath(), lib.resolve(library.getKey()));
    }
    return Path.of(linker).getFileName().toString();
  }

  private static void addNamed(Map<String, Path> libraries, Path libc) {
    for (var name : BY_NAME) {
      var file = libc.resolveSibling(name);
      if (Files.exists(file)) {
        libraries.put(name, file);
      }
    }
  }

  private List<Path> binaries() throws IOException {
    var binaries = new ArrayList<>(List.of(bundle.resolve("bin/java")));
    for (var folder : List.of(lib, bundle.resolve("native"))) {
      try (var files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".so")).forEach(binaries::add);
      }
    }
    return binaries;
  }

  private void point(Path program, String linker, String libraries)
      throws IOException, InterruptedException {
    run("patchelf", "--set-interpreter", CorexBundle.MOUNT + "/lib/" + linker, program.toString());
    run("patchelf", "--force-rpath", "--set-rpath", libraries, program.toString());
  }

  private String run(String... argv) throws IOException, InterruptedException {
    try {
      return host.run(Command.of(argv));
    } catch (IOException e) {
      throw new IOException(
          "%s; packages patchelf and libc-bin must be installed".formatted(e.getMessage()), e);
    }
  }
}
