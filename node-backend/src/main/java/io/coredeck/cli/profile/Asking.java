package io.coredeck.cli.profile;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.posix.PosixException;
import io.coredeck.posix.Tty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Asks a person, who sees nothing of what is secret while typing it.
public final class Asking {

  /// Longest line taken, in bytes.
  private static final int LINE_BYTES = 4096;

  private final Session session;

  public Asking(Session session) {
    this.session = session;
  }

  /// @param what is asked for, e.g. `Name`
  /// @return the next line of the input
  String open(String what) throws CliException, IOException {
    ask(what);
    return line(what);
  }

  /// @param what is asked for, e.g. `Password`
  /// @return the next line of the input, which the terminal does not show
  /// @throws CliException if there is none
  public String secret(String what) throws CliException, IOException {
    if (!session.around().terminal().isIn()) {
      return line(what);
    }
    try (var terminal = Tty.of(0)) {
      terminal.setSilent();
      ask(what); // only now: who is asked may type at once
      return line(what);
    } catch (PosixException e) {
      throw new CliException(
          ExitCode.FAILED, "the terminal does not stop showing what is typed: " + e.getMessage());
    } finally {
      session.err().println();
    }
  }

  private void ask(String what) {
    if (session.around().terminal().isIn()) {
      session.err().print(what + ": ");
      session.err().flush();
    }
  }

  private String line(String what) throws CliException, IOException {
    var line = new ByteArrayOutputStream();
    for (var b = session.in().read(); b >= 0 && b != '\n'; b = session.in().read()) {
      if (line.size() == LINE_BYTES) {
        throw new CliException(
            ExitCode.WRONG_CALL, "%s has more than %d bytes".formatted(what, LINE_BYTES));
      }
      line.write(b);
    }
    var text = line.toString(StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new CliException(
          ExitCode.WRONG_CALL, "%s is missing; it must be a line of the input".formatted(what));
    }
    return text;
  }
}
