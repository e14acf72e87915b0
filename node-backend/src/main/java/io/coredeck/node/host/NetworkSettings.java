package io.coredeck.node.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what is below `/proc/sys/net` in another network namespace.
///
/// Linux keeps for each thread in which namespaces it is, and a thread or program is where the one
/// is that starts it. So a thread of its own goes in, and while it is in there it starts nothing
/// and wakes nobody: threads that the JVM keeps for all would be born in there.
final class NetworkSettings {
  private static final Path SETTINGS = Path.of("/proc/sys/net");
  private static final Path FORWARDING = SETTINGS.resolve("ipv4/ip_forward");
  private static final Path HERE = Path.of("/proc/thread-self/ns/net");

  /// The kernel may be busy with other changes of networks.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path namespace;
  private final Map<String, String> values;
  private volatile boolean isDone;
  private volatile @Nullable Throwable failure;

  private NetworkSettings(Path namespace, Map<String, String> values) {
    this.namespace = namespace;
    this.values = values;
  }

  /// @param values by their paths below `/proc/sys/net`
  static void write(Path namespace, Map<String, String> values)
      throws IOException, InterruptedException {
    var settings = new NetworkSettings(namespace, Map.copyOf(values));
    var name = "settings of " + namespace.getFileName();
    if (!Thread.ofPlatform().daemon().name(name).start(settings::run).join(LIMIT)) {
      throw new IOException(namespace + ": its settings were not written within " + LIMIT);
    }
    if (!settings.isDone) {
      throw new IOException(
          namespace + ": its settings were not written: " + settings.reason(), settings.failure);
    }
  }

  private String reason() {
    return Optional.ofNullable(failure).map(Throwable::getMessage).orElse("no reason is known");
  }

  /// Whatever ends it too early is told to the caller, who must not take the network for made.
  private void run() {
    try {
      enterAndWrite();
      isDone = true;
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void enterAndWrite() throws IOException {
    try (var here = Namespace.open(HERE);
        var there = Namespace.open(namespace)) {
      Files.readString(FORWARDING); // what the JVM makes at the first file is made before going in
      there.enter();
      try {
        writeAll();
      } finally {
        here.enter();
      }
    }
  }

  private void writeAll() throws IOException {
    for (var value : values.entrySet()) {
      Files.writeString(
          SETTINGS.resolve(value.getKey()), value.getValue(), UTF_8, StandardOpenOption.WRITE);
    }
  }

  private record Namespace(Path file, int descriptor) implements AutoCloseable {

    static Namespace open(Path file) throws IOException {
      var descriptor = Libc.open(file.toString());
      if (descriptor < 0) {
        throw Libc.failed("cannot open network namespace " + file, -descriptor);
      }
      return new Namespace(file, descriptor);
    }

    void enter() throws IOException {
      var result = Libc.enter(descriptor, Libc.CLONE_NEWNET);
      if (result < 0) {
        throw Libc.failed("cannot enter network namespace " + file, -result);
      }
    }

    @Override
    public void close() {
      Libc.close(descriptor);
    }
  }
}
