package io.coredeck.explorer.registry;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.registry.Node;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;

/// The calls about nodes, except the nodes' own ({@link NodeReports}).
public final class Nodes {

  /// Bytes of what a farmer says of a node.
  private static final int MOST_BYTES = 8 << 10;

  private final Store store;

  private Nodes(Store store) {
    this.store = store;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store) {
    var nodes = new Nodes(store);
    doors
        .anybody("GET", "/nodes", nodes::list)
        .anybody("GET", "/nodes/{node_id}", nodes::get)
        .changer(
            "POST", "/nodes/{node_id}/configure_public", "node.configure", nodes::configurePublic)
        .changer("POST", "/nodes/{node_id}/configure_free", "node.configure", nodes::configureFree);
  }

  private Answer list(WebRequest request) throws StoreException, InterruptedException {
    var slice = Arguments.slice(request);
    var filter = filter(request);
    var proofs = isAsked(request, "proofs");
    if (proofs) {
      Parts.Pages<Node> nodes = part -> store.read(records -> records.nodes(filter, part));
      var first = nodes.read(slice);
      var rest = new Parts.Rest<>(nodes, slice, first);
      return Arguments.paged(Answer.json(new Parts(withProofs(rest))), first, slice);
    }
    return Parts.page(
        part ->
            store.read(records -> records.nodes(filter, part).map(node -> shown(records, node))),
        slice);
  }

  /// Proofs may be long: one node at a time.
  private Parts.Source withProofs(Parts.Rest<Node> rest) {
    var left = new ArrayDeque<Node>();
    return () -> {
      if (left.isEmpty()) {
        left.addAll(rest.next());
      }
      if (left.isEmpty()) {
        return List.of();
      }
      var node = left.remove();
      return List.of(store.<String>read(records -> text(records, node, true)));
    };
  }

  private static Filter.Nodes filter(WebRequest request) {
    return new Filter.Nodes(
        Arguments.queryNumber(request, "farm"),
        Arguments.queryText(request, "country"),
        Arguments.queryText(request, "city"),
        Arguments.queryNumber(request, "cru"),
        Arguments.queryNumber(request, "mru"),
        Arguments.queryNumber(request, "hru"),
        Arguments.queryNumber(request, "sru"),
        isAsked(request, "deleted"));
  }

  private static boolean isAsked(WebRequest request, String name) {
    return Arguments.queryText(request, name).equals("true");
  }

  private Answer get(WebRequest request) throws StoreException, InterruptedException {
    var nodeId = request.parameter("node_id");
    var proofs = isAsked(request, "proofs");
    return Answer.json(
        200, store.read(records -> text(records, existing(records, nodeId), proofs)));
  }

  /// @return the node
  /// @throws RefusedException 404 if it never registered
  static Node existing(Reading records, String nodeId) {
    return records
        .node(nodeId)
        .orElseThrow(() -> new RefusedException(404, "node '%s' not found".formatted(nodeId)));
  }

  /// @return the node as lists show it, with its farmer's configuration
  public static String shown(Reading records, Node node) {
    return text(records, node, false);
  }

  /// The farmer's configuration and the proofs are kept beside the node: put in here.
  private static String text(Reading records, Node node, boolean withProofs) {
    var config = records.publicConfigOf(node.nodeId());
    var plain = Json.write(node);
    var isAdmitted =
        records.admissions().ofNode(node.nodeId()).filter(Admission.ADMITTED::equals).isPresent();
    if (config.equals("null") && !withProofs && isAdmitted) {
      return plain;
    }
    var members = new LinkedHashMap<String, Object>(Json.tree(plain).members());
    members.put("public_config", Json.tree(config));
    if (!isAdmitted) {
      members.put("admitted", false);
    }
    if (withProofs) {
      members.put("proofs", records.proofsOf(node.nodeId()).stream().map(Json::tree).toList());
    }
    return Json.writeTree(members);
  }

  private Answer configurePublic(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var nodeId = request.parameter("node_id");
    var body = request.withLimit(MOST_BYTES).text();
    return store.write(records -> {
      checkFarmer(records, existing(records, nodeId), caller);
      var version = PublicConfig.versionOf(records.publicConfigOf(nodeId));
      Versions.requireState(request, Long.toString(version));
      var config = Arguments.decoded(body, PublicConfig::read);
      records.putPublicConfig(nodeId, config.text(version + 1));
      note.detail("public network");
      note.done(records);
      return Versions.stated(Answer.json(201, "null"), Long.toString(version + 1));
    });
  }

  private Answer configureFree(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var nodeId = request.parameter("node_id");
    var body = request.withLimit(MOST_BYTES).text();
    return store.write(records -> {
      var node = existing(records, nodeId);
      checkFarmer(records, node, caller);
      Versions.requireState(request, Boolean.toString(node.freeToUse()));
      var free = Arguments.decoded(body, text -> Json.tree(text).member("free_to_use").flag());
      records.put(node.withFreeToUse(free));
      note.detail(free ? "free to use" : "not free to use");
      note.done(records);
      return Versions.stated(Answer.json(200, "null"), Boolean.toString(free));
    });
  }

  static void checkFarmer(Reading records, Node node, Caller caller) {
    var farm = records.farm(node.farmId());
    Rights.requireFarmer(
        records,
        caller.tid(),
        farm.orElseThrow(() ->
            new RefusedException(
                404, "node %s is in no farm that there is".formatted(node.nodeId()))));
  }
}
