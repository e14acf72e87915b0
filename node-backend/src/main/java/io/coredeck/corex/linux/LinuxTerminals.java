package io.coredeck.corex.linux;

import com.pty4j.WinSize;
import com.pty4j.unix.Pty;
import com.pty4j.unix.PtyHelpers;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ExecFailedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Starts programs on pseudo terminals of Linux.
///
/// Of Pty4J only the parts are used: opening a terminal, and fork and exec on it. So the size can
/// be set before the program is there to ask for it, the status is the real one, and no thread
/// waits for a process.
public final class LinuxTerminals implements io.coredeck.corex.process.Pty.Starter {
  private static final System.Logger LOG = System.getLogger(LinuxTerminals.class.getName());

  /// As execvp(3) has it for an environment without one.
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private static final int SIGKILL = 9;

  /// The thread that starts programs, and what they are called until they are executed. Linux shows
  /// 15 characters.
  private static final String THREAD = "corex-start";

  /// The JVM itself lets go 5 s after use.
  private static final Duration FIRST_TRIM = Duration.ofSeconds(11);

  private static final Duration TRIM = Duration.ofMinutes(5);
  private static final Duration EXEC_CHECK = Duration.ofNanos(100_000);
  private static final Duration EXEC_LIMIT = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final String[] variables;
  private final Path directory;

  /// Made by the thread that starts programs, when it is needed: it would hold up the server.
  private volatile @Nullable PtyLoop loop;

  /// Programs inherit the blocked signals of the thread that starts them, so it is one without any.
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(task ->
          Thread.ofPlatform()
              .name(THREAD)
              .daemon()
              .unstarted(() -> {
                Libc.unblockSignals();
                task.run();
              }));

  /// @param environment the whole environment of every program
  /// @param directory where programs start
  public LinuxTerminals(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.variables =
        environment.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    this.directory = directory;
  }

  /// Loads the native libraries, so that the first program starts as fast as the others.
  public void warmUp() {
    var _ = starter.submit(this::load);
  }

  private void load() {
    var current = loop();
    PtyHelpers.getInstance();
    current.execute(() -> current.after(FIRST_TRIM, () -> giveBackMemory(current)));
  }

  /// The compiler takes several MiB for a moment, most of it at the start, and nothing else ever
  /// gives them back.
  private static void giveBackMemory(PtyLoop loop) {
    Libc.trimHeap();
    loop.after(TRIM, () -> giveBackMemory(loop));
  }

  private PtyLoop loop() {
    var current = loop;
    if (current == null) {
      current = new PtyLoop();
      loop = current;
    }
    return current;
  }

  @Override
  public io.coredeck.corex.process.Pty start(
      List<String> argv, WindowSize size, io.coredeck.corex.process.Pty.Events events)
      throws ExecFailedException {
    var executable =
        Executable.find(argv, environment.getOrDefault("PATH", DEFAULT_PATH), directory);
    try {
      return starter.submit(() -> spawn(executable, size, events)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ExecFailedException failed) {
        throw failed;
      }
      if (e.getCause() instanceof IOException) {
        LOG.log(Level.WARNING, "no terminal for {0}: {1}", argv.getFirst(), e.getCause());
        throw new ExecFailedException("No pseudo terminal is free");
      }
      throw new IllegalStateException("cannot start " + argv.getFirst(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecFailedException("Interrupted system call");
    }
  }

  private LinuxPty spawn(
      Executable executable, WindowSize size, io.coredeck.corex.process.Pty.Events events)
      throws IOException {
    var terminal = new Pty();
    if (terminal.getMasterFD() < 0) {
      throw new ExecFailedException("No pseudo terminal is free");
    }
    try {
      terminal.setWindowSize(new WinSize(size.columns(), size.rows()), null);
      Libc.setUtf8(terminal.getMasterFD());
      Libc.setNonBlocking(terminal.getMasterFD());
      var pid = execute(executable, terminal);
      awaitExec(pid);
      var processFd = processFd(pid);
      var current = loop();
      var pty = new LinuxPty(terminal, pid, current, events);
      current.execute(() -> pty.watch(processFd));
      return pty;
    } catch (IOException e) {
      terminal.close();
      throw e;
    }
  }

  private int execute(Executable executable, Pty terminal) throws ExecFailedException {
    var pid =
        PtyHelpers.execPty(
            executable.program(),
            executable.argv().toArray(String[]::new),
            variables,
            directory.toString(),
            terminal.getSlaveName(),
            terminal.getMasterFD(),
            null,
            -1,
            false);
    if (pid < 0) {
      throw new ExecFailedException("Resource temporarily unavailable");
    }
    return pid;
  }

  /// Between fork and exec the process is a copy of ours: a signal would reach our handlers there
  /// and be lost. So it is ours to give away only when it has become another program, which shows
  /// in its name.
  ///
  /// @throws ExecFailedException if it has ended under our name
  private static void awaitExec(int pid) throws ExecFailedException {
    var stat = Path.of("/proc/" + pid + "/stat");
    var deadline = System.nanoTime() + EXEC_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      String text;
      try {
        text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return; // without /proc there is nothing to wait for
      }
      if (!text.contains("(" + THREAD + ")")) {
        return;
      }
      if (text.contains(") Z ")) {
        Libc.waitForEnded(pid, MemorySegment.NULL);
        throw new ExecFailedException("Exec format error");
      }
      LockSupport.parkNanos(EXEC_CHECK.toNanos());
    }
  }

  private static int processFd(int pid) throws ExecFailedException {
    var fd = Libc.pidFdOpen(pid);
    if (fd < 0) {
      Libc.kill(pid, SIGKILL);
      reap(pid);
      throw new ExecFailedException(
          "pidfd_open is refused with error %d; Linux 5.3 or later is needed".formatted(-fd));
    }
    return fd;
  }

  /// Takes the status of a process that was killed: it would stay a zombie.
  private static void reap(int pid) {
    var deadline = System.nanoTime() + EXEC_LIMIT.toNanos();
    while (Libc.waitForEnded(pid, MemorySegment.NULL) == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(EXEC_CHECK.toNanos());
    }
  }

  @Override
  public void close() {
    starter.shutdownNow();
    var current = loop;
    if (current != null) {
      current.close();
    }
  }
}
