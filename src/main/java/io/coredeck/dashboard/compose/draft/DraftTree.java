package io.coredeck.dashboard.compose.draft;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes a tree at a JSON pointer.
final class DraftTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DraftTree() {}

  /// @return the members of what a person begins with
  static ObjectNode start() {
    var start = NODES.objectNode();
    start.put("flist", "").put("name", "").put("interactive", true).put("entrypoint", "");
    start.putObject("environment");
    start.putObject("secret_environment");
    start.putArray("volumes");
    start
        .putObject("capacity")
        .put("cpu", 1)
        .put("memory", 1024)
        .put("disk_size", 2048)
        .put("disk_type", "ssd");
    start.put("node_id", "").put("pool_id", 0);
    start
        .putArray("network_connection")
        .addObject()
        .put("network_id", "")
        .put("ipaddress", "")
        .put("public_ip6", false)
        .put("yggdrasil_ip", false);
    start.putArray("logs");
    start.putArray("stats");
    return start;
  }

  /// @param value text, whole number, flag, or a tree
  static JsonNode node(Object value) {
    return switch (value) {
      case String text -> NODES.stringNode(text);
      case Long number -> NODES.numberNode(number);
      case Integer number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case JsonNode tree -> tree.deepCopy();
      default -> throw new IllegalArgumentException(value.getClass() + " is no member's value");
    };
  }

  /// Sets a member; what is around it is made.
  static void put(ObjectNode root, JsonPointer pointer, JsonNode value) {
    JsonNode at = root;
    var rest = pointer;
    while (!rest.tail().matches()) {
      at = child(at, rest, rest.tail().mayMatchElement());
      rest = rest.tail();
    }
    var index = rest.getMatchingIndex();
    switch (at) {
      case ArrayNode list when index >= 0 && index < list.size() -> list.set(index, value);
      case ArrayNode list -> list.add(value);
      case ObjectNode object -> object.set(rest.getMatchingProperty(), value);
      default -> throw new IllegalArgumentException(pointer + ": there is no place for it");
    }
  }

  private static JsonNode child(JsonNode at, JsonPointer step, boolean listWanted) {
    var found =
        step.mayMatchElement() && at.isArray()
            ? at.path(step.getMatchingIndex())
            : at.path(step.getMatchingProperty());
    if (found.isObject() || found.isArray()) {
      return found;
    }
    JsonNode fresh = listWanted ? NODES.arrayNode() : NODES.objectNode();
    if (at instanceof ArrayNode list) {
      list.add(fresh);
    } else if (at instanceof ObjectNode object) {
      object.set(step.getMatchingProperty(), fresh);
    }
    return fresh;
  }

  /// @return whether there was something to remove
  static boolean remove(ObjectNode root, JsonPointer path) {
    var last = path.last();
    return switch (root.at(path.head())) {
      case ArrayNode list when last.getMatchingIndex() < list.size() -> {
        list.remove(last.getMatchingIndex());
        yield true;
      }
      case ObjectNode object -> object.remove(last.getMatchingProperty()) != null;
      default -> false;
    };
  }
}
