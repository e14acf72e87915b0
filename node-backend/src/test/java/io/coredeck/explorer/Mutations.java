package io.coredeck.explorer;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes something wrong of something right.
final class Mutations {

  /// Stands for JSON that the writer would not write.
  private static final String RAW = "@raw@";

  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1",
          "2",
          "10",
          "12",
          "1e2",
          "0.5",
          "1e400",
          "-0",
          "9223372036854775807",
          "9223372036854775808",
          "1".repeat(900),
          "\"\"",
          "\"1\"",
          "\"deploy\"",
          "\"ssd\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"2026/11/30\"",
          "\"redis://h:1/c\"",
          "\"10.1.2.3/24\"",
          "\"../../etc\"",
          "\"'; DROP TABLE users; --\"",
          "[]",
          "{}",
          "[null]",
          "[{}]",
          "{\"a\":null}");

  private static final List<String> WORDS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "99999999999999999999",
          "9223372036854775807",
          "%00",
          "%2e%2e",
          "+1",
          "1;x",
          "me",
          "a'b",
          "%F0%9F%98%80",
          "%ff",
          "1-1",
          "1-99",
          "x".repeat(3000));

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  boolean in(int one) {
    return random.nextInt(one) == 0;
  }

  /// @return 0 or more
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  String word() {
    return of(WORDS);
  }

  /// @return JSON with one to three values changed, or broken text
  String json(String text) {
    if (in(8)) {
      return bytes(text);
    }
    Object tree = plain(Json.tree(text));
    for (var i = random.nextInt(3); i >= 0; i--) {
      tree = changed(tree);
    }
    var written = Json.writeTree(tree);
    for (var at = written.indexOf('"' + RAW); at >= 0; at = written.indexOf('"' + RAW)) {
      var end = written.indexOf('"', at + 1) + 1;
      written = written.substring(0, at) + raw() + written.substring(end);
    }
    return written;
  }

  private String raw() {
    if (!in(4)) {
      return of(SCALARS);
    }
    var depth = in(2) ? 490 + random.nextInt(11) : 28 + random.nextInt(40);
    return in(2)
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  /// @return the text with some of its characters gone, doubled or replaced
  String bytes(String text) {
    var out = new StringBuilder(text);
    for (var i = random.nextInt(4); i >= 0 && !out.isEmpty(); i--) {
      var at = random.nextInt(out.length());
      switch (random.nextInt(4)) {
        case 0 -> out.setLength(at);
        case 1 -> out.deleteCharAt(at);
        case 2 -> out.insert(at, out.substring(at, Math.min(out.length(), at + 20)));
        default -> out.setCharAt(at, (char) (' ' + random.nextInt(95)));
      }
    }
    return out.toString();
  }

  private static @Nullable Object plain(JsonValue value) {
    if (value.isObject()) {
      var members = new LinkedHashMap<String, Object>();
      value.members().forEach((name, member) -> members.put(name, plain(member)));
      return members;
    }
    if (value.isList()) {
      var items = new ArrayList<Object>();
      value.items().forEach(item -> items.add(plain(item)));
      return items;
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private Object changed(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && !in(20)) {
      var members = (Map<String, Object>) map;
      var name = of(List.copyOf(members.keySet()));
      if (in(8)) {
        members.remove(name);
      } else {
        members.put(name, changed(members.get(name)));
      }
      return members;
    }
    if (value instanceof List<?> list && !list.isEmpty() && !in(4)) {
      var items = (List<Object>) list;
      var at = random.nextInt(items.size());
      items.set(at, changed(items.get(at)));
      return items;
    }
    return RAW;
  }
}
