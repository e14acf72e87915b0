package io.coredeck.explorer.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.NodeId;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Node;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What nodes say about themselves, each only about itself.
public final class NodeReports {
  private final Store store;
  private final Callers callers;
  private final InstantSource clock;

  private NodeReports(Store store, Callers callers, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.clock = clock;
  }

  /// Adds the routes.
  ///
  /// @param base path before all routes
  public static void route(
      Router router, String base, Store store, Callers callers, InstantSource clock) {
    var reports = new NodeReports(store, callers, clock);
    router
        .post(base + "/nodes", reports::register)
        .post(base + "/nodes/{node_id}/interfaces", reports::interfaces)
        .post(base + "/nodes/{node_id}/ports", reports::ports)
        .post(base + "/nodes/{node_id}/capacity", reports::capacity)
        .post(base + "/nodes/{node_id}/uptime", reports::uptime)
        .post(base + "/nodes/{node_id}/used_resources", reports::usedResources);
  }

  private Answer register(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.node(request);
    var said = Arguments.body(request, Json::node);
    if (!said.nodeId().equals(caller)) {
      throw new RefusedException(
          403,
          "trying to register a node with nodeID %s while you are %s"
              .formatted(said.nodeId(), caller));
    }
    return store.write(records -> {
      if (records.farm(said.farmId()).isEmpty()) {
        throw new RefusedException(404, "unknown farm id: %d".formatted(said.farmId()));
      }
      check(said);
      var now = now();
      records.put(
          records
              .node(caller)
              .map(known -> known.registeredAgain(said, now))
              .orElseGet(() -> said.registered(records.nextNodeNumber(), now)));
      return Answer.json(201, "null");
    });
  }

  private static void check(Node said) {
    require(!said.osVersion().isEmpty(), "os_version is required");
    require(!said.publicKeyHex().isEmpty(), "public_key_hex is required");
    require(
        NodeId.toHex(said.nodeId()).equalsIgnoreCase(said.publicKeyHex()),
        "nodeID and public key does not match");
    require(!said.location().equals(Location.NONE), "location is required");
  }

  private static void require(boolean fulfilled, String message) {
    if (!fulfilled) {
      throw new RefusedException(400, message);
    }
  }

  private Answer interfaces(WebRequest request) throws StoreException, InterruptedException {
    return report(request, 201, Messages::interfaces, Node::withInterfaces);
  }

  private Answer ports(WebRequest request) throws StoreException, InterruptedException {
    return report(request, 200, Messages::ports, Node::withWgPorts);
  }

  private Answer uptime(WebRequest request) throws StoreException, InterruptedException {
    return report(
        request, 200, Messages::uptime, (node, seconds) -> node.withUptime(seconds, now()));
  }

  private Answer usedResources(WebRequest request) throws StoreException, InterruptedException {
    return report(
        request,
        200,
        Messages::usedResources,
        (node, used) -> node.withReserved(used.amount(), used.workloads()));
  }

  private <T> Answer report(
      WebRequest request, int status, Function<String, T> read, BiFunction<Node, T, Node> apply)
      throws StoreException, InterruptedException {
    var caller = callers.node(request);
    var body = request.text();
    return store.write(records -> {
      var node = itself(records, request, caller);
      records.put(apply.apply(node, Arguments.decoded(body, read)));
      return Answer.json(status, "null");
    });
  }

  private static Node itself(Writing records, WebRequest request, String caller) {
    var nodeId = request.parameter("node_id");
    if (!nodeId.equals(caller)) {
      throw new RefusedException(
          403, "trying to report for nodeID %s while you are %s".formatted(nodeId, caller));
    }
    return Nodes.existing(records, nodeId);
  }

  private Answer capacity(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.node(request);
    var body = request.text();
    return store.write(records -> {
      var node = itself(records, request, caller);
      var capacity = Arguments.decoded(body, Messages::capacity);
      records.put(node.withTotalResources(capacity));
      records.addProof(node.nodeId(), Arguments.decoded(body, this::proof));
      return Answer.json(200, "null");
    });
  }

  /// The hardware as the node described it; the hashes only tell whether it changed.
  private String proof(String text) {
    var said = Json.tree(text);
    var proof = new LinkedHashMap<String, Object>();
    proof.put("created", now());
    proof.put("hardware_hash", hash(said.member("dmi")));
    proof.put("disk_hash", hash(said.member("disks")));
    proof.put("hardware", said.member("dmi"));
    proof.put("disks", said.member("disks"));
    proof.put("hypervisor", said.member("hypervisor").items());
    return Json.writeTree(proof);
  }

  private static String hash(JsonValue described) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(described.json().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256; use a complete JDK", e);
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
