package io.coredeck.sdk;

import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Signatures;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.probe.EndpointProbe;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Node.NetworkInterface;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.Messages.UsedResources;
import io.coredeck.wire.probe.ProbeMessages;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A node's calls to the explorer. It calls with its node id and key and speaks for itself only.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="node"}
///
/// May be used by many threads; same limits and failures as {@link GridClient}.
public final class NodeClient implements AutoCloseable {

  /// Longest time the explorer is asked to hold back the answer of a poll.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final GridClient grid;
  private final ExplorerCalls calls;
  private final KeyPair keys;
  private final String nodePath;
  private final String workloadsPath;

  private NodeClient(URI explorer, KeyPair keys) {
    this.grid = GridClient.ofNode(explorer, keys);
    this.calls = grid.calls();
    this.keys = keys;
    this.nodePath = "/nodes/" + keys.nodeId();
    this.workloadsPath = "/reservations/nodes/" + keys.nodeId() + "/workloads";
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of the node
  public static NodeClient connect(URI explorer, KeyPair keys) {
    return new NodeClient(explorer, keys);
  }

  /// What a poll brought.
  ///
  /// @param workloads those to be deployed or deleted; some may have been seen before
  /// @param lastId the next poll asks from the id after it
  public record Work(List<Reservation> workloads, long lastId) {

    public Work {
      workloads = List.copyOf(workloads);
    }
  }

  /// @return the calls that are not only for nodes: users and their keys, farms
  public GridClient grid() {
    return grid;
  }

  /// @return base58
  public String nodeId() {
    return keys.nodeId();
  }

  /// Puts the node on the grid, or says what has changed since.
  ///
  /// @param node its {@link Node#nodeId} is this client's
  public void register(Node node) throws GridException, InterruptedException {
    calls.post("/nodes", Json.write(node));
  }

  public void reportInterfaces(List<NetworkInterface> interfaces)
      throws GridException, InterruptedException {
    calls.post(nodePath + "/interfaces", Messages.writeInterfaces(interfaces));
  }

  /// @param ports UDP ports in use by WireGuard
  public void reportPorts(List<Integer> ports) throws GridException, InterruptedException {
    calls.post(nodePath + "/ports", Messages.writePorts(ports));
  }

  /// @param capacity all the node has
  public void reportCapacity(ResourceAmount capacity) throws GridException, InterruptedException {
    calls.post(nodePath + "/capacity", Messages.writeCapacity(capacity));
  }

  /// The sign of life; a node without one for ten minutes counts as down.
  public void reportUptime(Duration uptime) throws GridException, InterruptedException {
    calls.post(nodePath + "/uptime", Messages.writeUptime(uptime.toSeconds()));
  }

  public void reportUsedResources(UsedResources used) throws GridException, InterruptedException {
    calls.post(nodePath + "/used_resources", Messages.write(used));
  }

  /// Asks for work. The explorer holds the answer back until there is some.
  ///
  /// @param from smallest id of interest: 0 at first, then {@link Work#lastId} + 1
  /// @param wait how long the explorer may hold it back, up to {@link #LONGEST_WAIT}
  /// @return broken or unsupported workloads too, as {@link io.coredeck.model.Workload.Unsupported}
  public Work poll(long from, Duration wait) throws GridException, InterruptedException {
    var held = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    var path = "%s?from=%d&wait=%d".formatted(workloadsPath, from, held.toSeconds());
    var answer = calls.get(path, held);
    var workloads = calls.read(answer, Json::reservations);
    var largest = workloads.stream().mapToLong(Reservation::id).max().orElse(from - 1);
    return new Work(workloads, answer.numberInHeader().apply("x-last-id").orElse(largest));
  }

  /// @param gwid e.g. `3-1`
  public Reservation workload(String gwid) throws GridException, InterruptedException {
    return calls.read(calls.get("/reservations/nodes/workloads/" + gwid), Json::reservation);
  }

  /// Tells what became of a workload, with no more of its message than the explorer keeps; signs
  /// that.
  ///
  /// @param whole its {@link Result#workloadId} says which
  public void putResult(Result whole) throws GridException, InterruptedException {
    var result = whole.shortened();
    var signed =
        new Result(
            result.category(),
            result.workloadId(),
            result.dataJson(),
            keys.signHex(Signatures.ofResult(result)),
            result.state(),
            result.message(),
            result.epoch(),
            keys.nodeId());
    calls.put(workloadsPath + "/" + result.workloadId(), Json.write(signed));
  }

  /// Tells that a workload is gone.
  ///
  /// @param gwid e.g. `3-1`
  public void deleteResult(String gwid) throws GridException, InterruptedException {
    calls.delete(workloadsPath + "/" + gwid);
  }

  /// Asks which endpoints people want to have tried. The explorer holds the answer back until there
  /// is one.
  ///
  /// @param wait how long it may hold it back, up to {@link #LONGEST_WAIT}
  public List<EndpointProbe> probes(Duration wait) throws GridException, InterruptedException {
    var held = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    var path = "%s/probes?wait=%d".formatted(nodePath, held.toSeconds());
    return calls.read(calls.get(path, held), ProbeMessages::probes);
  }

  /// Tells how a try went.
  ///
  /// @param id as the question names itself
  public void answerProbe(String id, ProbeAnswer answer)
      throws GridException, InterruptedException {
    calls.put(nodePath + "/probes/" + id, ProbeMessages.write(answer));
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    grid.close();
  }
}
