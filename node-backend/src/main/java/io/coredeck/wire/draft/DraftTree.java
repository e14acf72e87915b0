package io.coredeck.wire.draft;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value of JSON as maps, lists, texts, flags and {@link JsonValue} for numbers: to be changed.
/// `null` is left out.
final class DraftTree {

  private DraftTree() {}

  /// @param value an object
  /// @return a copy to change
  static Map<String, Object> object(JsonValue value) {
    var members = new LinkedHashMap<String, Object>();
    value
        .members()
        .forEach((name, member) -> {
          if (member.isPresent()) {
            members.put(name, copy(member));
          }
        });
    return members;
  }

  private static Object copy(JsonValue value) {
    if (value.isObject()) {
      return object(value);
    }
    if (value.isList()) {
      var items = new ArrayList<>();
      value.items().stream().filter(JsonValue::isPresent).map(DraftTree::copy).forEach(items::add);
      return items;
    }
    if (value.isText()) {
      return value.text();
    }
    return value.isNumber() ? value : (Object) value.flag();
  }

  /// @param tree as {@link #object} gives, or a part of it
  static JsonValue value(Object tree) {
    return Json.tree(Json.writeTree(tree));
  }

  /// @return the objects of a list; none if it is none
  static List<Map<String, Object>> objects(@Nullable Object list) {
    return list instanceof List<?> items
        ? items.stream().filter(Map.class::isInstance).map(DraftTree::asObject).toList()
        : List.of();
  }

  /// @return the object that is that member; an empty one, of no consequence, if there is none
  static Map<String, Object> member(Map<String, Object> of, String name) {
    return of.get(name) instanceof Map<?, ?> found ? asObject(found) : new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked") // made here, with texts as keys
  static Map<String, Object> asObject(Object object) {
    return (Map<String, Object>) Objects.requireNonNull(object);
  }

  @SuppressWarnings("unchecked") // made here
  static List<Object> asList(Object list) {
    return (List<Object>) Objects.requireNonNull(list);
  }
}
