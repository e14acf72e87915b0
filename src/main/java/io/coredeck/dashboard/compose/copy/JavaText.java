package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.copy.Wanted.Gap;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A program for the Java SDK, one file that Java runs as it is. Secrets come from the environment
/// of whoever runs it.
final class JavaText {

  private static final String UP =
      """

      String up(GridClient grid, String wish) throws Exception {
        var answer = grid.awaitResult(grid.deploy(Json.reservation(wish)), Duration.ofMinutes(10));
        if (answer.result().state() != Result.State.OK) {
          throw new IllegalStateException(answer.gwid() + ": " + answer.result().message());
        }
        return answer.gwid();
      }
      """;

  private static final String VARIABLE =
      """

      String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is not set");
      }
      """;

  private final Wanted wanted;
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder fillings = new StringBuilder();
  private final TreeSet<String> imports =
      new TreeSet<>(List.of("model.Result", "sdk.GridClient", "wire.Json"));
  private final ObjectNode container;
  private final String blank;
  private int filled;

  private JavaText(Wanted wanted) {
    this.wanted = wanted;
    this.container = wanted.container();
    var free = "FILLED_IN_";
    while (container.toString().contains(free)) {
      free += "_";
    }
    this.blank = free;
  }

  static String of(Wanted wanted, URI explorer) {
    return new JavaText(wanted).text(explorer);
  }

  private String text(URI explorer) {
    wanted.gaps().forEach(this::secret); // before anything is made that would be left behind
    wanted.network().ifPresent(this::network);
    for (var volume : wanted.volumes()) {
      var name = "volume" + (volume.entry() + 1);
      body.append("    var %s = up(grid, %s);\n".formatted(name, block(volume.wish(), "")));
      fill(List.of("volumes", volume.entry(), "volume_id"), "Json.writeTree(%s)".formatted(name));
    }
    body.append("    IO.println(up(grid, %s));\n".formatted(block(container, fillings.toString())));
    var notes = new Notes("// ").say("java-run").say("token").gaps(wanted.gaps());
    var needsNode = !wanted.gaps().isEmpty() || wanted.network().isPresent();
    var lines = new StringBuilder(notes.toString());
    imports.forEach(one -> lines.append("import io.coredeck.").append(one).append(";\n"));
    lines.append("\nvoid main() throws Exception {\n");
    lines.append("  var token = variable(\"COREDECK_TOKEN\");\n");
    lines.append(
        "  try (var grid = GridClient.withToken(URI.create(%s), token)) {\n"
            .formatted(quoted(explorer.toString())));
    if (needsNode) {
      lines.append("    var node = %s;\n".formatted(quoted(wanted.node())));
    }
    lines.append(body).append("  }\n}\n").append(UP);
    return lines.append(VARIABLE).toString();
  }

  private void secret(Gap gap) {
    var name = "secret" + (filled + 1);
    var value = "variable(%s)".formatted(quoted(gap.variable()));
    var sealed = gap.isSealed() ? "grid.secretFor(node, %s)".formatted(value) : value;
    body.append("    var %s = %s;\n".formatted(name, sealed));
    fill(gap.path(), "Json.writeTree(%s)".formatted(name));
  }

  private void network(ObjectNode network) {
    imports.add("sdk.network.NetworkPart");
    body.append("    var port = NetworkPart.portBeside(grid.node(node).wgPorts());\n");
    body.append(
        "    var part =\n        NetworkPart.of(node, %s, %s, %s, port);\n"
            .formatted(
                quoted(network.path("name").asString("")),
                quoted(network.path("network_iprange").asString("")),
                quoted(network.path("iprange").asString(""))));
    network.put("wireguard_private_key_encrypted", blank + "PRIVATE");
    network.put("wireguard_public_key", blank + "PUBLIC");
    network.put("wireguard_listen_port", blank + "PORT");
    var keys =
        replaced("PRIVATE", "Json.writeTree(part.wireguardPrivateKeyEncrypted())")
            + replaced("PUBLIC", "Json.writeTree(part.wireguardPublicKey())")
            + replaced("PORT", "Json.writeTree(part.wireguardListenPort())");
    body.append("    up(grid, %s);\n".formatted(block(network, keys)));
  }

  private void fill(List<Object> path, String value) {
    JsonNode at = container;
    for (var step : path.subList(0, path.size() - 1)) {
      at = child(at, step);
    }
    if (at instanceof ObjectNode object) {
      object.put(path.getLast().toString(), blank + filled);
      fillings.append(replaced(String.valueOf(filled++), value));
    }
  }

  private static JsonNode child(JsonNode at, Object step) {
    if (at instanceof ArrayNode list && step instanceof Integer position) {
      return list.path(position.intValue());
    }
    var found = at.path(step.toString());
    return found.isMissingNode() && at instanceof ObjectNode object
        ? object.putObject(step.toString())
        : found;
  }

  private String replaced(String name, String value) {
    return "\n            .replace(%s, %s)".formatted(quoted("\"" + blank + name + "\""), value);
  }

  /// @return a text block that means exactly this tree
  private static String block(JsonNode tree, String more) {
    var text = tree.toPrettyString().replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
    return "\"\"\"\n" + (text + "\n\"\"\"").indent(8).stripTrailing() + more;
  }

  /// @return a Java text that means exactly this; JSON knows no other escapes than Java
  private static String quoted(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }
}
