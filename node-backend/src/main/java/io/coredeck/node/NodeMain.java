package io.coredeck.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The node agent.
///
/// `NodeMain --config FILE` works until it is told to stop; containers go on. `--config FILE
/// --list` prints what is on this node, a line each; `--config FILE --destroy` removes all of it
/// but the data of volumes.
public final class NodeMain {

  private static final System.Logger LOG = System.getLogger(NodeMain.class.getName());
  private static final String VERSION = "coredeck node 0.1.0";
  private static final String USAGE = "usage: NodeMain --config FILE [--list | --destroy]";

  private NodeMain() {}

  /// Entry point. Exit status 0 done, 1 could not be done, 2 wrong arguments.
  public static void main(String[] arguments) throws InterruptedException {
    var words = List.of(arguments);
    if (words.equals(List.of("--version"))) {
      System.out.println(VERSION);
      return;
    }
    if (words.size() < 2 || words.size() > 3 || !words.getFirst().equals("--config")) {
      System.err.println(USAGE + "; got " + Arrays.toString(arguments));
      System.exit(2);
    }
    try {
      run(NodeConfig.read(Path.of(words.get(1))), words.size() == 3 ? words.get(2) : "");
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("node: " + Agent.sentence(e));
      System.exit(1);
    }
  }

  private static void run(NodeConfig config, String task) throws IOException, InterruptedException {
    switch (task) {
      case "" -> serve(config);
      case "--list" -> Agent.list(config).forEach(System.out::println);
      case "--destroy" -> Agent.destroy(config);
      default -> throw new IllegalArgumentException(USAGE + "; got " + task);
    }
  }

  private static void serve(NodeConfig config) throws IOException, InterruptedException {
    LOG.log(System.Logger.Level.INFO, "starting with {0}", config);
    var stopped = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  stopped.countDown();
                  Agent.awaitQuietly(done);
                }));
    try (var _ = Agent.start(config)) {
      stopped.await();
    } finally {
      done.countDown();
    }
  }
}
