package io.coredeck.cli.setup;

/// A command that cannot go on. Its message is one sentence for the person who typed it.
public final class CliException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /// @param exitCode one of {@link ExitCode}
  /// @param message where, what is, what it must be, what to do
  public CliException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// @return one of {@link ExitCode}
  public int exitCode() {
    return exitCode;
  }
}
