package io.coredeck.dashboard.container;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A reservation as its owner may read it: what was asked for, and nothing secret.
final class Definition {

  private static final String HIDDEN = "(hidden)";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
          Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER));

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

  private static final List<String> SECRET = List.of("secret_stdout", "secret_stderr");

  /// The part of a URL that names a person and a password.
  private static final Pattern PASSWORD = Pattern.compile("//[^/@\\s\"]*@");

  private Definition() {}

  /// @return JSON, indented
  static String of(Reservation reservation) {
    var tree = (ObjectNode) JSON.readTree(Json.write(reservation));
    NOT_ASKED_FOR.forEach(tree::remove);
    if (tree.get("secret_environment") instanceof ObjectNode secrets) {
      List.copyOf(secrets.propertyNames()).forEach(name -> secrets.put(name, HIDDEN));
    }
    hide(tree);
    return JSON.writer().with(LAYOUT).writeValueAsString(tree);
  }

  /// Cipher text, and passwords in addresses, wherever they stand.
  private static void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(object.propertyNames())) {
        var value = object.path(name);
        if (value.isString() && !value.asString().isEmpty()) {
          object.put(name, SECRET.contains(name) ? HIDDEN : open(value.asString()));
        } else {
          hide(value);
        }
      }
    } else if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) {
        var value = list.get(i);
        if (value.isString()) {
          list.set(i, open(value.asString()));
        } else {
          hide(value);
        }
      }
    }
  }

  private static String open(String text) {
    return PASSWORD.matcher(text).replaceAll("//" + HIDDEN + "@");
  }
}
