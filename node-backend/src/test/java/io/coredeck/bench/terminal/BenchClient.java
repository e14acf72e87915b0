package io.coredeck.bench.terminal;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `TermBench`, compiled once, as a program of its own: what it costs must not be counted as
/// the server's.
final class BenchClient {

  /// Run from node-backend.
  private static final Path SOURCE = Path.of("src/test/bench/TermBench.java");

  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
  private static final long COMPILE_LIMIT_SECONDS = 60;

  /// One run of the client ends by itself within this time.
  private static final long RUN_LIMIT_SECONDS = 240;

  private final Path classes;

  private BenchClient(Path classes) {
    this.classes = classes;
  }

  /// @param work where the classes go
  static BenchClient compile(Path work) throws IOException, InterruptedException {
    var classes = Files.createDirectory(work.resolve("client"));
    var javac =
        new ProcessBuilder(
                JDK.resolve("javac").toString(),
                "-nowarn",
                "-d",
                classes.toString(),
                SOURCE.toString())
            .inheritIO()
            .start();
    if (!javac.waitFor(COMPILE_LIMIT_SECONDS, TimeUnit.SECONDS) || javac.exitValue() != 0) {
      javac.destroyForcibly();
      throw new IOException(SOURCE + " cannot be compiled");
    }
    return new BenchClient(classes);
  }

  /// @param words a subcommand and its options
  /// @return the JSON object that the client printed
  /// @throws IOException if it failed, with what it said
  JsonValue run(TerminalServer server, List<String> words)
      throws IOException, InterruptedException {
    var line =
        new ArrayList<>(
            List.of(JDK.resolve("java").toString(), "-cp", classes.toString(), "TermBench"));
    line.addAll(words);
    line.addAll(
        List.of(
            "--proto",
            server.kind().protocol(),
            "--url",
            "http://127.0.0.1:" + server.port(),
            "--pid",
            String.valueOf(server.pid())));
    var client = new ProcessBuilder(line).redirectErrorStream(true).start();
    try {
      client.getOutputStream().close();
      var text = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!client.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS) || client.exitValue() != 0) {
        throw new IOException("TermBench %s failed: %s".formatted(words, text));
      }
      return Json.tree(text);
    } finally {
      client.destroyForcibly();
    }
  }
}
