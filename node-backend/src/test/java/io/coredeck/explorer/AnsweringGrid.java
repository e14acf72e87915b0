package io.coredeck.explorer;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// An explorer with a customer, a pool, and a node that answers: it says of everything that it is
/// there, and runs nothing. One whose image is {@link #BROKEN} it cannot make.
public final class AnsweringGrid implements AutoCloseable {

  /// An image no node has.
  public static final String BROKEN = "http://hub/broken.flist";

  private static final Duration WAIT = Duration.ofSeconds(20);

  private final TestGrid grid;
  private final NodeClient node;
  private final Thread thread;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /// @param folder for its records
  public AnsweringGrid(Path folder) throws Exception {
    grid = new TestGrid(folder);
    node = NodeClient.connect(grid.explorer.uri(), grid.node);
    node.reportCapacity(new ResourceAmount(8, 16, 1000, 500));
    node.reportUptime(Duration.ofHours(1));
    thread = Thread.ofVirtual().name("answering node").start(this::answer);
  }

  public URI explorer() {
    return grid.explorer.uri();
  }

  /// @return the customer's
  public KeyPair keys() {
    return grid.alice;
  }

  /// @return the customer
  public long tid() {
    return grid.aliceId;
  }

  /// @return makes the first account
  public String setupToken() {
    return TestExplorer.SETUP_TOKEN;
  }

  public String nodeId() {
    return grid.node.nodeId();
  }

  /// @return the node's
  public KeyPair nodeKeys() {
    return grid.node;
  }

  public long poolId() {
    return grid.poolId;
  }

  /// @return the node's farm
  public String farm() {
    return "farm-one";
  }

  private void answer() {
    try {
      var from = 0L;
      while (true) {
        var work = node.poll(from, WAIT);
        for (var one : work.workloads()) {
          answer(one);
        }
        from = work.lastId() + 1;
      }
    } catch (InterruptedException _) {
      over.complete(null);
    } catch (Exception e) {
      over.completeExceptionally(e);
    }
  }

  private void answer(Reservation one) throws GridException, InterruptedException {
    if (one.nextAction() == NextAction.DELETE) {
      node.deleteResult(one.gwid());
      return;
    }
    var broken = one.workload() instanceof Container asked && asked.flist().equals(BROKEN);
    var state = broken ? Result.State.ERROR : Result.State.OK;
    var category = one.workload().type().resultCategory();
    var message = broken ? "fail to download flist: 404 Not Found" : "";
    var data = broken ? "null" : data(one);
    node.putResult(new Result(category, one.gwid(), data, "", state, message, 0, ""));
    if (broken) {
      node.deleteResult(one.gwid());
    }
  }

  private static String data(Reservation one) {
    return switch (one.workload()) {
      case Container container -> {
        var address = container.networkConnections().getFirst().ipaddress();
        yield Json.writeTree(Map.of("id", one.gwid(), "ipv4", address, "ipv6", ""));
      }
      case Volume _ -> Json.writeTree(Map.of("volume_id", one.gwid()));
      case NetworkResource _, Workload.Unsupported _ -> "null";
    };
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      over.orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join();
    } finally {
      node.close();
      grid.close();
    }
  }
}
