package io.coredeck.dashboard.live.stats;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.List;
import java.util.regex.Pattern;

/// What a page asks for.
sealed interface Ask {

  /// Most containers named in one message.
  int MOST_NAMED = 1_000;

  /// Fewest and most columns a chart may ask for.
  int FEWEST_COLUMNS = 50;

  int MOST_COLUMNS = 4_000;

  /// The longest part of the time a chart may ask for, milliseconds: 31 days.
  long LONGEST = 31L * 24 * 3600 * 1000;

  int LONGEST_KEY = 32;

  /// Moments are never later: the highest whole number of JavaScript.
  long HIGHEST = (1L << 53) - 1;

  /// In base58.
  Pattern NODE = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{1,64}");

  Pattern GWID = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

  /// The newest values of these too.
  record Rows(List<String> containers) implements Ask {}

  /// No more of these.
  record NoRows(List<String> containers) implements Ask {}

  /// What these use now, and what follows.
  record Nodes(List<String> nodes) implements Ask {}

  /// No more of these.
  record NoNodes(List<String> nodes) implements Ask {}

  /// The past of one container, and with `last` what follows.
  ///
  /// @param key names the answers; a second question with it takes the place of the first
  /// @param last so many milliseconds up to now; 0 if from and to are given
  record Full(String key, String container, long last, long from, long to, int columns)
      implements Ask {}

  record NoFull(String key) implements Ask {}

  /// @throws IllegalArgumentException if it is nothing of this kind; the message says why
  static Ask of(String text) {
    try {
      var tree = Json.tree(text);
      return switch (tree.member("subscribe").text() + "/" + tree.member("unsubscribe").text()) {
        case "row/" -> new Rows(containers(tree));
        case "/row" -> new NoRows(containers(tree));
        case "node/" -> new Nodes(nodes(tree));
        case "/node" -> new NoNodes(nodes(tree));
        case "full/" -> full(tree);
        case "/full" -> new NoFull(key(tree));
        default ->
            throw new IllegalArgumentException(
                "subscribe or unsubscribe must be row, node or full");
      };
    } catch (WireException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Full full(JsonValue tree) {
    var container = gwid(tree.member("container").text());
    var last = tree.member("last").integer(0, LONGEST);
    var from = tree.member("from").integer(0, HIGHEST);
    var to = tree.member("to").integer(0, HIGHEST);
    if (last == 0 && (to <= from || to - from > LONGEST)) {
      throw new IllegalArgumentException(
          "from is %d and to is %d; to must be later, by 31 days at most".formatted(from, to));
    }
    var columns = (int) tree.member("columns").integer(FEWEST_COLUMNS, MOST_COLUMNS);
    if (columns < FEWEST_COLUMNS) {
      throw new IllegalArgumentException("columns is missing");
    }
    return new Full(key(tree), container, last, from, to, columns);
  }

  private static String key(JsonValue tree) {
    var key = tree.member("key").text();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("key must have 1 to " + LONGEST_KEY + " characters");
    }
    return key;
  }

  private static List<String> containers(JsonValue tree) {
    var containers = names(tree, "containers");
    containers.forEach(Ask::gwid);
    return containers;
  }

  private static List<String> nodes(JsonValue tree) {
    var nodes = names(tree, "nodes");
    if (!nodes.stream().allMatch(node -> NODE.matcher(node).matches())) {
      throw new IllegalArgumentException("a node must be named by its key in base58");
    }
    return nodes;
  }

  private static List<String> names(JsonValue tree, String member) {
    var names = tree.member(member).texts();
    if (names.size() > MOST_NAMED) {
      throw new IllegalArgumentException(
          "%s has %d names; it must be at most %d".formatted(member, names.size(), MOST_NAMED));
    }
    return names;
  }

  private static String gwid(String text) {
    if (!GWID.matcher(text).matches()) {
      throw new IllegalArgumentException("a container must be named such as 3-1");
    }
    return text;
  }
}
