package io.coredeck.cli.corex;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import picocli.CommandLine.Option;

/// With which key one leaves a terminal.
final class DetachKey {

  /// What Control takes from a character's code.
  private static final int CONTROL = 0x1f;

  @Option(
      names = "--detach-key",
      paramLabel = "CHARACTER",
      defaultValue = "]",
      description = "Leaves together with Ctrl: a letter or one of ] [ \\ ^ _ (]).")
  private String key = "]";

  /// @return the byte that key is
  int code() throws CliException {
    if (!key.matches("[a-zA-Z\\]\\[\\\\^_]")) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          "--detach-key is '%s'; it must be a letter or one of ] [ \\ ^ _".formatted(key));
    }
    return key.charAt(0) & CONTROL;
  }
}
