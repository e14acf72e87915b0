package io.coredeck.dashboard.container;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reservation as its owner may read it: what was asked for, and nothing secret.
final class Definition {

  private static final String HIDDEN = "(hidden)";

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Of the explorer and the signatures; nobody asked for it.
  private static final List<String> NOT_ASKED_FOR =
      List.of(
          "customer_signature",
          "signatures_provision",
          "signatures_delete",
          "signature_farmer",
          "signing_request_provision",
          "signing_request_delete",
          "result",
          "json",
          "reference",
          "version",
          "epoch",
          "next_action");

  private Definition() {}

  /// @return JSON, indented
  static String of(Reservation reservation) {
    var tree = (ObjectNode) JSON.readTree(Json.write(reservation));
    NOT_ASKED_FOR.forEach(tree::remove);
    if (tree.get("secret_environment") instanceof ObjectNode secrets) {
      List.copyOf(secrets.propertyNames()).forEach(name -> secrets.put(name, HIDDEN));
    }
    for (JsonNode entry : tree.path("logs")) {
      hide(entry.path("data"));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  private static void hide(JsonNode data) {
    if (data instanceof ObjectNode object) {
      for (var name : List.of("secret_stdout", "secret_stderr")) {
        if (!object.path(name).asString("").isEmpty()) {
          object.put(name, HIDDEN);
        }
      }
      for (var name : List.of("stdout", "stderr")) {
        object.put(name, object.path(name).asString("").replaceFirst("//[^/@]*@", "//(hidden)@"));
      }
    }
  }
}
