package io.coredeck.dashboard.live.corex;

import io.coredeck.waiting.FreePorts;
import io.coredeck.waiting.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A real CoreX: the program that runs in containers, here on a port of this machine.
final class TestCorex implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private TestCorex(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param options further ones of its command line
  static TestCorex start(String... options) throws IOException {
    return start(Map.of(), options);
  }

  /// @param environment variables besides those of this program
  /// @param options further ones of its command line
  static TestCorex start(Map<String, String> environment, String... options) throws IOException {
    var port = FreePorts.next();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                "node-backend/target/classes:node-backend/target/dist/lib/*",
                "io.coredeck.corex.CorexMain",
                "-p",
                Integer.toString(port),
                "-i",
                "lo")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.command().addAll(List.of(options));
    builder.environment().put("PS1", "$ ");
    builder.environment().putAll(environment);
    var corex = new TestCorex(builder.start(), port);
    corex.awaitAnswer();
    return corex;
  }

  private void awaitAnswer() throws IOException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        var _ = list();
        return;
      } catch (ConnectException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw e;
        }
        Patience.pause();
      }
    }
  }

  int port() {
    return port;
  }

  /// @return all processes, as CoreX itself tells them
  String list() throws IOException {
    return ask("GET", "");
  }

  /// Ends all processes.
  void killAll() throws IOException {
    var ids = ID.matcher(list());
    while (ids.find()) {
      var _ = ask("POST", "/" + ids.group(1) + "/kill");
    }
  }

  private String ask(String method, String path) throws IOException {
    var body =
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString("{\"signal\":9}");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/processes" + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
  }
}
