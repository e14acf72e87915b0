package io.coredeck.platform.program;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.platform.instance.Layout;
import io.coredeck.platform.instance.PlatformConfig;
import io.coredeck.platform.instance.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The running programs of one instance: how each is started, how one sees that it is ready, and
/// that all are stopped in reverse order.
public final class Programs implements AutoCloseable {

  /// All programs, in the order they are started.
  public static final List<String> NAMES = List.of("redis", "explorer", "hub", "dashboard", "node");

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration READY_PAUSE = Duration.ofMillis(20);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration LOG_CHECK = Duration.ofMinutes(5);
  private static final long LOG_LIMIT = 16L << 20;

  private final Host host;
  private final Layout layout;
  private final ProgramFiles files;
  private final List<Supervised> running = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("supervisor").daemon().factory());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  public Programs(Host host, Layout layout, ProgramFiles files) {
    this.host = host;
    this.layout = layout;
    this.files = files;
    var _ =
        timer.scheduleWithFixedDelay(
            this::keepLogsSmall, 0, LOG_CHECK.toSeconds(), TimeUnit.SECONDS);
  }

  /// Starts Redis and waits until it answers.
  public void startRedis(int port) throws IOException, InterruptedException {
    start("redis", asUser(List.of("redis-server", layout.config("redis").toString())))
        .awaitReady(() -> answersPing(port));
  }

  /// Starts one of the backend's programs as the user `coredeck`.
  ///
  /// @return to wait for it
  public Starting startBackend(String name, String mainClass) throws IOException {
    return start(name, asUser(java(name, files.backendClassPath(), mainClass, "256m")));
  }

  /// Starts the dashboard as the user `coredeck`.
  ///
  /// @return to wait for it
  public Starting startDashboard() throws IOException {
    var main = "io.coredeck.dashboard.DashboardMain";
    return start("dashboard", asUser(java("dashboard", files.dashboardClassPath(), main, "512m")));
  }

  /// Starts the node agent, as root.
  ///
  /// @return to wait for it
  public Starting startNode() throws IOException {
    Files.deleteIfExists(layout.nodeReady());
    return start(
        "node", java("node", files.backendClassPath(), "io.coredeck.node.NodeMain", "512m"));
  }

  /// Stops them in reverse order; calling it again does nothing.
  @Override
  public void close() {
    timer.shutdownNow();
    for (var program : running.reversed()) {
      try {
        program.stop();
      } catch (IOException e) {
        System.err.println("coredeck: " + program.name() + " could not be stopped: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    running.clear();
    http.close();
  }

  private List<String> java(String name, String classPath, String mainClass, String heap) {
    var logging = layout.config("logging");
    var argv = new ArrayList<>(JavaCommand.of(heap, logging, PlatformConfig.javaOptions()));
    argv.addAll(List.of("-cp", classPath, mainClass, "--config", layout.config(name).toString()));
    return argv;
  }

  private static List<String> asUser(List<String> command) {
    var all =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + Layout.USER,
                "--regid=" + Layout.USER,
                "--init-groups",
                "--no-new-privs",
                "--inh-caps=-all"));
    all.addAll(command);
    return all;
  }

  private Starting start(String name, List<String> argv) throws IOException {
    // Names in images are bytes; a JVM in the POSIX locale fails on every one that is not ASCII.
    var command = Command.of(argv).with(Map.of("LC_ALL", "C.UTF-8"));
    var program = new Supervised(name, command, layout, host, timer);
    running.add(program);
    program.start();
    return new Starting(program);
  }

  private interface Check {
    boolean passes() throws IOException, InterruptedException;
  }

  /// A program that was started and may not be ready yet. Several can be starting at once.
  public final class Starting {

    private final Supervised program;

    private Starting(Supervised program) {
      this.program = program;
    }

    /// Waits, up to 60 seconds, until the URL answers with 200.
    ///
    /// @throws PlatformException if the program ended or is not ready in time
    public void awaitAnswer(String url) throws IOException, InterruptedException {
      awaitReady(() -> answers(url));
    }

    /// Waits, up to 60 seconds, until the file is there.
    ///
    /// @throws PlatformException if the program ended or is not ready in time
    public void awaitFile(Path file) throws IOException, InterruptedException {
      awaitReady(() -> Files.exists(file));
    }

    private void awaitReady(Check ready) throws IOException, InterruptedException {
      var end = System.nanoTime() + READY_LIMIT.toNanos();
      while (!ready.passes()) {
        if (!program.isRunning()) {
          throw new PlatformException(
              "%s ended at once; its log %s says: %s"
                  .formatted(program.name(), program.log(), lastLines(program.log())));
        }
        if (System.nanoTime() > end) {
          throw new PlatformException(
              "%s was not ready within %d s; its log is %s"
                  .formatted(program.name(), READY_LIMIT.toSeconds(), program.log()));
        }
        Thread.sleep(READY_PAUSE);
      }
    }
  }

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  private static boolean answersPing(int port) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) CONNECT_LIMIT.toMillis());
      socket.setSoTimeout((int) CONNECT_LIMIT.toMillis());
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes("+PONG".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean answers(String url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(CONNECT_LIMIT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The programs append to their logs, so a log can be copied away and emptied under them.
  private void keepLogsSmall() {
    for (var name : NAMES) {
      var log = layout.log(name);
      try {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
          Files.copy(
              log,
              log.resolveSibling(name + ".1.log"),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          Files.newByteChannel(log, java.nio.file.StandardOpenOption.WRITE).truncate(0).close();
        }
      } catch (IOException e) {
        System.err.println("coredeck: the log " + log + " could not be turned over: " + e);
      }
    }
  }
}
