package io.coredeck.corex.linux.spawn;

import com.pty4j.WinSize;
import com.pty4j.unix.Pty;
import com.pty4j.unix.PtyHelpers;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.Terminals;
import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts a program on a pseudo terminal.
///
/// Pty4J opens the terminal and tells it its size, which it has before the program is there to ask
/// for it. Its own start of a process is not used: it copies all memory of ours, and a thread waits
/// for each process.
public final class TerminalSpawn {
  private TerminalSpawn() {}

  /// Loads the native libraries, so that the first program starts as fast as the others.
  public static void load() {
    PtyHelpers.getInstance();
    PosixSpawn.load();
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
      Terminals.setUtf8(terminal.getMasterFD());
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
  /// @return the process
  /// @throws ExecFailedException with the system's words
  public static int execute(
      Executable executable, List<String> variables, String directory, Pty terminal)
      throws ExecFailedException {
    try (var spawn = new PosixSpawn()) {
      for (var stream = 0; stream < PosixSpawn.STREAMS; stream++) {
        spawn.open(terminal.getSlaveName(), stream);
      }
      return spawn.start(executable, variables, directory);
    } catch (ExecFailedException e) {
      var file = Path.of(terminal.getSlaveName());
      throw Files.isReadable(file) && Files.isWritable(file)
          ? e
          : new ExecFailedException("terminal %s: %s".formatted(file, e.getMessage()));
    }
  }
}
