package io.coredeck.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What the hub needs to know. Read once, checked whole.
///
/// @param address IP address to listen on
/// @param port TCP port, 0 for any
/// @param storage where published images are kept
/// @param redis URL of the block store, with user and password
/// @param backendHost the block store as nodes elsewhere reach it; written into images
/// @param backendPort its TCP port
/// @param uploadToken who sends it may publish; empty for nobody
/// @param uploadRepository where what is published goes
/// @param publishBusybox whether `demo/busybox.flist` is made of this machine's busybox
public record HubConfig(
    String address,
    int port,
    Path storage,
    String redis,
    String backendHost,
    int backendPort,
    String uploadToken,
    String uploadRepository,
    boolean publishBusybox) {

  private static final int LARGEST_PORT = 65535;

  /// Reads a properties file with the keys `listen`, `storage`, `redis`, `backend.host`,
  /// `backend.port`, `upload.token`, `upload.repository`, `publish.busybox`.
  ///
  /// @throws IOException if it cannot be read
  /// @throws IllegalArgumentException naming every fault in it
  public static HubConfig read(Path file) throws IOException {
    var values = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    var faults = new ArrayList<String>();
    var listen = word(values, "listen", faults);
    var colon = listen.lastIndexOf(':');
    var repository = values.getProperty("upload.repository", "local");
    if (!Shelf.isName(repository)) {
      faults.add("upload.repository is '%s'; %s".formatted(repository, Shelf.NAME_RULE));
    }
    var config =
        new HubConfig(
            listen.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", ""),
            port("listen", listen.substring(colon + 1), 0, faults),
            Path.of(word(values, "storage", faults)),
            word(values, "redis", faults),
            word(values, "backend.host", faults),
            port("backend.port", word(values, "backend.port", faults), 1, faults),
            values.getProperty("upload.token", "").strip(),
            repository,
            Boolean.parseBoolean(values.getProperty("publish.busybox", "false").strip()));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", faults));
    }
    return config;
  }

  /// @return all values, passwords left out
  @Override
  public String toString() {
    return "listen=%s:%d storage=%s backend=%s:%d uploads=%s"
        .formatted(
            address,
            port,
            storage,
            backendHost,
            backendPort,
            uploadToken.isEmpty() ? "off" : "to " + uploadRepository);
  }

  private static String word(Properties values, String key, List<String> faults) {
    var text = values.getProperty(key, "").strip();
    if (text.isEmpty()) {
      faults.add(key + " is missing");
    }
    return text;
  }

  private static int port(String key, String text, int least, List<String> faults) {
    try {
      var port = Integer.parseInt(text);
      if (port >= least && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, with what it must be.
    }
    faults.add(
        "%s: port is '%s'; it must be from %d to %d".formatted(key, text, least, LARGEST_PORT));
    return 0;
  }
}
