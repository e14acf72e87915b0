package io.coredeck.platform;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./coredeck up`, `down` and `status`.
///
/// Exit status: 0 done, 1 it could not be done (one sentence on standard error says why), 2 wrong
/// arguments.
@Command(
    name = "coredeck",
    description = "Starts, stops and shows one instance of Coredeck.",
    subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class})
public final class PlatformMain {

  private PlatformMain() {}

  /// Entry point.
  public static void main(String[] arguments) {
    var line =
        new CommandLine(new PlatformMain())
            .setExecutionExceptionHandler((failure, _, _) -> failed(failure));
    System.exit(line.execute(arguments));
  }

  private static int failed(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    System.err.println("coredeck: " + sentence(failure));
    return 1;
  }

  /// @return what went wrong, with the causes that add something
  static String sentence(Throwable failure) {
    var text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !text.contains(cause.getMessage())) {
        text += ": " + cause.getMessage();
      }
    }
    return text;
  }
}
