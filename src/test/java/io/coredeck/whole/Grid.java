package io.coredeck.whole;

import io.coredeck.waiting.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running instance of Coredeck on ports, ranges and a directory of its own, started and used
/// through `./coredeck` alone.
public final class Grid implements AutoCloseable {

  public static final JsonMapper JSON = JsonMapper.shared();
  static final Duration CLI_LIMIT = Duration.ofMinutes(3);

  private static final AtomicInteger NEXT_RANGE = new AtomicInteger(40);

  /// GiB of disk that a test's containers need.
  private static final int USUAL_STORAGE = 4;

  private final Path data;
  private final List<String> upArguments;

  private Grid(Path data, List<String> upArguments) {
    this.data = data;
    this.upArguments = upArguments;
  }

  /// Starts an instance and waits until a deploy would work.
  static Grid start() throws IOException, InterruptedException {
    return start(USUAL_STORAGE);
  }

  /// The same.
  ///
  /// @param storage GiB of disk it has for containers and volumes
  public static Grid start(int storage) throws IOException, InterruptedException {
    var data = Files.createTempDirectory("coredeck-it");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    var grid = new Grid(data, upArguments(storage));
    grid.up();
    return grid;
  }

  Path data() {
    return data;
  }

  Ran up() throws IOException, InterruptedException {
    var ran = coredeck(upWords());
    if (ran.status() != 0) {
      throw new AssertionError("up failed: " + ran.err() + ran.out() + "\n" + logs());
    }
    return ran;
  }

  String[] upWords() {
    var words = new ArrayList<>(List.of("up", "--no-build", "--detach"));
    words.addAll(List.of("--data", data.toString()));
    words.addAll(upArguments);
    return words.toArray(String[]::new);
  }

  /// Runs `./coredeck` with this instance's directory as `COREDECK_DATA`.
  Ran coredeck(String... words) throws IOException, InterruptedException {
    return coredeckWith("", words);
  }

  /// The same, with something on its standard input.
  public Ran coredeckWith(String input, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(home().resolve("coredeck").toString()));
    command.addAll(Arrays.asList(words));
    var environment =
        List.of(
            "COREDECK_DATA=" + data,
            "COREDECK_JAVA_OPTIONS=" + System.getProperty("coredeck.java.options", ""));
    return Ran.of(command, environment, input, CLI_LIMIT);
  }

  /// Deploys and returns what the CLI prints with `-o json`, whatever its exit status.
  JsonNode deploy(String json) throws IOException, InterruptedException {
    var ran = coredeckWith(json, "deploy", "--unchecked", "-o", "json", "-");
    return ran.out().isBlank()
        ? JSON.createObjectNode().put("state", "refused").put("message", ran.err())
        : JSON.readTree(ran.out());
  }

  /// Deletes and waits until it is gone.
  void delete(long id) throws IOException, InterruptedException {
    var ran = coredeck("delete", Long.toString(id));
    if (ran.status() != 0) {
      throw new AssertionError("delete " + id + " failed: " + ran.err() + ran.out());
    }
  }

  public JsonNode endpoints() throws IOException {
    return JSON.readTree(Files.readString(data.resolve("endpoints.json")));
  }

  /// @return what the names of its links, namespaces, tables and cgroups begin with
  String instance() throws IOException {
    return property(data.resolve("run/node.properties"), "instance");
  }

  /// @return the process id of one of its programs
  long pid(String program) throws IOException {
    var words = Files.readString(data.resolve("run/" + program + ".pid")).strip().split(" ", -1);
    return Long.parseLong(words[0]);
  }

  String secret(String key) throws IOException {
    return property(data.resolve("keys/secrets.properties"), key);
  }

  private static String property(Path file, String key) throws IOException {
    var values = new java.util.Properties();
    try (var reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    return values.getProperty(key, "");
  }

  /// @return the ends of all programs' logs, for a failing test's message
  String logs() throws IOException {
    var folder = data.resolve("log");
    if (!Files.isDirectory(folder)) {
      return "no program has been started yet";
    }
    var text = new StringBuilder();
    try (var files = Files.newDirectoryStream(folder, "*.log")) {
      for (var file : files) {
        var lines = Files.readAllLines(file);
        text.append("--- ").append(file.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - 15), lines.size())
            .forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  /// Removes everything, the directory too.
  @Override
  public void close() throws IOException {
    try {
      var ran = coredeck("down", "--containers");
      if (ran.status() != 0) {
        throw new AssertionError("down failed: " + ran.err() + ran.out() + "\n" + logs());
      }
      Ran.of(List.of("rm", "-rf", "--one-file-system", data.toString()), List.of(), "", CLI_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return the project's directory
  static Path home() {
    var here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("coredeck")) ? here : here.resolve("..").normalize();
  }

  private static List<String> upArguments(int storage) throws IOException {
    var arguments = new ArrayList<String>();
    for (var flag : List.of("--dashboard-port", "--explorer-port", "--hub-port", "--redis-port")) {
      arguments.add(flag);
      arguments.add(Integer.toString(FreePorts.next()));
    }
    arguments.add("--network-range");
    arguments.add("10." + NEXT_RANGE.getAndIncrement() + ".0.0/16");
    arguments.addAll(List.of("--reach-allow", "127.0.0.0/8")); // servers of tests are here
    arguments.add("--storage");
    arguments.add(Integer.toString(storage));
    return arguments;
  }
}
