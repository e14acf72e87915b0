package io.coredeck.cli;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.KeyPair;
import io.coredeck.wire.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Gives the usual commands once, so that Java sees which classes that takes and can keep them as
/// they are in memory: `-XX:AOTCacheOutput` (JEP 514). `./coredeck` runs it after each build. The
/// explorer is a socket of this program with answers of the least size.
final class CliTraining {

  private static final int LINE_BYTES = 8192;

  private static final KeyPair NODE = KeyPair.generate();

  private static final String FILE =
      """
      # a comment
      flist: http://127.0.0.1/a.flist
      environment: {PORT: 80}
      secret_environment: {PASSWORD: word}
      """;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("deploy", "--help"),
          List.of("--version"),
          List.of("lst"),
          List.of("list"),
          List.of("list", "-o", "wide"),
          List.of("list", "-o", "json"),
          List.of("list", "-o", "yaml"),
          List.of("get", "3"),
          List.of("get", "3", "-o", "json"),
          List.of("deploy", "-"),
          List.of("deploy", "-", "-o", "json"),
          List.of("delete", "3"),
          List.of("node"),
          List.of("pool"),
          List.of("volume"),
          List.of("user"),
          List.of("corex", "3", "ps"),
          List.of("hub"),
          List.of("profile"),
          List.of("completion", "bash"),
          List.of("man", "deploy"));

  private CliTraining() {}

  /// @param args none
  public static void main(String[] args) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    var data = Files.createTempDirectory("coredeck-training");
    try (var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().name("training-explorer").daemon().start(() -> serve(server));
      write(data, server.getLocalPort());
      var around =
          new Surroundings(Map.of("HOME", data.toString()), new Terminal(false, true, true));
      var _ = CliMain.ofProcess();
      for (var command : COMMANDS) {
        run(command, data, around);
      }
    } finally {
      delete(data);
    }
    System.exit(0);
  }

  private static void run(List<String> command, Path data, Surroundings around) {
    var all = new ArrayList<>(command);
    all.addAll(List.of("--data", data.toString()));
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var in = new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8));
    var _ = CliMain.run(all, in, nowhere, nowhere, around);
  }

  private static void write(Path data, int port) throws IOException {
    Files.createDirectory(data.resolve("keys"));
    Files.writeString(
        data.resolve("endpoints.json"),
        """
        {"explorer": "http://127.0.0.1:%1$d/api/v1", "redis": "redis://127.0.0.1:%1$d",
         "hub": "http://127.0.0.1:%1$d", "node_id": "%2$s", "pool_id": 1, "network": "default",
         "iprange": "172.24.1.0/24"}\
        """
            .formatted(port, NODE.nodeId()));
    Files.writeString(
        data.resolve("keys/admin.json"),
        "{\"tid\": 1, \"seed_hex\": \"%s\"}".formatted(HexFormat.of().formatHex(NODE.seed())));
  }

  private static void serve(ServerSocket server) {
    try {
      while (true) {
        var line = server.accept();
        Thread.ofPlatform().name("training-answers").daemon().start(() -> answer(line));
      }
    } catch (IOException _) {
      // the training is over
    }
  }

  private static void answer(Socket line) {
    try (line) {
      while (true) {
        var first = line(line.getInputStream());
        var length = 0;
        for (var head = line(line.getInputStream());
            !head.isEmpty();
            head = line(line.getInputStream())) {
          if (head.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(head.substring(head.indexOf(':') + 1).strip());
          }
        }
        line.getInputStream().skipNBytes(length);
        var body = body(first).getBytes(StandardCharsets.UTF_8);
        line.getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    .formatted(body.length)
                    .getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().write(body);
      }
    } catch (IOException _) {
      // the caller has hung up, as all do
    }
  }

  private static String body(String request) {
    var one =
        """
        {"id": 3, "workload_id": 1, "workload_type": 1, "node_id": "%s", "flist": "f",
         "interactive": true, "next_action": %d,
         "result": {"workload_id": "3-1", "state": 1, "data_json": {"ipv4": "127.0.0.1"}}}\
        """
            .formatted(NODE.nodeId(), request.contains("until=deleted") ? 6 : 3);
    var node = "{\"node_id\": \"%s\", \"total_resources\": {\"cru\": 4}}".formatted(NODE.nodeId());
    var path = request.replaceFirst("^[A-Z]+ [^?]*/api/v1", "").replaceFirst(" .*", "");
    if (request.startsWith("POST")) {
      return Messages.writeReservationId(3);
    }
    if (path.startsWith("/reservations/workloads?")
        || path.startsWith("/reservations/workloads/search?")) {
      return "[" + one + "]";
    }
    if (path.startsWith("/reservations/workloads/")) {
      return one;
    }
    if (path.startsWith("/reservations/pools")) {
      return "[{\"pool_id\": 1, \"cus\": 10, \"node_ids\": [\"n\"]}]";
    }
    return path.startsWith("/nodes?")
        ? "[" + node + "]"
        : path.startsWith("/nodes/") ? node : path.startsWith("/users") ? "[]" : "{}";
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > LINE_BYTES) {
        throw new IOException("no line of HTTP");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  private static void delete(Path data) throws IOException {
    try (var files = Files.walk(data)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
