package io.coredeck.corex;

import io.coredeck.corex.http.CorexServer;
import io.coredeck.corex.linux.LinuxTerminals;
import io.coredeck.corex.linux.OtherRoot;
import io.coredeck.corex.linux.ProcMeter;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.service.Services;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/// Starts CoreX.
public final class CorexMain {
  private static final System.Logger LOG = System.getLogger(CorexMain.class.getName());

  private static final int FAILED = 1;

  /// As the original for options it does not understand.
  private static final int WRONG_OPTIONS = 255;

  private CorexMain() {}

  /// @param arguments as `--help` lists them
  public static void main(String[] arguments) throws InterruptedException {
    CorexConfig config;
    try {
      config = CorexConfig.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("corex: " + e.getMessage());
      System.exit(WRONG_OPTIONS);
      return;
    }
    if (config.notice().isPresent()) {
      System.out.println(config.notice().get());
      return;
    }
    Logging.set(config.logLevel());
    System.out.println("CoreX " + config.server().version() + ": " + config);
    var account = config.server().runAs();
    var terminals = terminals(config);
    if (!config.standalone()) {
      terminals.keepRest();
    }
    try {
      config.root().ifPresent(OtherRoot::check);
      if (account.isPresent()) {
        terminals.check(Launch.of(List.of(account.get())));
      }
    } catch (IllegalArgumentException e) {
      System.err.println("corex: --chroot, --uid, --gid: " + e.getMessage());
      System.exit(WRONG_OPTIONS);
      return;
    }
    var processes = new Processes(terminals, config.scrollback());
    // Before anybody can see that it runs, and stop it.
    var end = CorexEnd.expect(processes, terminals, config.stopLimit());
    var services = new Services(processes, config.definitions());
    try {
      var started =
          CorexServer.start(
              config.server(),
              processes,
              services,
              new ProcMeter(Path.of("/proc"), Path.of("/sys/fs/cgroup")));
      end.server(started);
      terminals.warmUp();
      started.warmUp();
      services.start();
      if (!config.command().isEmpty()) {
        processes.start(Plan.of(config.command()), WindowSize.DEFAULT);
      }
      new CountDownLatch(1).await();
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "told to stop before all had begun", e); // the hook is at work
    } catch (IOException | Processes.TooManyException e) {
      System.err.println("corex: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  /// Programs start where CoreX was started; in another root at its beginning.
  private static LinuxTerminals terminals(CorexConfig config) {
    var directory = Path.of(config.root().isPresent() ? "/" : "").toAbsolutePath();
    return new LinuxTerminals(
        config.environment(), directory, config.server().runAs(), config.root());
  }
}
