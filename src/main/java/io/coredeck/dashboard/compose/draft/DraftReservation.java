package io.coredeck.dashboard.compose.draft;

import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.WorkloadType;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.sdk.WorkloadName;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// From a draft to what the explorer is asked for, and back from what it keeps.
public final class DraftReservation {

  private static final List<String> STREAMS = List.of("stdout", "stderr");

  private DraftReservation() {}

  /// @param volumes the gwids of the draft's volumes, in their order, new ones too
  /// @param encrypt turns plain text into hex that only the node can read
  /// @return what to ask for, ready to be signed
  /// @throws io.coredeck.wire.WireException if the draft is not what a reservation must be
  public static Reservation of(Draft draft, List<String> volumes, UnaryOperator<String> encrypt) {
    var members = draft.members();
    members.put("workload_type", WorkloadType.CONTAINER.code());
    members.put("workload_id", 1);
    var name = draft.text("/name");
    if (!name.isEmpty()) {
      members.put("metadata", WorkloadName.metadata(name));
    }
    for (var own :
        List.of("id", "next_action", "result", "customer_signature", "epoch", "version")) {
      members.remove(own);
    }
    var secrets = JsonNodeFactory.instance.objectNode();
    draft
        .secretNames()
        .forEach(one -> secrets.put(one, encrypt.apply(draft.secret(one).orElse(""))));
    members.set("secret_environment", secrets);
    for (int i = 0; i < volumes.size(); i++) {
      if (members.path("volumes").path(i) instanceof ObjectNode mount) {
        mount.put("volume_id", volumes.get(i));
      }
    }
    hidePasswords(members, encrypt);
    return Json.reservation(members.toString());
  }

  /// An endpoint with a password goes to the node encrypted: what is in the clear, everybody reads.
  private static void hidePasswords(ObjectNode members, UnaryOperator<String> encrypt) {
    if (!(members.path("logs") instanceof ArrayNode logs)) {
      return;
    }
    for (var log : logs.values()) {
      for (var stream : STREAMS) {
        if (log.path("data") instanceof ObjectNode data
            && hasPassword(data.path(stream).asString(""))) {
          data.put("secret_" + stream, encrypt.apply(data.path(stream).asString("")));
          data.put(stream, "");
        }
      }
    }
  }

  /// @return whether a URL of an endpoint holds a password
  public static boolean hasPassword(String url) {
    try {
      return !url.isEmpty() && !Endpoint.parseLog(url).address().password().isEmpty();
    } catch (IllegalArgumentException _) {
      return url.indexOf('@') >= 0;
    }
  }

  /// What was asked for once, to be asked for again. Secrets are names without values: nobody but
  /// the node can read them.
  ///
  /// @return empty draft if it is no container
  public static Draft from(Reservation stored) {
    if (!(stored.workload() instanceof Container)) {
      return Draft.empty();
    }
    var kept = Json.tree(Json.write(stored));
    var draft = Draft.empty().with("/name", WorkloadName.of(stored));
    for (var member :
        List.of(
            "flist",
            "hub_url",
            "description",
            "interactive",
            "entrypoint",
            "environment",
            "volumes",
            "capacity",
            "node_id",
            "pool_id",
            "network_connection",
            "logs",
            "stats")) {
      draft = draft.with("/" + member, tree(kept.member(member).json()));
    }
    for (var name : kept.member("secret_environment").members().keySet()) {
      draft = draft.withSecret(name, null);
    }
    return draft;
  }

  private static tools.jackson.databind.JsonNode tree(String json) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(json);
  }
}
