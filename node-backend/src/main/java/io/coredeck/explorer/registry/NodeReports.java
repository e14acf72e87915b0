package io.coredeck.explorer.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.NodeId;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Node;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What nodes say about themselves, each only about itself.
public final class NodeReports {

  /// Bytes of what a node says of itself, but its hardware.
  private static final int MOST_BYTES = 64 << 10;

  /// Bytes of what a node says of its hardware, of which {@link Writing#MOST_PROOFS} are kept.
  private static final int MOST_OF_HARDWARE = 256 << 10;

  /// Characters of all that is kept of a node but its hardware: lists of a thousand go to
  /// everybody.
  private static final int MOST_KEPT = 16 << 10;

  private final Store store;
  private final Admitting admitting;
  private final InstantSource clock;

  private NodeReports(Store store, Admitting admitting, InstantSource clock) {
    this.store = store;
    this.admitting = admitting;
    this.clock = clock;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store, InstantSource clock) {
    var reports = new NodeReports(store, doors.admitting(), clock);
    doors
        .node("POST", "/nodes", reports::register)
        .node("POST", "/nodes/{node_id}/interfaces", reports::interfaces)
        .node("POST", "/nodes/{node_id}/ports", reports::ports)
        .node("POST", "/nodes/{node_id}/capacity", reports::capacity)
        .node("POST", "/nodes/{node_id}/uptime", reports::uptime)
        .node("POST", "/nodes/{node_id}/used_resources", reports::usedResources);
  }

  private Answer register(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    var said = Arguments.body(request.withLimit(MOST_BYTES), Json::node);
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
      var before = records.node(caller);
      var admission = admission(records, caller, before, said.farmId());
      keep(
          records,
          before
              .map(known -> known.registeredAgain(said, now))
              .orElseGet(() -> said.registered(records.nextNodeNumber(), now)));
      records.admissions().putNode(caller, admission);
      return Answer.json(201, "null");
    });
  }

  /// Whoever admitted a node did it for one farm.
  private Admission admission(Reading records, String nodeId, Optional<Node> before, long farmId) {
    var isSameFarm = before.filter(node -> node.farmId() == farmId).isPresent();
    var known = records.admissions().ofNode(nodeId).filter(_ -> isSameFarm).orElse(Admission.ASKS);
    return known == Admission.ASKS && admitting.nodes() ? Admission.ADMITTED : known;
  }

  private static void keep(Writing records, Node node) {
    var length = Json.write(node).length();
    if (length > MOST_KEPT) {
      throw new RefusedException(
          413,
          "the node with what it says of itself is %d characters long; it must be at most %d"
              .formatted(length, MOST_KEPT));
    }
    records.put(node);
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

  private Answer interfaces(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    return report(request, caller, 201, Messages::interfaces, Node::withInterfaces);
  }

  private Answer ports(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    return report(request, caller, 200, Messages::ports, Node::withWgPorts);
  }

  private Answer uptime(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    return report(
        request, caller, 200, Messages::uptime, (node, seconds) -> node.withUptime(seconds, now()));
  }

  private Answer usedResources(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    return report(
        request,
        caller,
        200,
        Messages::usedResources,
        (node, used) -> node.withReserved(used.amount(), used.workloads()));
  }

  private <T> Answer report(
      WebRequest request,
      String caller,
      int status,
      Function<String, T> read,
      BiFunction<Node, T, Node> apply)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    return store.write(records -> {
      var node = Nodes.existing(records, caller);
      keep(records, apply.apply(node, Arguments.decoded(body, read)));
      return Answer.json(status, "null");
    });
  }

  private Answer capacity(WebRequest request, String caller)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_OF_HARDWARE).text();
    return store.write(records -> {
      var node = Nodes.existing(records, caller);
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
