package io.coredeck.bench;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Time from asking for a container to the first byte it writes, image cached, alternating:
///
/// - `grid_ms`: signed POST to a running explorer → agent → first byte, everything included
/// - `runtime_ms`: conmon and runc alone, on a bundle made beforehand
/// - `podman_ms`: `podman run --rootfs` with runc and its usual network, if podman is installed
///
/// Usage: `./coredeck bench start [ROUNDS]`; the instance that `COREDECK_DATA` names must be up.
final class StartBench {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ROUNDS = 20;

  private final Path data;
  private final JsonValue endpoints;
  private final GridClient grid;
  private final Path scratch;

  private StartBench(Path data) throws IOException {
    this.data = data;
    this.endpoints = Json.tree(Files.readString(data.resolve("endpoints.json")));
    var admin = Json.tree(Files.readString(data.resolve("keys/admin.json")));
    this.grid =
        GridClient.connect(
            URI.create(endpoints.member("explorer").text()),
            KeyPair.fromSeedHex(admin.member("seed_hex").text()),
            admin.member("tid").integer());
    this.scratch = Files.createTempDirectory("coredeck-bench");
  }

  /// Entry point.
  public static void main(String[] arguments) throws Exception {
    var bench = new StartBench(Path.of(System.getenv("COREDECK_DATA")));
    var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    var medians = new Medians();
    bench.prepareRootfs();
    bench.throughGrid(250);
    for (var round = 0; round < rounds; round++) {
      medians.add("grid_ms", bench.throughGrid(100 + round));
      medians.add("runtime_ms", bench.runtimeAlone("b" + round));
      if (Files.isExecutable(Path.of("/usr/bin/podman"))) {
        medians.add("podman_ms", bench.podman());
      }
    }
    run("rm", "-rf", bench.scratch.toString());
    bench.grid.close();
    System.out.println(medians.json());
  }

  private double throughGrid(int host) throws Exception {
    var address = endpoints.member("iprange").text().replaceFirst("0/24$", "" + host);
    var container =
        new Container(
            endpoints.member("demo_flist").text(),
            "",
            "",
            Map.of(),
            Map.of(),
            "/bin/sh -c 'echo first; exec sleep 1000'",
            false,
            List.of(),
            List.of(
                new Container.NetworkConnection(
                    endpoints.member("network").text(), address, false, false)),
            List.of(),
            List.of(),
            new Container.Capacity(1, Bytes.ofMiB(1024), Bytes.ofMiB(256), DiskType.SSD),
            false);
    var asked = Instant.now();
    var id = grid.deploy(reservation(container));
    var answer = grid.awaitResult(id, LIMIT);
    if (answer.result().state() != Result.State.OK) {
      throw new IOException(answer.result().message());
    }
    var log = data.resolve("node/containers/bundles").resolve(answer.gwid()).resolve("log/current");
    var first = firstByte(log);
    grid.decommission(id);
    grid.awaitDeleted(id, LIMIT);
    return millis(asked, first);
  }

  private Reservation reservation(Container container) {
    return new Reservation(
        0,
        1,
        endpoints.member("node_id").text(),
        endpoints.member("pool_id").integer(),
        "",
        "",
        "",
        0,
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        container);
  }

  private void prepareRootfs() throws Exception {
    var root = Files.createDirectories(scratch.resolve("bundle/rootfs/bin"));
    Files.copy(Path.of("/bin/busybox"), root.resolve("busybox"));
    Files.createSymbolicLink(root.resolve("sh"), Path.of("busybox"));
    Files.createSymbolicLink(root.resolve("sleep"), Path.of("busybox"));
    for (var folder : List.of("proc", "sys", "dev", "etc", "tmp", "run")) {
      Files.createDirectories(scratch.resolve("bundle/rootfs").resolve(folder));
    }
    run("sh", "-c", "cd \"$1\" && runc spec", "sh", scratch.resolve("bundle").toString());
    var config = scratch.resolve("bundle/config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"terminal\": true", "\"terminal\": false")
            .replaceFirst(
                "\"args\": \\[\\s*\"sh\"\\s*]",
                "\"args\": [\"/bin/sh\", \"-c\", \"echo first; exec sleep 1000\"]"));
  }

  private double runtimeAlone(String id) throws Exception {
    var bundle = scratch.resolve("bundle");
    var log = scratch.resolve(id + ".log");
    var exits = Files.createDirectories(scratch.resolve("exits"));
    var asked = Instant.now();
    var conmon =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$@\" 3>&1 >/dev/null",
                "sh",
                "conmon",
                "--api-version",
                "1",
                "-c",
                id,
                "-u",
                id,
                "-n",
                id,
                "-r",
                "/usr/sbin/runc",
                "-b",
                bundle.toString(),
                "-p",
                scratch.resolve(id + ".pid").toString(),
                "--exit-dir",
                exits.toString(),
                "--full-attach",
                "-l",
                "k8s-file:" + log)
            .directory(bundle.toFile());
    conmon.environment().put("_OCI_SYNCPIPE", "3");
    var process = conmon.start();
    try (var reader = process.inputReader()) {
      reader.readLine();
    }
    run("runc", "start", id);
    var first = firstByte(log);
    run("runc", "kill", id, "KILL");
    awaitFile(exits.resolve(id));
    run("runc", "delete", "--force", id);
    return millis(asked, first);
  }

  private double podman() throws Exception {
    var asked = Instant.now();
    var process =
        new ProcessBuilder(
                "podman",
                "run",
                "--rm",
                "--runtime",
                "runc",
                "--ulimit",
                "nofile=1024:1024",
                "--ulimit",
                "nproc=1024:1024",
                "--rootfs",
                scratch.resolve("bundle/rootfs").toString(),
                "/bin/sh",
                "-c",
                "echo first")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().read();
    var first = Instant.now();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return millis(asked, first);
  }

  /// The time conmon gave the first line.
  private static Instant firstByte(Path log) throws IOException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (Files.exists(log) && Files.size(log) > 0) {
        var line = Files.readString(log).lines().findFirst().orElse("");
        if (line.contains(" ")) {
          return OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant();
        }
      }
      Thread.onSpinWait();
    }
    throw new IOException("nothing was written to " + log);
  }

  private static void awaitFile(Path file) throws IOException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > end) {
        throw new IOException(file + " did not appear");
      }
      Thread.onSpinWait();
    }
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(List.of(command) + " failed");
    }
  }
}
