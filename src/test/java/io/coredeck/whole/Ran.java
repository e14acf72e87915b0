package io.coredeck.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A program that has run to its end.
///
/// @param status its exit status
/// @param out what it wrote to its standard output
/// @param err what it wrote to its standard error
public record Ran(int status, String out, String err) {
  private static final Executor READER = task -> Thread.ofPlatform().daemon().start(task);

  /// @param environment `NAME=value`, added to ours
  static Ran of(List<String> command, List<String> environment, String input, Duration limit)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    for (var pair : environment) {
      var cut = pair.indexOf('=');
      builder.environment().put(pair.substring(0, cut), pair.substring(cut + 1));
    }
    var process = builder.start();
    var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()), READER);
    var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), READER);
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedWithoutReading) {
      // Its status and what it said tell why.
      process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end within " + limit);
    }
    return new Ran(process.exitValue(), out.join(), err.join());
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
