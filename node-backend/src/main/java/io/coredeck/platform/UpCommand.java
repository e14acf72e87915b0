package io.coredeck.platform;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.platform.instance.Layout;
import io.coredeck.platform.instance.PlatformConfig;
import io.coredeck.platform.instance.PlatformException;
import io.coredeck.platform.instance.Preflight;
import io.coredeck.platform.instance.UpOptions;
import io.coredeck.platform.program.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts everything and, unless detached, stays until it is told to stop.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start everything, wait until a deploy would work, say where to click.")
final class UpCommand implements Callable<Integer> {

  private static final Duration READY_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  @Nullable Path data;

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1",
      description = "Address that dashboard, explorer and hub listen on (${DEFAULT-VALUE}).")
  String listen = "127.0.0.1";

  @Option(names = "--dashboard-port", paramLabel = "N", defaultValue = "8080")
  int dashboardPort;

  @Option(names = "--explorer-port", paramLabel = "N", defaultValue = "8090")
  int explorerPort;

  @Option(names = "--hub-port", paramLabel = "N", defaultValue = "8091")
  int hubPort;

  @Option(names = "--redis-port", paramLabel = "N", defaultValue = "8094")
  int redisPort;

  @Option(
      names = "--network-range",
      paramLabel = "CIDR",
      defaultValue = "172.24.0.0/16",
      description = "Private range of the network 'default' (${DEFAULT-VALUE}).")
  String networkRange = "172.24.0.0/16";

  @Option(
      names = "--storage",
      paramLabel = "GIB",
      defaultValue = "0",
      description = "Size of the containers' disk; 0 for four fifths of what is free.")
  int storage;

  @Option(
      names = "--behind-proxy",
      description =
          "Browsers come through a proxy that ends TLS and sets X-Forwarded-For and -Proto;"
              + " see docs/operating/dashboard.md.")
  boolean behindProxy;

  @Option(
      names = "--webhook-networks",
      paramLabel = "CIDR",
      defaultValue = "",
      description =
          "Ranges, with commas between, to which webhooks may go although they are not public;"
              + " also over plain http. See docs/operating/webhooks.md.")
  String webhookNetworks = "";

  @Option(
      names = "--open-users",
      description =
          "Whoever registers as a user is let in at once, as in the original; else an admin admits"
              + " each.")
  boolean openUsers;

  @Option(
      names = "--open-nodes",
      description =
          "Whatever registers as a node is let in at once; else the owner of its farm or an admin"
              + " admits each.")
  boolean openNodes;

  @Option(
      names = "--reach-allow",
      paramLabel = "CIDR[:PORT]",
      defaultValue = "",
      description =
          "Addresses, with commas between, that this node connects to for tenants though it would"
              + " not. See docs/operating/node.md.")
  String reachAllow = "";

  @Option(
      names = "--tenant-ranges",
      paramLabel = "CIDR",
      defaultValue = "",
      description =
          "Private ranges, with commas between, inside of which tenants may have networks on this"
              + " node; all of them unless said.")
  String tenantRanges = "";

  @Option(
      names = "--container-users",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Users of this machine, with commas between, who may open connections to containers,"
              + " beside root.")
  String containerUsers = "";

  @Option(names = "--detach", description = "Return when everything is ready.")
  boolean detach;

  @Option(names = "--home", hidden = true, required = true)
  Path home = Path.of(".");

  @Option(
      names = "--supervise",
      hidden = true,
      description = "Runs in the background for --detach.")
  boolean supervise;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var options =
        new UpOptions(
            PlatformConfig.data(data),
            listen,
            dashboardPort,
            explorerPort,
            hubPort,
            redisPort,
            networkRange,
            storage,
            behindProxy,
            webhookNetworks,
            openUsers,
            openNodes,
            new UpOptions.NodeDoors(reachAllow, tenantRanges, containerUsers));
    var layout = new Layout(options.data());
    var host = new LinuxHost();
    if (supervise) {
      return run(host, options, layout, line -> System.out.println("> " + line));
    }
    if (new PidFile(host, layout.pid("supervisor")).running().isPresent()) {
      System.out.println("Coredeck is already running on " + options.data() + ".");
      System.out.print(Welcome.text(layout));
      return 0;
    }
    Preflight.check(host, options);
    layout.create();
    System.out.println("Starting Coredeck on " + options.data() + " …");
    return detach
        ? startDetached(host, layout)
        : run(host, options, layout, line -> System.out.println("  " + line));
  }

  private int run(
      Host host, UpOptions options, Layout layout, java.util.function.Consumer<String> progress)
      throws IOException, InterruptedException {
    layout.create();
    var pidFile = new PidFile(host, layout.pid("supervisor"));
    pidFile.write(ProcessHandle.current().pid());
    var stopped = new CountDownLatch(1);
    var main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(main, stopped)));
    try (var _ = Platform.start(host, options, home, progress)) {
      if (!supervise) { // else this goes to a log, and a password must not
        System.out.print(Welcome.text(layout));
        System.out.println("Ctrl-C stops the programs; containers keep running.");
      }
      new CountDownLatch(1).await(); // until the hook interrupts
      return 0;
    } catch (InterruptedException asked) {
      return 0; // what had started is stopped again by now
    } finally {
      pidFile.delete();
      stopped.countDown();
    }
  }

  /// Runs in the shutdown hook: tells the main thread to stop everything, and waits until it has.
  /// Not until that thread ends: it ends in `System.exit`, which waits for this hook.
  private static void stop(Thread main, CountDownLatch stopped) {
    main.interrupt();
    try {
      if (!stopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("coredeck: not all programs stopped in time; run ./coredeck down again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int startDetached(Host host, Layout layout) throws IOException, InterruptedException {
    var log = layout.log("platform");
    Files.writeString(log, "");
    Files.deleteIfExists(layout.ready());
    var child = host.start(superviseCommand(), log);
    var end = System.nanoTime() + READY_LIMIT.toNanos();
    var shown = 0;
    while (!Files.exists(layout.ready())) {
      shown = showProgress(log, shown);
      if (!child.isAlive()) {
        System.err.print(afterProgress(log));
        return 1;
      }
      if (System.nanoTime() > end) {
        throw new PlatformException(
            "not ready within %d min; the log is %s".formatted(READY_LIMIT.toMinutes(), log));
      }
      Thread.sleep(LOOK_AGAIN);
    }
    showProgress(log, shown);
    System.out.print(Welcome.text(layout));
    return 0;
  }

  private io.coredeck.node.host.Command superviseCommand() {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    argv.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PlatformMain.class.getName(),
            "up",
            "--supervise"));
    argv.addAll(List.of("--home", home.toAbsolutePath().toString()));
    argv.addAll(List.of("--data", PlatformConfig.data(data).toString()));
    argv.addAll(List.of("--listen", listen, "--network-range", networkRange));
    argv.addAll(List.of("--dashboard-port", "" + dashboardPort, "--hub-port", "" + hubPort));
    argv.addAll(List.of("--explorer-port", "" + explorerPort, "--redis-port", "" + redisPort));
    argv.addAll(List.of("--storage", "" + storage));
    if (behindProxy) {
      argv.add("--behind-proxy");
    }
    addIfSaid(argv, "--webhook-networks", webhookNetworks);
    addIfSaid(argv, "--reach-allow", reachAllow);
    addIfSaid(argv, "--tenant-ranges", tenantRanges);
    addIfSaid(argv, "--container-users", containerUsers);
    if (openUsers) {
      argv.add("--open-users");
    }
    if (openNodes) {
      argv.add("--open-nodes");
    }
    var environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
    environment.put(PlatformConfig.JAVA_OPTIONS, String.join(" ", PlatformConfig.javaOptions()));
    return io.coredeck.node.host.Command.of(argv).with(environment);
  }

  private static void addIfSaid(List<String> argv, String option, String value) {
    if (!value.isEmpty()) {
      argv.addAll(List.of(option, value));
    }
  }

  private static int showProgress(Path log, int shown) throws IOException {
    var lines = Files.readAllLines(log).stream().filter(line -> line.startsWith("> ")).toList();
    lines.stream().skip(shown).forEach(line -> System.out.println("  " + line.substring(2)));
    return lines.size();
  }

  private static String afterProgress(Path log) throws IOException {
    var text = new StringBuilder();
    for (var line : Files.readAllLines(log)) {
      if (!line.startsWith("> ")) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }
}
