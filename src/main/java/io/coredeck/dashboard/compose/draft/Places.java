package io.coredeck.dashboard.compose.draft;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the members of a draft stand in its text.
///
/// @param byPointer the places, by JSON pointer (RFC 6901): a member's is its name's, an entry's of
///   a list its own
public record Places(Map<String, Place> byPointer) {

  /// Where the text begins.
  public static final Place START = new Place(1, 1);

  public Places {
    byPointer = Map.copyOf(new LinkedHashMap<>(byPointer));
  }

  /// A place in a text.
  ///
  /// @param line from 1
  /// @param column from 1
  public record Place(int line, int column) {}

  /// @param pointer e.g. `/capacity/memory`
  /// @return where that stands; of what is not there, where the thing around it stands
  public Place of(String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      var place = byPointer.get(at);
      if (place != null) {
        return place;
      }
    }
    return byPointer.getOrDefault("", START);
  }
}
