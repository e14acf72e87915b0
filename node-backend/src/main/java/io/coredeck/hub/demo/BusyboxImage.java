package io.coredeck.hub.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.posix.RawPath;
import io.coredeck.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small root file system around a statically linked busybox: the program, a link for each of its
/// commands, and the few files and directories programs expect. The same busybox makes the same
/// image.
public final class BusyboxImage {
  private static final String PROGRAM = "bin/busybox";
  private static final String UP = "../";
  private static final int STICKY_FOR_ALL = 01777;
  private static final int PRIVATE = 0700;
  private static final List<String> DIRECTORIES =
      List.of("bin", "dev", "etc", "home", "mnt", "proc", "run", "sbin", "sys", "usr", "var");
  private static final Map<String, String> FILES =
      Map.of(
          "etc/passwd",
          "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
          "etc/group",
          "root:x:0:\nnogroup:x:65534:\n",
          "etc/hosts",
          "127.0.0.1 localhost\n::1 localhost\n",
          "etc/hostname",
          "busybox\n",
          "etc/resolv.conf",
          "",
          "etc/profile",
          "PS1='\\u@\\h:\\w\\$ '\nexport PS1\n");
  private static final Map<String, String> README =
      Map.of(
          "readme",
          "Busybox of Debian: a shell and some hundred small commands.",
          "license",
          "GPL-2.0-only");

  private final FlistWriter writer;
  private final long time;

  private BusyboxImage(FlistWriter writer, long time) {
    this.writer = writer;
    this.time = time;
  }

  /// Puts the image into the writer.
  ///
  /// @param program a busybox linked statically: an image has no other libraries
  /// @throws IOException if it is absent or of another kind; the message says what to install
  public static void make(Path program, Host host, FlistWriter writer)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(program)) {
      throw new IOException(
          "%s: is no program; install the package busybox-static".formatted(program));
    }
    if (ElfFile.needsInterpreter(program)) {
      throw new IOException(
          "%s: needs libraries, which its image would lack; install the package busybox-static"
              .formatted(program));
    }
    var commands = host.run(Command.of(program.toString(), "--list-full"));
    var time = Files.getLastModifiedTime(program).toInstant().getEpochSecond();
    new BusyboxImage(writer, Math.max(0, time)).make(program, commands);
  }

  private void make(Path program, String commands) throws IOException, InterruptedException {
    directory("", 0755);
    for (var name : DIRECTORIES) {
      directory(name, 0755);
    }
    directory("root", PRIVATE);
    directory("tmp", STICKY_FOR_ALL);
    directory("var/tmp", STICKY_FOR_ALL);
    try (var content = Files.newInputStream(program)) {
      file(PROGRAM, 0755, content);
    }
    for (var file : FILES.entrySet()) {
      file(file.getKey(), 0644, new ByteArrayInputStream(file.getValue().getBytes(UTF_8)));
    }
    commands.lines().map(String::strip).filter(path -> !path.isEmpty()).forEach(this::link);
    writer.metadata("readme", Json.writeTree(new TreeMap<>(README)));
    writer.metadata("entrypoint", Json.writeTree(List.of("/bin/sh")));
  }

  private void directory(String path, int mode) {
    var raw = RawPath.of(path);
    add(raw, 0, Content.Folder.of(raw), mode);
  }

  private void file(String path, int mode, InputStream content)
      throws IOException, InterruptedException {
    var stored = writer.store(content);
    add(RawPath.of(path), stored.size(), stored.content(), mode);
  }

  /// A relative link, so that it is also right when the image is looked at from outside.
  private void link(String path) {
    if (!path.equals(PROGRAM)) {
      var raw = RawPath.of(path);
      var target = RawPath.of(UP.repeat(raw.components().size() - 1) + PROGRAM);
      add(raw, target.length(), new Content.Link(target), 0777);
    }
  }

  private void add(RawPath path, long size, Content content, int mode) {
    writer.add(new Entry(path, size, content, Access.ofRoot(mode), time, time));
  }
}
