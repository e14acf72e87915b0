package io.coredeck.cli.setup;

/// How a command ends. Scripts rely on these numbers; docs/operating/cli.md lists them.
public final class ExitCode {

  /// Everything asked for was done.
  public static final int DONE = 0;

  /// The explorer or the node refused it, or it failed there.
  public static final int FAILED = 1;

  /// The command was written wrongly: options, file, JSON.
  public static final int WRONG_CALL = 2;

  /// There is nothing of that id.
  public static final int UNKNOWN = 3;

  /// The platform cannot be reached, or its files not read.
  public static final int NO_PLATFORM = 4;

  /// It was asked for, and was not done in the time given.
  public static final int LATE = 5;

  /// The user broke it off.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
