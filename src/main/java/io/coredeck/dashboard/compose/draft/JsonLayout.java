package io.coredeck.dashboard.compose.draft;

import tools.jackson.databind.JsonNode;

/// JSON with one member a line and two blanks of indentation; the brackets of a list of objects
/// share their lines, as in `[{`.
final class JsonLayout {
  private static final String STEP = "  ";

  private final StringBuilder out = new StringBuilder();

  private JsonLayout() {}

  static String print(JsonNode value) {
    var layout = new JsonLayout();
    layout.value(value, "");
    return layout.out.toString();
  }

  private void value(JsonNode value, String indent) {
    if (value.isObject() && !value.isEmpty()) {
      object(value, indent);
    } else if (value.isArray() && !value.isEmpty()) {
      list(value, indent);
    } else {
      out.append(value.toString());
    }
  }

  private void object(JsonNode object, String indent) {
    var separator = "{\n";
    for (var member : object.properties()) {
      out.append(separator).append(indent).append(STEP);
      out.append(tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(member.getKey()));
      out.append(": ");
      value(member.getValue(), indent + STEP);
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void list(JsonNode list, String indent) {
    var separator = "[";
    for (var item : list.values()) {
      out.append(separator);
      value(item, indent);
      separator = ", ";
    }
    out.append(']');
  }
}
