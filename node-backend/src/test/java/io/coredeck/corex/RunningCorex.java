package io.coredeck.corex;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The program itself, in a Java of its own, as people start it.
public final class RunningCorex implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern LISTENING =
      Pattern.compile("listening on (\\S+)(?: port ([0-9]+))?");

  private final Process process;
  private final Path log;

  private RunningCorex(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// @param log where what it prints goes
  /// @param variables besides those of this test
  /// @param javaOptions of its Java; with a class path if not that of this test
  public static RunningCorex start(
      Path log, Map<String, String> variables, List<String> javaOptions, String... arguments)
      throws IOException {
    return start(List.of(), log, variables, javaOptions, arguments);
  }

  /// @param before what comes before Java on the line, like setpriv(1)
  static RunningCorex start(
      List<String> before,
      Path log,
      Map<String, String> variables,
      List<String> javaOptions,
      String... arguments)
      throws IOException {
    var line = new ArrayList<>(before);
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
    line.addAll(javaOptions);
    if (!javaOptions.contains("-cp")) {
      line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    }
    line.add(CorexMain.class.getName());
    line.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    return new RunningCorex(builder.start(), log);
  }

  String printed() throws IOException {
    return Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  /// @return where it listens, one or more
  public List<String> awaitListening(int count) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var found = LISTENING.matcher(printed()).results().map(match -> match.group(1)).toList();
      if (found.size() >= count) {
        return found;
      }
      if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("it does not listen: " + printed());
      }
    }
  }

  public int port() throws IOException {
    var found = LISTENING.matcher(printed());
    while (found.find()) {
      if (found.group(2) != null) {
        return Integer.parseInt(found.group(2));
      }
    }
    throw new AssertionError("no port in: " + printed());
  }

  /// Sends a signal that Java cannot send.
  ///
  /// @param signal as kill(1) names it: `STOP`, `CONT`
  public void signal(String signal) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()));
    if (kill.inheritIO().start().waitFor() != 0) {
      throw new IOException("SIG" + signal + " was not sent");
    }
  }

  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  /// Sends SIGTERM.
  ///
  /// @return its status
  int stop() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  HttpResponse<String> get(HttpClient client, String scheme, String path, String... headers)
      throws Exception {
    var uri = URI.create("%s://127.0.0.1:%d%s".formatted(scheme, port(), path));
    var request = HttpRequest.newBuilder(uri).timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Waits until a page holds a text.
  void awaitText(HttpClient client, String path, String wanted) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!get(client, "http", path).body().contains(wanted)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never seen: " + wanted);
      }
    }
  }

  /// Runs a program in it.
  ///
  /// @return all it has printed once it has ended
  String output(HttpClient client, String scheme, String authorization, String... argv)
      throws Exception {
    var query =
        Arrays.stream(argv)
            .map(word -> "arg[]=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"))
            .replace("[]", "%5B%5D");
    var started =
        get(client, scheme, "/api/process/start?" + query, "Authorization", authorization).body();
    var id = started.replaceFirst(".*\"id\":([0-9]+)}.*", "$1");
    var ended = "\"state\":\"stopped\",\"id\":" + id + ",";
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!get(client, scheme, "/api/processes", "Authorization", authorization)
        .body()
        .contains(ended)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it has not ended: " + started);
      }
    }
    return get(client, scheme, "/api/process/logs?id=" + id, "Authorization", authorization).body();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
