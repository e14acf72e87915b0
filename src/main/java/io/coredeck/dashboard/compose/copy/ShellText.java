package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.copy.Wanted.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A command for the command line, with what it deploys in a here-document that the shell leaves
/// alone. What is not copied `jq` puts in from variables, where nobody sees it in a list of
/// processes.
final class ShellText {

  static final String DEPLOY = "./coredeck deploy -";

  private ShellText() {}

  /// Network, volumes and container, one after the other.
  static String commandLine(Wanted wanted) {
    var entries = new ArrayList<JsonNode>();
    wanted.network().ifPresent(entries::add);
    var container = wanted.container();
    for (var volume : wanted.volumes()) {
      entries.add(volume.wish());
      if (container.path("volumes").path(volume.entry()) instanceof ObjectNode mount) {
        mount.put("volume_id", "#" + entries.size());
      }
    }
    entries.add(container);
    var isOne = entries.size() == 1;
    var document = isOne ? container : JsonNodeFactory.instance.arrayNode().addAll(entries);
    var gaps = wanted.gaps();
    if (gaps.isEmpty()) {
      return DEPLOY + document(document);
    }
    var notes = new Notes("# ").say("needs-jq").gaps(gaps);
    var place = isOne ? List.of() : List.<Object>of(entries.size() - 1);
    var filled =
        gaps.stream()
            .map(gap -> set(place, plain(gap), "$ENV." + gap.variable()))
            .collect(Collectors.joining(" | "));
    return notes
        + variables(gaps)
        + "jq "
        + quoted(filled)
        + document(document).replaceFirst("\n", " | " + DEPLOY + "\n");
  }

  /// @return where the command line looks for what it encrypts itself
  private static List<Object> plain(Gap gap) {
    if (!gap.isSealed()) {
      return gap.path();
    }
    var path = new ArrayList<>(gap.path());
    var at = gap.isAddress() ? path.size() - 1 : 0;
    path.set(at, path.get(at) + "_plain");
    return path;
  }

  /// @return a piece of `jq` that sets a member
  static String set(List<Object> place, List<Object> path, String value) {
    var steps = JsonNodeFactory.instance.arrayNode();
    for (var part : List.of(place, path)) {
      for (var step : part) {
        add(steps, step);
      }
    }
    return "setpath(%s; %s)".formatted(steps, value);
  }

  private static void add(ArrayNode steps, Object step) {
    if (step instanceof Integer position) {
      steps.add(position.intValue());
    } else {
      steps.add(step.toString());
    }
  }

  /// @return assignments for one command, which end it if one is missing
  static String variables(List<Gap> gaps) {
    return gaps.stream()
        .map(gap -> "%1$s=\"${%1$s:?}\" ".formatted(gap.variable()))
        .collect(Collectors.joining());
  }

  /// @return a word of the shell that means exactly this
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// @return the rest of a line that reads a tree, and the tree
  static String document(JsonNode tree) {
    return " <<'EOF'\n%s\nEOF\n".formatted(tree.toPrettyString());
  }
}
