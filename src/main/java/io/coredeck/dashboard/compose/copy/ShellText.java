package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.draft.Draft;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Commands for a shell, with the reservation in a here-document that the shell leaves alone.
final class ShellText {

  private static final String END = "EOF";
  static final String PUT_VALUE = "PUT THE VALUE HERE";

  private static final String TOKEN_NOTE =
      "# COREDECK_TOKEN is a token that may write; make one on the page of your account.\n";

  private ShellText() {}

  static String commandLine(Draft open) {
    var text = notes(open) + "./coredeck deploy - <<'" + END + "'\n";
    return text + entries(open) + "\n" + END + "\n";
  }

  /// With a token the explorer signs, and encrypts secrets, in its owner's name.
  static String curl(Draft open, URI explorer, long tid) {
    var body = reservation(open);
    body.put("workload_type", 1).put("workload_id", 1).put("customer_tid", tid);
    body.putObject("signing_request_delete").put("quorum_min", 1).putArray("signers").add(tid);
    body.remove("secret_environment_plain");
    var base = explorer.toString().replaceAll("/$", "");
    var send =
        """
        curl -fsS -X POST '%s/reservations/workloads' \\
          -H "Authorization: Bearer $COREDECK_TOKEN" -H 'Content-Type: application/json' --data @-\
        """
            .formatted(base);
    var text = new StringBuilder(notes(open)).append(TOKEN_NOTE);
    if (open.secretNames().isEmpty()) {
      return text.append(send).append(document(body)).toString();
    }
    text.append(sealing(base, open.text("/node_id")));
    var names = open.secretNames();
    text.append("jq");
    for (int i = 0; i < names.size(); i++) {
      text.append(" --arg s%d \"$(sealed \"$%s\")\"".formatted(i, variable(names.get(i))));
    }
    text.append(" '.secret_environment = {");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(json(names.get(i)).replace("'", "'\\''"));
      text.append(": $s").append(i);
    }
    var document = document(body);
    var lineEnd = document.indexOf('\n');
    return text.append("}'")
        .append(document, 0, lineEnd)
        .append(" | ")
        .append(send)
        .append(document.substring(lineEnd))
        .toString();
  }

  private static String document(ObjectNode body) {
    return " <<'%s'\n%s\n%s\n".formatted(END, body.toPrettyString(), END);
  }

  private static String sealing(String base, String node) {
    return """
    # The values of secrets come from variables of this shell with their names.
    sealed() {
      jq -n --arg text "$1" --arg node_id '%s' '{$node_id, $text}' |
        curl -fsS -X POST '%s/accounts/encrypt' -H "Authorization: Bearer $COREDECK_TOKEN" --data @- |
        jq -r .text
    }
    """
        .formatted(node.replaceAll("[^A-Za-z0-9]", ""), base);
  }

  /// @return what a shell can call it
  private static String variable(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }

  private static String json(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }

  private static String notes(Draft open) {
    return open.has("/network_connection/0/create")
        ? "# The network %s must be there first.\n"
            .formatted(open.text("/network_connection/0/network_id").replaceAll("\\R", " "))
        : "";
  }

  private static String entries(Draft open) {
    var container = reservation(open);
    var entries = new ArrayList<JsonNode>();
    for (var mount : open.mounts()) {
      if (mount.isNew()) {
        var volume = JsonNodeFactory.instance.objectNode();
        volume.put("size", mount.newGib()).put("type", mount.newSsd() ? 1 : 0);
        entries.add(volume);
        if (container.at(mount.pointer()) instanceof ObjectNode entry) {
          entry.put("volume_id", "#" + entries.size());
        }
      }
    }
    if (entries.isEmpty()) {
      return container.toPrettyString();
    }
    var all = JsonNodeFactory.instance.arrayNode();
    entries.forEach(all::add);
    return all.add(container).toPrettyString();
  }

  /// @return what the explorer knows of it, secrets by name
  static ObjectNode reservation(Draft open) {
    var members = open.members();
    members.remove("name");
    members.remove("secret_environment");
    if (!open.text("/name").isEmpty()) {
      members.put("metadata", io.coredeck.sdk.workload.WorkloadName.metadata(open.text("/name")));
    }
    if (!open.secretNames().isEmpty()) {
      var secrets = members.putObject("secret_environment_plain");
      open.secretNames().forEach(name -> secrets.put(name, PUT_VALUE));
    }
    for (var list : List.of("volumes", "network_connection")) {
      if (members.path(list) instanceof ArrayNode entries) {
        entries.values().stream()
            .filter(ObjectNode.class::isInstance)
            .forEach(entry -> ((ObjectNode) entry).remove("create"));
      }
    }
    return members;
  }
}
