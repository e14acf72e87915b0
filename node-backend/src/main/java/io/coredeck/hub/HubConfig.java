package io.coredeck.hub;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.hub.store.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// The hub's settings, from a properties file.
///
/// @param address key `listen`, before the last colon: address to listen on
/// @param port key `listen`, after it: port, 0 for any free one
/// @param storage key `storage`: directory of the flists, made if absent
/// @param blocks key `redis`: where blocks are kept, with the password to write there
/// @param backend keys `backend.host` and `backend.port` (those of `redis`): where nodes find the
///   blocks, without a password
/// @param uploadToken key `upload.token`: who has it may upload; empty or absent means nobody
/// @param uploadRepository key `upload.repository` (`local`): where uploads go
/// @param publishBusybox key `publish.busybox` (`false`): whether to publish `demo/busybox.flist`
///   at start
/// @param busybox key `busybox` (`/bin/busybox`): the program it is made from
public record HubConfig(
    String address,
    int port,
    Path storage,
    BlockAddress blocks,
    BlockAddress backend,
    String uploadToken,
    String uploadRepository,
    boolean publishBusybox,
    Path busybox) {

  private static final Set<String> KEYS =
      Set.of(
          "listen",
          "storage",
          "redis",
          "backend.host",
          "backend.port",
          "upload.token",
          "upload.repository",
          "publish.busybox",
          "busybox");

  private static final int LARGEST_PORT = 65535;
  private static final int SHORTEST_TOKEN = 16;
  private static final BlockAddress NONE = BlockAddress.parse("redis://localhost");

  /// @return the settings
  /// @throws IOException if the file cannot be read
  /// @throws IllegalArgumentException naming all faults of the file
  public static HubConfig read(Path file) throws IOException {
    var text = new Text(load(file), new ArrayList<>());
    var listen = text.of("listen", "");
    var colon = listen.lastIndexOf(':');
    var port = number(listen.substring(colon + 1), 0);
    text.require(colon > 0 && port >= 0, "listen", "it must be ADDRESS:PORT");
    text.require(!text.of("storage", "").isEmpty(), "storage", "it must be a directory");
    var blocks = text.blocks();
    var backend = text.backend(blocks);
    var repository = text.of("upload.repository", "local");
    text.require(Repositories.isName(repository), "upload.repository", "it must be a plain name");
    var busybox = text.of("publish.busybox", "false");
    text.require(busybox.matches("true|false"), "publish.busybox", "it must be true or false");
    var token = text.token();
    text.refuse(file);
    return new HubConfig(
        listen.substring(0, colon).replaceAll("[\\[\\]]", ""),
        port,
        Path.of(text.of("storage", "")),
        blocks,
        backend,
        token,
        repository,
        busybox.equals("true"),
        Path.of(text.of("busybox", "/bin/busybox")));
  }

  private static Properties load(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be read as a configuration: %s; it must be a readable properties file"
              .formatted(file, e),
          e);
    }
    return properties;
  }

  /// @return -1 if it is no number in the range
  private static int number(String text, int least) {
    try {
      var number = Integer.parseInt(text);
      return number >= least && number <= LARGEST_PORT ? number : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /// The file's text and what is wrong with it.
  private record Text(Properties properties, List<String> faults) {

    Text {
      for (var key : new TreeSet<>(properties.stringPropertyNames())) {
        if (!KEYS.contains(key)) {
          faults.add("%s is unknown; known are %s".formatted(key, new TreeSet<>(KEYS)));
        }
      }
    }

    String of(String key, String otherwise) {
      return properties.getProperty(key, otherwise).strip();
    }

    void require(boolean right, String key, String must) {
      if (!right) {
        faults.add("%s is '%s'; %s".formatted(key, of(key, ""), must));
      }
    }

    BlockAddress blocks() {
      try {
        return BlockAddress.parse(of("redis", ""));
      } catch (IllegalArgumentException e) {
        faults.add("redis: " + e.getMessage());
        return NONE;
      }
    }

    BlockAddress backend(BlockAddress blocks) {
      var port = number(of("backend.port", "" + blocks.port()), 1);
      require(port > 0, "backend.port", "it must be a port");
      var host = of("backend.host", blocks.host());
      return BlockAddress.zdb("redis", host, Math.max(1, port), "", "", blocks.namespace());
    }

    /// Not told in the message, as it may be right but for its length.
    String token() {
      var token = of("upload.token", "");
      if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
        faults.add("upload.token is too short; it must have 16 characters or more");
      }
      return token;
    }

    void refuse(Path file) {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
      }
    }
  }

  /// @return without passwords and token
  @Override
  public String toString() {
    return "listen %s:%d, storage %s, redis %s, backend %s, uploads %s, publish.busybox %s"
        .formatted(
            address,
            port,
            storage,
            blocks,
            backend,
            uploadToken.isEmpty() ? "off" : "to " + uploadRepository,
            publishBusybox);
  }
}
