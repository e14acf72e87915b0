package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The explorer as a program of its own: started, killed, started again.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExplorerCrashIT {
  private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void an_acknowledged_reservation_survives_kill_nine_in_the_middle_of_the_next() throws Exception {
    var keys = KeyPair.fromSeedHex("07".repeat(32));
    var node = KeyPair.fromSeedHex("08".repeat(32)).nodeId();
    var first = start();
    long tid;
    try (var grid = GridClient.anonymous(uri(first))) {
      tid = grid.register(keys, "alice", "alice@example.org").id();
    }
    long pool;
    List<Long> acknowledged;
    try (var grid = GridClient.connect(uri(first), keys, tid)) {
      pool = grid.orderPool(0, 1_000_000, 1_000_000, List.of(node));
      acknowledged = deployUntilKilled(grid, wish(node, pool), first.process());
    }
    try (var grid = GridClient.connect(uri(start()), keys, tid)) {
      var kept = grid.workloads().stream().map(Reservation::id).toList();
      assertThat(kept).startsWith(acknowledged.toArray(Long[]::new));
      assertThat(kept.size()).isBetween(acknowledged.size(), acknowledged.size() + 1);
      assertThat(grid.pool(pool).cus()).isEqualTo(1_000_000);
      assertThat(grid.user(tid).pubkey()).isEqualTo(keys.publicKeyHex());
      assertThat(grid.deploy(wish(node, pool))).isEqualTo(kept.size() + 1);
    }
  }

  private static List<Long> deployUntilKilled(GridClient grid, Reservation wish, Process explorer)
      throws Exception {
    var acknowledged = new ArrayList<Long>();
    var enough = new CountDownLatch(20);
    var killer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                enough.await();
                explorer.destroyForcibly();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      while (true) {
        acknowledged.add(grid.deploy(wish));
        enough.countDown();
      }
    } catch (GridException e) {
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);
    }
    killer.join();
    explorer.waitFor();
    return acknowledged;
  }

  @Test
  void sigterm_ends_it_and_its_version_can_be_asked() throws Exception {
    var running = start();
    running.process().destroy();
    assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

    var asked = launch("--version");
    assertThat(asked.inputReader().readLine()).startsWith("coredeck explorer ");
    assertThat(asked.waitFor()).isZero();
  }

  @Test
  void wrong_arguments_and_a_bad_configuration_are_one_sentence_each() throws Exception {
    var wrong = launch("--help");
    assertThat(wrong.errorReader().readLine()).startsWith("usage: explorer --config FILE");
    assertThat(wrong.waitFor()).isEqualTo(2);
    var missing = launch("--config", folder.resolve("none").toString());
    assertThat(missing.errorReader().readLine()).contains("none: cannot be read");
    assertThat(missing.waitFor()).isEqualTo(1);
  }

  private static Reservation wish(String node, long pool) {
    return new Reservation(
        0,
        1,
        node,
        pool,
        "",
        "",
        "",
        0,
        "",
        NextAction.DEPLOY,
        Reservation.SigningRequest.NONE,
        Reservation.SigningRequest.NONE,
        List.of(),
        List.of(),
        Reservation.Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        TestGrid.volume());
  }

  private record Running(Process process, int port) {}

  private static URI uri(Running explorer) {
    return URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
  }

  private Running start() throws IOException {
    var config =
        Files.writeString(
            folder.resolve("explorer.properties"),
            "listen=127.0.0.1:0\ndatabase=jdbc:sqlite:" + folder.resolve("explorer.db"));
    var process = launch("--config", config.toString());
    return new Running(process, portOf(process.errorReader()));
  }

  private static int portOf(BufferedReader log) throws IOException {
    var lines = new StringBuilder();
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      lines.append(line).append('\n');
      var found = LISTENS.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new AssertionError("the explorer did not start: " + lines);
  }

  private Process launch(String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ExplorerMain.class.getName());
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }
}
