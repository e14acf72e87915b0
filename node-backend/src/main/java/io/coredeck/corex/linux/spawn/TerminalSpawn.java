package io.coredeck.corex.linux.spawn;

import com.pty4j.WinSize;
import com.pty4j.unix.Pty;
import com.pty4j.unix.PtyHelpers;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Starts a program on a pseudo terminal.
///
/// Of Pty4J only the parts are used: opening a terminal, and fork and exec on it. So the size can
/// be set before the program is there to ask for it, the status is the real one, and no thread
/// waits for a process.
public final class TerminalSpawn {
  private static final Duration EXEC_CHECK = Duration.ofNanos(100_000);
  private static final Duration EXEC_LIMIT = Duration.ofSeconds(2);

  private TerminalSpawn() {}

  /// Loads the native libraries, so that the first program starts as fast as the others.
  public static void load() {
    PtyHelpers.getInstance();
  }

  /// @param account who is to open it
  /// @return a terminal that does not block, for {@link #execute}
  public static Pty open(WinSize size, Optional<Account> account) throws IOException {
    var terminal = new Pty();
    if (terminal.getMasterFD() < 0) {
      throw new ExecFailedException("No pseudo terminal is free");
    }
    try {
      terminal.setWindowSize(size, null);
      Libc.setUtf8(terminal.getMasterFD());
      Libc.setNonBlocking(terminal.getMasterFD());
      if (account.isPresent()) {
        give(terminal, account.get());
      }
      return terminal;
    } catch (IOException e) {
      terminal.close();
      throw e;
    }
  }

  private static void give(Pty terminal, Account account) throws ExecFailedException {
    try (var arena = Arena.ofConfined()) {
      var result = Libc.setOwner(arena.allocateFrom(terminal.getSlaveName()), account.uid());
      if (result < 0) {
        throw new ExecFailedException(
            "%s cannot be given the terminal: %s".formatted(account.name(), Libc.message(-result)));
      }
    }
  }

  /// @param variables `NAME=value`
  /// @return the process, which may not be the program yet
  public static int execute(
      Executable executable, List<String> variables, String directory, Pty terminal)
      throws ExecFailedException {
    var pid =
        PtyHelpers.execPty(
            executable.program(),
            executable.argv().toArray(String[]::new),
            variables.toArray(String[]::new),
            directory,
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
  /// @param ourName what it is called until then
  /// @throws ExecFailedException if it has ended under our name
  public static void awaitExec(int pid, String ourName) throws ExecFailedException {
    var stat = Path.of("/proc/" + pid + "/stat");
    var deadline = System.nanoTime() + EXEC_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      String text;
      try {
        text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return; // without /proc there is nothing to wait for
      }
      if (!text.contains("(" + ourName + ")")) {
        return;
      }
      if (text.contains(") Z ")) {
        Libc.waitForEnded(pid, MemorySegment.NULL);
        throw new ExecFailedException("Exec format error");
      }
      LockSupport.parkNanos(EXEC_CHECK.toNanos());
    }
  }
}
