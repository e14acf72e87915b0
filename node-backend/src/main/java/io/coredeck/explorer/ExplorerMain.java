package io.coredeck.explorer;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Starts the explorer: `--config FILE`, or `--version`. SIGTERM ends it.
public final class ExplorerMain {
  private static final System.Logger LOG = System.getLogger(ExplorerMain.class.getName());

  private static final int CANNOT_START = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private ExplorerMain() {}

  /// @param args `--config FILE` or `--version`
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("coredeck explorer " + version());
    } else if (args.length == 2 && args[0].equals("--config")) {
      run(Path.of(args[1]));
    } else {
      end(WRONG_ARGUMENTS, "usage: explorer --config FILE | --version", System.err);
    }
  }

  private static void run(Path file) throws InterruptedException {
    var ended = new CountDownLatch(1);
    try {
      var config = ExplorerConfig.read(file);
      LOG.log(Level.INFO, "settings: {0}", config);
      var explorer = Explorer.start(config, InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(explorer::close, "explorer-close"));
      LOG.log(
          Level.INFO,
          "the explorer listens on {0}:{1}",
          config.address(),
          Integer.toString(explorer.port()));
    } catch (IOException | IllegalArgumentException e) {
      end(CANNOT_START, "explorer: " + e.getMessage(), System.err);
    }
    ended.await();
  }

  private static void end(int status, String message, PrintStream out) {
    out.println(message);
    System.exit(status);
  }

  private static String version() {
    return Optional.ofNullable(ExplorerMain.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
