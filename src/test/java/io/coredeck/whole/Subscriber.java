package io.coredeck.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A real `redis-cli SUBSCRIBE`, whose output says exactly which bytes arrived.
final class Subscriber implements AutoCloseable {

  private final Process process;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(100_000);

  private Subscriber(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /// Subscribes and waits until the server has confirmed every channel.
  static Subscriber to(int port, String... channels) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port), "--csv", "SUBSCRIBE"));
    command.addAll(List.of(channels));
    var subscriber = new Subscriber(new ProcessBuilder(command).start());
    for (var channel : channels) {
      subscriber.await(
          line -> line.startsWith("\"subscribe\",\"" + channel + "\""), Duration.ofSeconds(10));
    }
    return subscriber;
  }

  /// @return the first line from now on that fits
  String await(Predicate<String> wanted, Duration limit) throws InterruptedException {
    return next(wanted, limit, new ArrayList<>());
  }

  /// @return the payload of the next message of a channel, as redis-cli quotes it
  String message(String channel, Duration limit) throws InterruptedException {
    var start = "\"message\",\"" + channel + "\",";
    return await(line -> line.startsWith(start), limit).substring(start.length());
  }

  private String next(Predicate<String> wanted, Duration limit, List<String> seen)
      throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("nothing that fits came within " + limit + "; came: " + seen);
      }
      if (wanted.test(line)) {
        return line;
      }
      seen.add(line);
    }
  }

  private void read() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
