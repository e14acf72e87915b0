package io.coredeck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A real redis-server of its own on a free loopback port, keeping everything in memory.
///
/// {@link #stop()} and {@link #startAgain()} play an outage: the port stays the same, the data is
/// lost.
public final class RedisServer implements AutoCloseable {

  private static final String PROGRAM = "/usr/bin/redis-server";
  private static final long START_LIMIT_SECONDS = 20;
  private static final long STOP_LIMIT_SECONDS = 5;
  private static final int PORT_ATTEMPTS = 5;

  private final Path directory;
  private final List<String> options;
  private final int port;
  private Process process;

  private RedisServer(Path directory, List<String> options, int port) throws IOException {
    this.directory = directory;
    this.options = options;
    this.port = port;
    this.process = launch();
  }

  /// @param options more of redis-server's, e.g. `--requirepass secret`
  /// @return a server that answers
  public static RedisServer start(String... options) throws IOException {
    var directory = Files.createTempDirectory("coredeck-redis");
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      try {
        return new RedisServer(directory, List.of(options), freePort());
      } catch (IOException e) {
        last = e; // somebody else may have taken the port meanwhile
      }
    }
    Files.deleteIfExists(directory);
    throw last;
  }

  /// @return the port it listens on, the same after {@link #stop()} and {@link #startAgain()}
  public int port() {
    return port;
  }

  /// @return e.g. `redis://127.0.0.1:41234`
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /// @return its process id while it runs
  public long pid() {
    return process.pid();
  }

  /// Starts it again after {@link #stop()}, empty, on the same port.
  public void startAgain() throws IOException {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  /// Ends the process; connections break.
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    var argv =
        new ArrayList<>(
            List.of(PROGRAM, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save"));
    argv.addAll(List.of("", "--appendonly", "no", "--dir", directory.toString()));
    argv.addAll(options);
    var started = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var ready = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .daemon()
        .name("redis-" + port + "-output")
        .start(() -> watch(started, ready));
    try {
      ready.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
      ping();
      return started;
    } catch (ExecutionException | TimeoutException | IOException e) {
      started.destroyForcibly();
      throw new IOException(PROGRAM + " does not start on port " + port, e);
    } catch (InterruptedException e) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + PROGRAM + " started", e);
    }
  }

  private static void watch(Process process, CompletableFuture<Void> ready) {
    var said = new StringBuilder();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains("Ready to accept connections")) {
          ready.complete(null);
        } else if (!ready.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    ready.completeExceptionally(new IOException("it ended and said: " + said));
  }

  private void ping() throws IOException {
    try (var socket = new Socket()) {
      var limit = (int) TimeUnit.SECONDS.toMillis(STOP_LIMIT_SECONDS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limit);
      socket.setSoTimeout(limit);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var first = socket.getInputStream().read();
      if (first != '+' && first != '-') { // an error, e.g. NOAUTH, is an answer too
        throw new IOException("port " + port + " answers a PING with byte " + first);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
