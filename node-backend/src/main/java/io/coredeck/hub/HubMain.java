package io.coredeck.hub;

import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Starts the hub: `--config FILE`, or `--version`. SIGTERM ends it.
public final class HubMain {
  private static final System.Logger LOG = System.getLogger(HubMain.class.getName());

  private static final int CANNOT_START = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private HubMain() {}

  /// @param args `--config FILE` or `--version`
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("coredeck hub " + version());
    } else if (args.length == 2 && args[0].equals("--config")) {
      run(Path.of(args[1]));
    } else {
      end(WRONG_ARGUMENTS, "usage: hub --config FILE | --version");
    }
  }

  private static void run(Path file) throws InterruptedException {
    var ended = new CountDownLatch(1);
    try {
      var config = HubConfig.read(file);
      LOG.log(Level.INFO, "settings: {0}", config);
      var hub = Hub.start(config, new LinuxHost());
      Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "hub-close"));
      LOG.log(
          Level.INFO, "the hub listens on {0}:{1}", config.address(), Integer.toString(hub.port()));
    } catch (IOException | IllegalArgumentException e) {
      end(CANNOT_START, "hub: " + e.getMessage());
    }
    ended.await();
  }

  private static void end(int status, String message) {
    System.err.println(message);
    System.exit(status);
  }

  private static String version() {
    return Optional.ofNullable(HubMain.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
