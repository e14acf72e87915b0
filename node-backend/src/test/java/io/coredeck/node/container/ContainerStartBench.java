package io.coredeck.node.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a container takes from being asked for to its first byte of output, through {@link
/// Containers} and with conmon and the runtime called by a shell that does nothing else, in turn.
///
/// The end is the time stamp that conmon gives the first line; both use the same configuration. Run
/// by hand: `mvn -f node-backend/pom.xml test -Dtest=ContainerStartBench`.
class ContainerStartBench {
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 3;

  /// A start by hand: conmon creates, its first line is awaited, the runtime starts.
  private static final String BY_HAND =
      """
      while read -r B; do
        cd "$B"
        { _OCI_SYNCPIPE=3 conmon --api-version=1 --cid=hand --cuuid=hand --name=hand \
          --runtime=RUNTIME --runtime-arg=--root --runtime-arg=STATE --bundle="$B" \
          --container-pidfile="$B/pid" --conmon-pidfile="$B/conmon.pid" --exit-dir="$B" \
          --persist-dir="$B/persist" --full-attach --log-path=k8s-file:"$B/log/current" \
          --log-level=warning 3>&1 >/dev/null 2>/dev/null; } | { read -r line; }
        RUNTIME --root STATE start hand
        read -r _
        RUNTIME --root STATE delete --force hand
        echo done
      done
      """;

  @TempDir Path dir;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(dir, "ctbe");
  }

  @AfterEach
  void destroy() throws Exception {
    lab.destroy();
  }

  @Test
  void create_to_first_byte() throws Exception {
    var ours = new ArrayList<Double>();
    var byHand = new ArrayList<Double>();
    var bundle = new Bundle("hand", lab.dir.resolve("hand"));
    var runtime = prepare(bundle);
    var script =
        BY_HAND
            .replace("RUNTIME", runtime.toString())
            .replace("STATE", lab.dir.resolve("hand-state").toString());
    var shell = new ProcessBuilder("/bin/sh", "-c", script).inheritIO();
    shell.redirectInput(ProcessBuilder.Redirect.PIPE);
    shell.redirectOutput(ProcessBuilder.Redirect.PIPE);
    var process = shell.start();
    try (var orders = new BufferedWriter(process.outputWriter(UTF_8));
        var answers = process.inputReader(UTF_8)) {
      for (int i = 0; i < ROUNDS + WARM_UP; i++) {
        ours.add(ours());
        byHand.add(byHand(bundle, orders, answers));
      }
    } finally {
      process.destroy();
    }
    System.out.printf(
        "{\"runtime\": \"%s\", \"rounds\": %d, \"ours\": %s, \"by_hand\": %s, \"ratio\": %.2f}%n",
        runtime, ROUNDS, summary(ours), summary(byHand), median(ours) / median(byHand));
  }

  /// Lets one container of ours make the configuration that both use.
  private Path prepare(Bundle hand) throws Exception {
    lab.containers.start(spec("0-1"));
    lab.awaitLog("0-1", "first");
    hand.create();
    for (var file : List.of("config.json", "resolv.conf", "hosts", "hostname")) {
      var text = Files.readString(lab.bundle("0-1").resolve(file));
      hand.write(
          file,
          text.replace("/coredeck-ctbe/0-1", "/coredeck-ctbe/hand")
              .replace(lab.bundle("0-1").toString(), hand.directory().toString()));
    }
    var runtime = new Bundle("0-1", lab.bundle("0-1")).life().orElseThrow().runtime();
    lab.containers.remove("0-1");
    return runtime;
  }

  private ContainerSpec spec(String gwid) throws IOException {
    var image = lab.dir.resolve("image-" + gwid);
    return Files.exists(image)
        ? Lab.spec(gwid, image, "/bin/sh -c 'echo first; sleep 60'")
        : lab.script(gwid, "echo first; sleep 60");
  }

  private double ours() throws Exception {
    var spec = spec("0-1");
    var asked = Instant.now();
    lab.containers.start(spec);
    lab.awaitLog("0-1", "first");
    var took = firstByte(asked, lab.containers.logFile("0-1"));
    lab.containers.remove("0-1");
    return took;
  }

  private static double byHand(Bundle bundle, BufferedWriter orders, BufferedReader answers)
      throws IOException {
    Files.deleteIfExists(bundle.log());
    var asked = Instant.now();
    orders.write(bundle.directory() + "\n");
    orders.flush();
    Lab.await("it writes", () -> Files.exists(bundle.log()) && bundle.log().toFile().length() > 0);
    var took = firstByte(asked, bundle.log());
    orders.write("end\n");
    orders.flush();
    answers.readLine();
    bundle.clean();
    bundle.create();
    return took;
  }

  private static double firstByte(Instant asked, Path log) throws IOException {
    var stamp = Files.readAllLines(log).getFirst().split(" ", 2)[0];
    var written = java.time.OffsetDateTime.parse(stamp).toInstant();
    return Duration.between(asked, written).toNanos() / 1e6;
  }

  private static String summary(List<Double> all) {
    var measured = all.subList(WARM_UP, all.size());
    return "{\"median_ms\": %.1f, \"min_ms\": %.1f, \"max_ms\": %.1f}"
        .formatted(median(all), Collections.min(measured), Collections.max(measured));
  }

  private static double median(List<Double> all) {
    var sorted = all.subList(WARM_UP, all.size()).stream().sorted().toList();
    return (sorted.get((ROUNDS - 1) / 2) + sorted.get(ROUNDS / 2)) / 2;
  }
}
