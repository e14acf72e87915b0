package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// What a root file system is filled with: a shell in `/bin` and what it needs.
enum RootContents {

  /// One program without libraries, as in a rescue system.
  BUSYBOX("sh") {
    @Override
    void fill(Host host, Path root) throws IOException {
      var bin = Files.createDirectories(root.resolve("bin"));
      Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
      for (var applet : List.of("sh", "stty", "tty")) {
        Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
      }
    }
  },

  /// This machine's own Debian: its `/usr`, which is mounted read-only where the root has a folder
  /// of this name, and what programs look up in `/etc`, with the cache of the dynamic linker.
  DEBIAN("bash") {
    private static final List<String> SETTINGS =
        List.of(
            "bash.bashrc",
            "debian_version",
            "group",
            "ld.so.cache",
            "ld.so.conf",
            "nsswitch.conf",
            "passwd");

    @Override
    void fill(Host host, Path root) throws IOException {
      Files.createDirectories(root.resolve("usr"));
      for (var name : List.of("bin", "sbin", "lib", "lib64")) {
        var link = Path.of("/", name);
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(link));
        }
      }
      var etc = Files.createDirectories(root.resolve("etc"));
      for (var name : SETTINGS) {
        if (Files.exists(Path.of("/etc", name))) {
          Files.copy(Path.of("/etc", name), etc.resolve(name));
        }
      }
    }
  },

  /// As in Alpine: programs use musl, and there is no glibc. The shell is our own small one,
  /// compiled here, so that nothing of another distribution has to be fetched.
  MUSL("sh") {
    private static final Path SOURCE =
        Path.of("src/test/resources/bundle/musl-shell.c").toAbsolutePath();

    @Override
    void fill(Host host, Path root) throws IOException, InterruptedException {
      var linker = only(Path.of("/lib"), "ld-musl-*.so.1");
      var headers = only(Path.of("/usr/include"), "*-linux-musl");
      var libraries = only(Path.of("/usr/lib"), "*-linux-musl");
      var lib = Files.createDirectories(root.resolve("lib"));
      Files.copy(linker.toRealPath(), lib.resolve(linker.getFileName()));
      var bin = Files.createDirectories(root.resolve("bin"));
      var object = root.resolveSibling("musl-shell.o").toString();
      host.run(
          Command.of(
              "tcc", "-nostdinc", "-I", headers.toString(), "-c", SOURCE.toString(), "-o", object));
      host.run(
          Command.of(
              "ld",
              "-z",
              "noexecstack",
              "-dynamic-linker",
              linker.toString(),
              "-o",
              bin.resolve("sh").toString(),
              libraries.resolve("crt1.o").toString(),
              libraries.resolve("crti.o").toString(),
              object,
              "-L",
              libraries.toString(),
              "-lc",
              libraries.resolve("crtn.o").toString()));
    }

    private static Path only(Path folder, String glob) throws IOException {
      try (var found = Files.newDirectoryStream(folder, glob)) {
        for (var file : found) {
          return file;
        }
      }
      throw new IOException(
          "%s/%s: it is missing; package musl-dev must be installed".formatted(folder, glob));
    }
  };

  private final String shell;

  RootContents(String shell) {
    this.shell = shell;
  }

  /// @return its name
  String shell() {
    return shell;
  }

  /// @param root the folder to fill
  abstract void fill(Host host, Path root) throws IOException, InterruptedException;
}
