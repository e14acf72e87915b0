package io.coredeck.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// An explorer as a program of its own, on a free port, that can be killed.
///
/// @param uri where it answers
/// @param log all lines it wrote, complete when it has ended
public record ExplorerProcess(Process process, URI uri, CompletableFuture<String> log)
    implements AutoCloseable {
  private static final String MAIN = "io.coredeck.explorer.ExplorerMain";
  private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

  /// Lets in whoever registers.
  ///
  /// @param folder for its configuration and the key file
  /// @param database its setting
  /// @param options of its JVM
  /// @return the explorer, answering
  public static ExplorerProcess start(Path folder, String database, String... options)
      throws IOException {
    return startWith("", folder, database, options);
  }

  /// As {@link #start}.
  ///
  /// @param more settings, each in a line
  public static ExplorerProcess startWith(
      String more, Path folder, String database, String... options) throws IOException {
    var config =
        Files.writeString(
            folder.resolve("explorer.properties"),
            "listen=127.0.0.1:0\nusers.open=true\nnodes.open=true\nseal.file=%s\ndatabase=%s\n%s"
                .formatted(folder.resolve("keys.seal"), database, more));
    var process = launch(List.of(options), "--config", config.toString());
    var log = process.errorReader();
    var lines = new StringBuilder();
    var port = portOf(process, log, lines);
    // Read on, or it waits for a reader. Virtual ones at pipes bring all others to a stop (JDK 25).
    var all =
        CompletableFuture.supplyAsync(
            () -> {
              log.lines().forEach(line -> lines.append(line).append('\n'));
              return lines.toString();
            },
            task -> Thread.ofPlatform().daemon().start(task));
    return new ExplorerProcess(
        process, URI.create("http://127.0.0.1:%d/api/v1".formatted(port)), all);
  }

  /// @param options of its JVM
  /// @param arguments of the program
  public static Process launch(List<String> options, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static int portOf(Process process, BufferedReader log, StringBuilder lines)
      throws IOException {
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      lines.append(line).append('\n');
      var found = LISTENS.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    process.destroyForcibly();
    throw new AssertionError("the explorer did not start: " + lines);
  }

  /// Kills it, as `kill -9` does, and waits until it has gone.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
