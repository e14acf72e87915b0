package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// One program of an instance is dead. It comes back when this is closed: until then the
/// supervisor, which would start it again at once, stands still.
final class Outage implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Grid grid;
  private final String program;
  private final long killed;
  private final long supervisor;

  private Outage(Grid grid, String program) throws IOException {
    this.grid = grid;
    this.program = program;
    this.killed = grid.pid(program);
    this.supervisor = grid.pid("supervisor");
  }

  /// Kills the program as a crash would.
  static Outage of(Grid grid, String program) throws IOException, InterruptedException {
    var outage = new Outage(grid, program);
    signal("STOP", outage.supervisor);
    try {
      signal("KILL", outage.killed);
    } catch (AssertionError | IOException | InterruptedException e) {
      signal("CONT", outage.supervisor);
      throw e;
    }
    return outage;
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    var ran = Ran.of(List.of("kill", "-" + name, Long.toString(pid)), List.of(), "", SOON);
    assertThat(ran.status()).as(ran.err()).isZero();
  }

  /// Waits until another process runs in its place.
  @Override
  public void close() throws IOException {
    try {
      signal("CONT", supervisor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the supervisor went on");
    }
    var end = System.nanoTime() + SOON.toNanos();
    while (!isBack()) {
      assertThat(System.nanoTime()).as("%s is back within %s", program, SOON).isLessThan(end);
      LockSupport.parkNanos(LOOK.toNanos()); // what starts needs the processor
    }
  }

  private boolean isBack() throws IOException {
    try {
      var now = grid.pid(program);
      return now != killed && Files.exists(Path.of("/proc", Long.toString(now)));
    } catch (NumberFormatException | NoSuchFileException notYetWritten) {
      return false;
    }
  }
}
