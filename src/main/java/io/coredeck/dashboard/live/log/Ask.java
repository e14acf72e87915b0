package io.coredeck.dashboard.live.log;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a page asks for.
sealed interface Ask {

  /// Most lines of the past that a page may begin with.
  long MOST_TAIL = 5_000;

  /// Numbers of lines are never higher: the highest whole number of JavaScript.
  long HIGHEST = (1L << 53) - 1;

  /// The first message: begin.
  ///
  /// @param tail how many lines of the past, of each container
  /// @param after the last line a page has of a container, to go on there; the tail does not count
  record Begin(long tail, Map<String, Long> after) implements Ask {}

  /// Everything up to this frame has been taken in.
  record Taken(long sequence) implements Ask {}

  /// Lines in between.
  record Load(long id, String gwid, long from, long to) implements Ask {}

  /// The first line of a time.
  record Find(long id, String gwid, long millis) implements Ask {}

  /// @throws IllegalArgumentException if it is nothing of this kind; the message says why
  static Ask of(String text) {
    try {
      var tree = Json.tree(text);
      return switch (tree.member("ask").text()) {
        case "begin" -> begin(tree);
        case "taken" -> new Taken(tree.member("seq").integer(0, HIGHEST));
        case "load" -> load(tree);
        case "find" -> new Find(id(tree), gwid(tree), tree.member("at").integer(0, HIGHEST));
        default -> throw new IllegalArgumentException("ask must be begin, taken, load or find");
      };
    } catch (WireException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Begin begin(JsonValue tree) {
    var after = new LinkedHashMap<String, Long>();
    tree.member("after")
        .members()
        .forEach((gwid, number) -> after.put(gwid, number.integer(0, HIGHEST)));
    return new Begin(tree.member("tail").integer(0, MOST_TAIL), after);
  }

  private static Load load(JsonValue tree) {
    var from = tree.member("from").integer(1, HIGHEST);
    var to = tree.member("to").integer(1, HIGHEST);
    if (from > to) {
      throw new IllegalArgumentException("from is " + from + "; it must not be above to, " + to);
    }
    return new Load(id(tree), gwid(tree), from, to);
  }

  private static long id(JsonValue tree) {
    return tree.member("id").integer(1, HIGHEST);
  }

  private static String gwid(JsonValue tree) {
    return tree.member("container").text();
  }
}
