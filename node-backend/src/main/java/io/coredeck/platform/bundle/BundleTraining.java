package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Lets CoreX run once as it will in a container, and keeps its classes as they were in memory.
///
/// The cache is only accepted with the same paths, flags and class path. So the run happens in a
/// root folder that holds the bundle at {@link CorexBundle#MOUNT} and nothing else, with mounts
/// that nobody else sees and that vanish with it.
final class BundleTraining {
  private static final String CONFIGURATION = CorexBundle.MOUNT + "/lib/corex.aotconf";
  private static final String CACHE = CorexBundle.MOUNT + "/lib/corex.aot";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration CREATE_LIMIT = Duration.ofMinutes(3);
  private static final Pattern LISTENING = Pattern.compile("listening on \\S+ port ([0-9]+)");
  private static final Pattern REJECTED = Pattern.compile("\\[(error|warning)]\\[(aot|cds)[^\n]*");

  /// Runs in mounts of its own; then becomes what it is told to run. The first argument is the
  /// root.
  private static final String SCRIPT =
      """
      set -e
      root=$1
      shift
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      exec chroot "$root" "$@"
      """;

  private final Host host;
  private final Path root;
  private final List<String> line;

  /// @param root holds the bundle
  /// @param line starts CoreX without any cache and arguments
  BundleTraining(Host host, Path root, List<String> line) {
    this.host = host;
    this.root = root;
    this.line = line;
  }

  /// @return flags that use the cache. It stays at the address it was made for, so that containers
  ///   share its memory
  List<String> cacheFlags() {
    return List.of(
        "-XX:AOTCache=" + CACHE, "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
  }

  /// Makes the cache.
  ///
  /// @throws IOException if it cannot be made, with the reason
  void run() throws IOException, InterruptedException {
    for (var folder : List.of("proc", "dev", "tmp")) {
      Files.createDirectories(root.resolve(folder));
    }
    record();
    var created =
        host.run(
            inRoot(
                    with(
                        List.of(
                            "-XX:AOTMode=create",
                            "-XX:AOTConfiguration=" + CONFIGURATION,
                            "-XX:AOTCache=" + CACHE),
                        List.of()))
                .within(CREATE_LIMIT));
    Files.delete(outside(CONFIGURATION));
    if (!Files.exists(outside(CACHE))) {
      throw new IOException("Java made no class cache: " + created.strip());
    }
    verify();
  }

  /// Makes the shared classes of the JDK alone.
  void dumpClasses() throws IOException, InterruptedException {
    host.run(
        inRoot(List.of(line.getFirst(), "-XX:+UseSerialGC", "-Xshare:dump")).within(CREATE_LIMIT));
  }

  private void record() throws IOException, InterruptedException {
    var log = root.resolve("training.log");
    var process =
        host.start(
            inRoot(
                with(
                    List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + CONFIGURATION),
                    List.of("-p", "0", "-i", "lo"))),
            log);
    try {
      new BundleExercise(awaitPort(process, log)).run();
      process.destroy();
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("the training run does not end: " + text(log));
      }
    } finally {
      process.destroyForcibly();
    }
    if (!Files.exists(outside(CONFIGURATION))) {
      throw new IOException("the training run recorded nothing: " + text(log));
    }
  }

  /// A cache that is not accepted is only told of, so we look.
  private void verify() throws IOException, InterruptedException {
    var told = host.run(inRoot(with(cacheFlags(), List.of("--version"))));
    var rejected = REJECTED.matcher(told);
    if (rejected.find()) {
      throw new IOException("Java does not accept its class cache: " + rejected.group());
    }
  }

  private int awaitPort(Process process, Path log) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      var found = LISTENING.matcher(text(log));
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("the training run ended at once: " + text(log));
      }
    }
    throw new IOException("the training run does not listen: " + text(log));
  }

  private List<String> with(List<String> flags, List<String> arguments) {
    var all = new ArrayList<>(line);
    all.addAll(1, flags);
    all.addAll(arguments);
    return all;
  }

  private Command inRoot(List<String> argv) {
    var all =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "--",
                "sh",
                "-c",
                SCRIPT,
                "training",
                root.toString()));
    all.addAll(argv);
    return Command.of(all);
  }

  private Path outside(String path) {
    return root.resolve(path.substring(1));
  }

  private static String text(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8).strip() : "";
  }
}
