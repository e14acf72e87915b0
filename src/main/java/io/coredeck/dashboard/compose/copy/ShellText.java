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

  private ShellText() {}

  static String commandLine(Draft open) {
    var text = notes(open) + "./coredeck deploy - <<'" + END + "'\n";
    return text + entries(open) + "\n" + END + "\n";
  }

  /// The explorer takes signed reservations only, so what must be signed is named.
  static String curl(Draft open, URI explorer, long tid) {
    var body = reservation(open);
    body.put("workload_type", 1).put("workload_id", 1).put("customer_tid", tid);
    body.put("epoch", "SECONDS SINCE 1970")
        .put("customer_signature", "SIGNATURE OF THE RESERVATION");
    if (!open.secretNames().isEmpty()) {
      var secrets = body.putObject("secret_environment");
      open.secretNames().forEach(name -> secrets.put(name, "HEX, ENCRYPTED FOR THE NODE"));
    }
    body.remove("secret_environment_plain");
    return notes(open)
        + """
        # Reservations are signed with your key: docs/formats/explorer.md, docs/formats/reservation.md.
        curl -X POST %s/reservations/workloads \\
          -H 'Content-Type: application/json' \\
          -H "Date: $DATE" -H 'threebot-id: %d' -H "Authorization: $AUTHORIZATION" \\
          --data @- <<'%s'
        %s
        %s
        """
            .formatted(
                explorer.toString().replaceAll("/$", ""), tid, END, body.toPrettyString(), END);
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
      members.put("metadata", io.coredeck.sdk.WorkloadName.metadata(open.text("/name")));
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
