package io.coredeck.dashboard;

import io.coredeck.identity.KeyPair;
import io.coredeck.identity.SecretException;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.node.probe.EndpointProbes;
import io.coredeck.node.reach.Reach;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.waiting.Patience;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Takes work from a real explorer and answers it without doing any: everything runs at once, but
/// containers for which a refusal was laid down. Endpoints it tries as a real node does.
final class ScriptedNode implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(5);

  private final NodeClient client;
  private final KeyPair keys;
  private final Thread worker;
  private final Reach reach = new Reach(List.of(), List::of);
  private final EndpointProbes probes;
  private volatile Optional<String> refusal = Optional.empty();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean closed;

  private ScriptedNode(URI explorer, KeyPair keys) {
    this.keys = keys;
    this.client = NodeClient.connect(explorer, keys);
    this.probes = EndpointProbes.start(client, keys, reach);
    this.worker = Thread.ofVirtual().name("scripted-node").unstarted(this::work);
  }

  static ScriptedNode start(URI explorer, long farm) throws Exception {
    var node = new ScriptedNode(explorer, KeyPair.generate());
    node.client.register(
        Json.node(
            """
            {"node_id": "%s", "hostname": "node-01", "farm_id": %d, "os_version": "test",
             "public_key_hex": "%s", "uptime": 60,
             "location": {"city": "Hamburg", "country": "Germany", "continent": "Europe"}}
            """
                .formatted(node.nodeId(), farm, node.keys.publicKeyHex())));
    node.client.reportCapacity(new ResourceAmount(8, 31.2, 0, 100));
    node.client.reportUptime(Duration.ofMinutes(1));
    node.worker.start();
    return node;
  }

  String nodeId() {
    return keys.nodeId();
  }

  /// @param hex a secret that a user sent
  /// @param userKeyHex the user's public key
  /// @return what it says
  String opened(String hex, String userKeyHex) throws SecretException {
    var plain = Secrets.decrypt(Reservation.CURRENT_VERSION, keys, userKeyHex, hex);
    return new String(plain, StandardCharsets.UTF_8);
  }

  /// The next container is refused with these words.
  void refuseNext(String message) {
    refusal = Optional.of(message);
  }

  /// From now on containers have to wait.
  void hold() {
    held = new CountDownLatch(1);
  }

  /// Those that wait go on.
  void release() {
    held.countDown();
  }

  private void work() {
    var from = 0L;
    while (!closed) {
      try {
        var work = client.poll(from, POLL);
        for (var workload : work.workloads()) {
          answer(workload);
        }
        from = work.lastId() + 1;
      } catch (GridException _) {
        Patience.pause(); // the explorer is going down, or will be asked again
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void answer(Reservation workload) throws GridException, InterruptedException {
    if (workload.nextAction().isDelete()) {
      client.deleteResult(workload.gwid());
      return;
    }
    var message = "";
    var data = "null";
    if (workload.workload() instanceof Container container) {
      held.await();
      message = refusal.orElse("");
      refusal = Optional.empty();
      data = "{\"ipv4\": \"%s\"}".formatted(container.networkConnections().getFirst().ipaddress());
    }
    client.putResult(
        new Result(
            workload.workload().type().resultCategory(),
            workload.gwid(),
            data,
            "",
            message.isEmpty() ? Result.State.OK : Result.State.ERROR,
            message,
            0,
            nodeId()));
    if (!message.isEmpty()) {
      client.deleteResult(workload.gwid()); // as a node does: nothing of it is left
    }
  }

  @Override
  public void close() {
    closed = true;
    worker.interrupt();
    probes.close();
    reach.close();
    client.close();
  }
}
