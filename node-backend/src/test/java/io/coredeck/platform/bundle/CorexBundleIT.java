package io.coredeck.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.CommandFailedException;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the folder at `/corex` promises, on a root with nothing but busybox.
@Timeout(300)
class CorexBundleIT {
  private static final LinuxHost HOST = new LinuxHost();
  private static final Path DIST = Path.of("target/dist/corex");
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir static Path dir;
  private static Path bundle = Path.of("/");
  private static final List<String> SAID = new ArrayList<>();

  @TempDir Path root;

  @BeforeAll
  static void build() throws Exception {
    bundle = CorexBundle.build(HOST, JDK, DIST, dir.resolve("corex"), SAID::add);
  }

  @Test
  void it_says_what_it_does_and_has_a_class_cache() throws Exception {
    assertThat(SAID)
        .containsExactly(
            "CoreX bundle: linking a small Java",
            "CoreX bundle: adding the C library",
            "CoreX bundle: training the class cache");
    assertThat(CorexBundle.launch(bundle))
        .startsWith("/corex/bin/java")
        .contains("-XX:AOTCache=/corex/lib/corex.aot", "-Xmx64m")
        .endsWith("io.coredeck.corex.CorexMain", "--ipv6", "-d", "7", "--interface", "eth0");
  }

  @Test
  void the_same_again_is_not_made_again() throws Exception {
    var before = Files.getLastModifiedTime(bundle.resolve("launch"));
    var said = new ArrayList<String>();
    CorexBundle.build(HOST, JDK, DIST, bundle, said::add);
    assertThat(said).isEmpty();
    assertThat(Files.getLastModifiedTime(bundle.resolve("launch"))).isEqualTo(before);
  }

  @Test
  void nothing_is_left_beside_it() throws Exception {
    try (var files = Files.list(dir)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("corex");
    }
    assertThat(HOST.mountPoints()).noneMatch(mount -> mount.startsWith(dir));
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    assertThatThrownBy(() -> CorexBundle.build(HOST, JDK, root.resolve("none"), root.resolve("b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("build node-backend first");
    assertThatThrownBy(() -> CorexBundle.build(HOST, root, DIST, root.resolve("b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bin/jlink")
        .hasMessageContaining("openjdk-25-jdk");
    assertThat(root.resolve("b")).doesNotExist();
  }

  @Test
  void it_listens_on_the_addresses_of_eth0_alone() throws Exception {
    try (var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startAsInContainer()) {
      assertThat(corex.awaitPort("10.77.0.2")).isEqualTo(7681);
      corex.awaitPort("fd77:");
      assertThat(corex.text()).doesNotContain("[aot]", "WARNING", "warning");
      assertThat(curl(corex, "http://10.77.0.2:7681/api/processes"))
          .isEqualTo("{\"processes\":[]}");
      assertThat(curl(corex, "http://[fd77::2]:7681/")).contains("Core X Processes List");
      assertThatThrownBy(() -> curl(corex, "http://127.0.0.1:7681/"))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("status 7");
    }
  }

  private static String curl(BundleRoot.Running corex, String url) throws Exception {
    return HOST.run(
        Command.of(
            "nsenter",
            "--target",
            String.valueOf(corex.process().pid()),
            "--net",
            "curl",
            "--silent",
            "--globoff",
            url));
  }

  @Test
  void a_shell_runs_in_it_and_answers_through_the_websocket() throws Exception {
    try (var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startOnLoopback();
        var client = HttpClient.newHttpClient()) {
      var base = "127.0.0.1:" + corex.awaitPort("127.0.0.1");
      var start =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://" + base + "/api/process/start?arg%5B%5D=sh"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(start.body()).contains("\"status\":\"success\"");
      var heard = new Heard();
      var socket =
          client
              .newWebSocketBuilder()
              .subprotocols("tty")
              .buildAsync(URI.create("ws://" + base + "/ws/1"), heard)
              .get(20, TimeUnit.SECONDS);
      send(socket, "{\"AuthToken\":null}");
      send(socket, "1{\"columns\":100,\"rows\":40}");
      send(
          socket,
          "0busybox stty size; busybox tty; echo $WORDS; busybox env; echo $((6 * 7))EN''D\n");
      heard.await("42END");
      assertThat(heard.text())
          .contains("40 100", "/dev/pts/", "grüße", "TERM=xterm-256color")
          .doesNotContain("LD_", "JAVA");
      socket.abort();
      assertThat(corex.text()).doesNotContain("[aot]", "WARNING", "warning");
    }
  }

  @Test
  void sigterm_ends_it_and_its_processes_soon() throws Exception {
    var corex = new BundleRoot(HOST, root.resolve("r"), bundle).startOnLoopback();
    try (var client = HttpClient.newHttpClient()) {
      var base = "http://127.0.0.1:" + corex.awaitPort("127.0.0.1");
      var query =
          "?arg%5B%5D=sh&arg%5B%5D=-c&arg%5B%5D=trap+''+TERM;+while+:;+do+busybox+sleep+1;+done";
      var request = HttpRequest.newBuilder(URI.create(base + "/api/process/start" + query)).build();
      var started = client.send(request, BodyHandlers.ofString()).body();
      var pid = Long.parseLong(started.replaceFirst(".*\"pid\":([0-9]+).*", "$1"));
      corex.process().destroy();
      assertThat(corex.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Path.of("/proc/" + pid)).doesNotExist();
    }
  }

  private static void send(WebSocket socket, String message) throws Exception {
    socket
        .sendBinary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), true)
        .get(20, TimeUnit.SECONDS);
  }

  /// Keeps everything a terminal shows.
  private static final class Heard implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      text.append(StandardCharsets.UTF_8.decode(data));
      notifyAll();
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    synchronized void await(String wanted) throws InterruptedException {
      var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (text.indexOf(wanted) < 0) {
        var left = deadline - System.nanoTime();
        assertThat(left).as("never said '%s' but %s", wanted, text).isPositive();
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    synchronized String text() {
      return text.toString();
    }
  }
}
