package io.coredeck.dashboard;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/// Starts the dashboard: `DashboardMain --config FILE`, or `--version`.
public final class DashboardMain {

  private static final System.Logger LOG = System.getLogger(DashboardMain.class.getName());
  private static final int WRONG_USE = 2;

  private DashboardMain() {}

  /// Runs until the process is asked to end.
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("coredeck dashboard " + version());
      return;
    }
    if (args.length != 2 || !args[0].equals("--config")) {
      System.err.println("usage: DashboardMain --config FILE | --version");
      System.exit(WRONG_USE);
    }
    run(Path.of(args[1]));
  }

  @SuppressWarnings("SystemOut")
  private static void run(Path file) throws IOException, InterruptedException {
    try {
      var config = DashboardConfig.read(file);
      LOG.log(Level.INFO, "settings: {0}", config);
      var server = DashboardServer.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "dashboard-close"));
      LOG.log(Level.INFO, "dashboard answers at {0}", server.url());
      server.join();
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("dashboard: " + e.getMessage());
      System.exit(1);
    }
  }

  private static String version() {
    return Optional.ofNullable(DashboardMain.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
