package io.coredeck.cli;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A node that says yes to every workload, and error to those whose description asks for it,
/// without running anything.
public final class AnsweringNode implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(20);

  private final NodeClient client;
  private final Thread thread;
  private final List<Reservation> seen = Collections.synchronizedList(new ArrayList<>());

  private AnsweringNode(NodeClient client) {
    this.client = client;
    this.thread = Thread.ofVirtual().name("answering-node").unstarted(this::work);
  }

  /// @param farm a farm of that explorer
  /// @return the node, registered and answering
  public static AnsweringNode start(URI explorer, KeyPair keys, long farm) throws Exception {
    var node = new AnsweringNode(NodeClient.connect(explorer, keys));
    node.client.register(
        Json.node(
            """
            {"node_id":"%s","farm_id":%d,"public_key_hex":"%s","os_version":"test",
             "location":{"city":"Ghent","country":"Belgium","continent":"Europe"}}\
            """
                .formatted(keys.nodeId(), farm, keys.publicKeyHex())));
    node.client.reportCapacity(new ResourceAmount(4, 16, 0, 100));
    node.client.reportUptime(Duration.ofMinutes(1));
    node.thread.start();
    return node;
  }

  /// @return what it was given, in order
  public List<Reservation> seen() {
    return List.copyOf(seen);
  }

  Node registered() throws Exception {
    return client.grid().node(client.nodeId());
  }

  private void work() {
    var from = 0L;
    try {
      while (true) {
        var work = client.poll(from, POLL);
        for (var one : work.workloads()) {
          seen.add(one);
          answer(one);
        }
        from = work.lastId() + 1;
      }
    } catch (GridException | InterruptedException _) {
      // closed, or the explorer is gone: nothing more to answer
    }
  }

  private void answer(Reservation to) throws GridException, InterruptedException {
    if (to.nextAction().isDelete()) {
      client.deleteResult(to.gwid());
      return;
    }
    var isBad = to.description().equals("fail");
    client.putResult(
        new Result(
            to.workload().type().resultCategory(),
            to.gwid(),
            isBad ? "null" : "{\"id\":\"" + to.gwid() + "\",\"ipv4\":\"172.24.1.2\"}",
            "",
            isBad ? State.ERROR : State.OK,
            isBad ? "it did not work" : "",
            0,
            ""));
    if (isBad) {
      client.deleteResult(to.gwid());
    }
  }

  @Override
  public void close() {
    client.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
