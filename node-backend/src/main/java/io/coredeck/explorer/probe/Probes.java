package io.coredeck.explorer.probe;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.probe.EndpointProbe;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.probe.ProbeMessages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// The calls by which a person has a node try an endpoint, and by which the node learns of it. The
/// explorer cannot read what is tried: it is encrypted for the node.
public final class Probes {

  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){1,2048}");

  private final Store store;
  private final ProbeDesk desk;
  private final ProbeLimit limit;

  private Probes(Store store, ProbeDesk desk, InstantSource clock) {
    this.store = store;
    this.desk = desk;
    this.limit = new ProbeLimit(clock);
  }

  /// Adds the calls.
  ///
  /// @return where questions wait; to be closed
  public static ProbeDesk open(Doors doors, Store store, InstantSource clock) {
    var desk = new ProbeDesk(clock);
    var probes = new Probes(store, desk, clock);
    var path = "/nodes/{node_id}/probes";
    doors
        .changerLater("POST", path, probes::ask)
        .nodeLater("GET", path, probes::take)
        .node("PUT", path + "/{id}", probes::answer);
    return desk;
  }

  private CompletionStage<Answer> ask(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var tid = caller.tid();
    var nodeId = request.parameter("node_id");
    var everywhere = mayAskEverywhere(tid, nodeId);
    var secretUrl = Arguments.body(request, ProbeMessages::wish);
    if (!HEX.matcher(secretUrl).matches()) {
      throw new RefusedException(
          400, "secret_url must be a URL encrypted for the node, hex, 2048 bytes at most");
    }
    if (!desk.isListening(nodeId)) {
      throw new RefusedException(503, "this node tries no endpoints now");
    }
    if (!limit.take(tid)) {
      throw new RefusedException(
          429, "that was tried %d times in a minute; wait a little".formatted(ProbeLimit.MOST));
    }
    var probe = new EndpointProbe(UUID.randomUUID().toString(), tid, secretUrl, everywhere);
    return desk.ask(nodeId, probe)
        .orElseThrow(() -> new RefusedException(503, "this node is busy with other tries"))
        .thenApply(Probes::told);
  }

  /// @return whether the caller may reach what is inside the node
  private boolean mayAskEverywhere(long tid, String nodeId)
      throws StoreException, InterruptedException {
    return store.read(records -> {
      if (records.node(nodeId).isEmpty()) {
        throw new RefusedException(404, "node %s not found".formatted(nodeId));
      }
      Rights.requireAdmittedNode(records, nodeId, false);
      return Rights.isAdmin(records, tid);
    });
  }

  private static Answer told(Optional<ProbeAnswer> said) {
    return Answer.json(
        200,
        ProbeMessages.write(
            said.orElseThrow(() -> new RefusedException(504, "the node did not answer in time"))));
  }

  private CompletionStage<Answer> take(WebRequest request, String nodeId)
      throws StoreException, InterruptedException {
    requireRegistered(nodeId);
    var wait = Arguments.queryNumber(request, "wait");
    var bounded = Math.clamp(wait, 0, ProbeDesk.LONGEST_WAIT.toSeconds());
    return desk.take(nodeId, Duration.ofSeconds(bounded))
        .thenApply(probes -> Answer.json(200, ProbeMessages.writeProbes(probes)));
  }

  private Answer answer(WebRequest request, String nodeId)
      throws StoreException, InterruptedException {
    requireRegistered(nodeId);
    var said = Arguments.body(request, ProbeMessages::answer);
    if (!desk.answer(nodeId, request.parameter("id"), said)) {
      throw new RefusedException(404, "nobody waits for this answer");
    }
    return Answer.json(200, "null");
  }

  private void requireRegistered(String nodeId) throws StoreException, InterruptedException {
    if (store.read(records -> records.node(nodeId)).isEmpty()) {
      throw new RefusedException(404, "node %s not found".formatted(nodeId));
    }
  }
}
