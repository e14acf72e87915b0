package io.coredeck.hub;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `demo/busybox.flist`: the smallest image with a shell, made of this machine's own busybox, so
/// that the first container needs nothing from anywhere. The same busybox makes the same image.
final class DemoImage {

  static final String REPOSITORY = "demo";
  static final String NAME = "busybox";

  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final String README =
      "busybox of this machine with a link for each of its commands; for a first container";

  private static final int FOLDER_MODE = 0755;
  private static final int FILE_MODE = 0644;
  private static final int LINK_MODE = 0777;

  private final Host host;
  private final FlistWriter image;
  private final long time;

  private DemoImage(Host host, FlistWriter image, long time) {
    this.host = host;
    this.image = image;
    this.time = time;
  }

  /// Makes the image and publishes it; one that is the same already stays as it is.
  ///
  /// @throws IOException if this machine has no static busybox
  static Shelf.Image publish(Host host, ImageMaker maker, Shelf shelf)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(BUSYBOX)) {
      throw new IOException(BUSYBOX + " is missing; install the package busybox-static");
    }
    var time = Files.getLastModifiedTime(BUSYBOX).toMillis() / 1000;
    var image = maker.begin();
    new DemoImage(host, image, time).fill();
    var file = shelf.scratch();
    image.write(file);
    return shelf.publish(REPOSITORY, NAME, file);
  }

  private void fill() throws IOException, InterruptedException {
    image.metadata("readme", Json.writeTree(Map.of("readme", README, "license", "GPL-2.0")));
    image.metadata("entrypoint", Json.writeTree(java.util.List.of("/bin/sh")));
    for (var folder :
        new String[] {
          "bin",
          "sbin",
          "usr",
          "usr/bin",
          "usr/sbin",
          "etc",
          "var",
          "var/log",
          "dev",
          "proc",
          "sys",
          "run",
          "mnt",
          "home"
        }) {
      folder(folder, FOLDER_MODE);
    }
    folder("tmp", 01777);
    folder("root", 0700);
    file("bin/busybox", Files.readAllBytes(BUSYBOX), FOLDER_MODE);
    for (var applet : host.run(Command.of(BUSYBOX.toString(), "--list-full")).lines().toList()) {
      if (!applet.equals("bin/busybox") && applet.matches("(usr/)?s?bin/[^/]+")) {
        link(applet);
      }
    }
    text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
    text("etc/group", "root:x:0:\nnogroup:x:65534:\n");
    text("etc/hosts", "127.0.0.1 localhost\n::1 localhost\n");
    text("etc/hostname", "busybox\n");
    text("etc/resolv.conf", "");
    text("etc/profile", "PS1='\\u@\\h:\\w\\$ '\nexport PS1\n");
  }

  private void folder(String path, int mode) {
    var raw = RawPath.of(path);
    add(raw, 0, Content.Folder.of(raw), mode);
  }

  private void text(String path, String text) throws IOException, InterruptedException {
    file(path, text.getBytes(StandardCharsets.UTF_8), FILE_MODE);
  }

  private void file(String path, byte[] bytes, int mode) throws IOException, InterruptedException {
    var stored = image.store(new ByteArrayInputStream(bytes));
    add(RawPath.of(path), stored.size(), stored.content(), mode);
  }

  private void link(String path) {
    var target = RawPath.of("/bin/busybox");
    add(RawPath.of(path), target.length(), new Content.Link(target), LINK_MODE);
  }

  private void add(RawPath path, long size, Content content, int mode) {
    image.add(new Entry(path, size, content, Access.ofRoot(mode), time, time));
  }
}
