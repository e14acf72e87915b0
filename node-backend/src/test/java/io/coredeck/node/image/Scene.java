package io.coredeck.node.image;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.blocks.RedisBlocks;
import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.flist.FlistWriter;
import io.coredeck.flist.block.Hash;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.posix.OpenDirectory;
import io.coredeck.posix.RawPath;
import io.coredeck.testkit.Fixtures;
import io.coredeck.testkit.FlistServer;
import io.coredeck.testkit.Loopback;
import io.coredeck.testkit.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A node's images with all they need: a real Redis with the fixtures' blocks, a web server, a
/// directory.
final class Scene implements AutoCloseable {
  static final long TENANT = 7;

  final Path directory = Files.createTempDirectory("coredeck-image");
  final RedisServer redis = RedisServer.start();
  final RedisBlocks blocks = RedisBlocks.of(BlockAddress.parse(redis.uri()));
  final FlistServer hub = new FlistServer();
  final LinuxHost host = new LinuxHost();
  Images images = open();

  Scene() throws IOException {}

  Images open() throws IOException {
    return Images.open(directory.resolve("images"), blocks, host, Loopback.REACH);
  }

  Images reopen() throws IOException {
    images.close();
    images = open();
    return images;
  }

  Scene withFixtureBlocks() throws Exception {
    for (var block : Fixtures.blocks().entrySet()) {
      blocks.put(Hash.ofHex(block.getKey()), block.getValue());
    }
    return this;
  }

  /// @return a writer whose blocks go into the Redis
  FlistWriter writer() {
    return new FlistWriter(block -> blocks.put(block.ref().hash(), block.stored()));
  }

  /// Adds a file to an image.
  static Entry add(FlistWriter writer, String path, Access access, byte[] content)
      throws Exception {
    var stored = writer.store(new ByteArrayInputStream(content));
    var entry =
        new Entry(RawPath.of(path), stored.size(), stored.content(), access, 1_600_000_000, 0);
    writer.add(entry);
    return entry;
  }

  /// Adds something without content to an image.
  static void add(FlistWriter writer, String path, Access access, Content content) {
    writer.add(new Entry(RawPath.of(path), 0, content, access, 1_600_000_000, 0));
  }

  /// @return the URL of the image, published
  String publish(FlistWriter writer, String name) throws IOException {
    var flist = directory.resolve(name);
    writer.write(flist);
    return hub.publish(flist);
  }

  /// @return how many commands of a kind the Redis has executed
  long count(String command) throws Exception {
    var output =
        host.run(
            io.coredeck.node.host.Command.of(
                "/usr/bin/redis-cli", "-p", "" + redis.port(), "INFO", "commandstats"));
    var line = output.lines().filter(l -> l.startsWith("cmdstat_" + command + ":")).findFirst();
    return line.map(l -> Long.parseLong(l.replaceAll("[^:]*:calls=([0-9]+),.*", "$1"))).orElse(0L);
  }

  /// @return everything below a directory, by raw path
  static List<RawPath> below(OpenDirectory directory) throws IOException {
    var found = new ArrayList<RawPath>();
    collect(directory, RawPath.EMPTY, found);
    return found;
  }

  private static void collect(OpenDirectory directory, RawPath path, List<RawPath> found)
      throws IOException {
    for (var name : directory.list()) {
      found.add(path.child(name));
      if (directory.status(name).kind() == io.coredeck.posix.FileKind.DIRECTORY) {
        try (var inside = directory.openDirectory(name)) {
          collect(inside, path.child(name), found);
        }
      }
    }
  }

  /// Does something in the directory a path lies in.
  static <T> T at(Path root, RawPath path, Inside<T> what) throws IOException {
    var directory = OpenDirectory.open(root);
    try {
      for (var name : path.parent().components()) {
        var next = directory.openDirectory(name);
        directory.close();
        directory = next;
      }
      return what.in(directory, path.name());
    } finally {
      directory.close();
    }
  }

  interface Inside<T> {
    T in(OpenDirectory directory, RawPath name) throws IOException;
  }

  @Override
  public void close() {
    try {
      for (var gwid : images.mountedRoots()) {
        images.unmountRoot(gwid);
      }
      images.close();
      blocks.close();
      redis.close();
      hub.close();
      try (var above = OpenDirectory.open(directory.resolve("..").toRealPath())) {
        above.remove(RawPath.of(directory.getFileName().toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
