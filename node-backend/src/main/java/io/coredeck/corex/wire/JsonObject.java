package io.coredeck.corex.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// One JSON object that was read. A member of another type than asked for counts as absent.
///
/// @param members by name: `String`, `Long`, `Double`, `Boolean`, `List`, `JsonObject`; null is
///   left out
public record JsonObject(Map<String, Object> members) {

  /// Stands for null in a list.
  static final Object NULL = new Object();

  /// Characters of a name that are repeated to people.
  private static final int SHOWN = 64;

  public JsonObject {
    members = Map.copyOf(members);
  }

  /// @throws IllegalArgumentException if the text is not one JSON object, with the place
  public static JsonObject parse(String text) {
    return new JsonParser(text).document();
  }

  /// @param known all names there may be
  /// @throws IllegalArgumentException if there is another, which would have no effect
  public void checkNames(List<String> known) {
    for (var name : new TreeSet<>(members.keySet())) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s is unknown; it must be one of %s"
                .formatted(
                    name.substring(0, Math.min(name.length(), SHOWN)), String.join(", ", known)));
      }
    }
  }

  public Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  public OptionalLong integer(String name) {
    return members.get(name) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /// @return whether it is there and true
  public boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /// @return empty if it is absent or not all of it is text
  public Optional<List<String>> texts(String name) {
    if (!(members.get(name) instanceof List<?> elements)) {
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    for (var element : elements) {
      if (!(element instanceof String text)) {
        return Optional.empty();
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }
}
