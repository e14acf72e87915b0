package io.coredeck.platform.program;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process remembered in a file, so that another program finds it: never mistaken for a later one
/// that got the same number.
public final class PidFile {

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private final Host host;
  private final Path file;

  public PidFile(Host host, Path file) {
    this.host = host;
    this.file = file;
  }

  public void write(long pid) throws IOException {
    var key = host.process(pid);
    if (key.isPresent()) {
      Files.writeString(file, pid + " " + key.get().startTime() + "\n");
    }
  }

  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /// @return the process, if it still runs
  public Optional<ProcessKey> running() throws IOException {
    return read().filter(key -> host.process(key.pid()).filter(key::equals).isPresent());
  }

  /// Asks the process to end, ends it if it has not within the limit, and deletes the file.
  ///
  /// @return whether it was running
  public boolean stop(Duration limit) throws IOException, InterruptedException {
    var process = running();
    if (process.isPresent()) {
      host.signal(process.get(), Host.Signal.TERMINATE);
      if (!ended(process.get(), limit)) {
        host.signal(process.get(), Host.Signal.KILL);
        ended(process.get(), KILL_LIMIT);
      }
    }
    delete();
    return process.isPresent();
  }

  private Optional<ProcessKey> read() throws IOException {
    try {
      var words = Files.readString(file).strip().split(" ", -1);
      return Optional.of(new ProcessKey(Long.parseLong(words[0]), Long.parseLong(words[1])));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException halfWritten) {
      return Optional.empty();
    }
  }

  private static boolean ended(ProcessKey process, Duration limit) throws InterruptedException {
    var handle = ProcessHandle.of(process.pid());
    if (handle.isEmpty()) {
      return true;
    }
    try {
      handle.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + process.pid() + " failed", e);
    }
  }
}
