package io.coredeck.wire.draft;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is different between two drafts, place by place, as small as it can be said.
///
/// @param changes in the order in which they are made
public record DraftDiff(List<Change> changes) {

  public DraftDiff {
    changes = List.copyOf(changes);
  }

  /// One place.
  ///
  /// @param from what stands there before; empty for nothing
  /// @param to what stands there after; empty for nothing
  public record Change(DraftPath path, Optional<JsonValue> from, Optional<JsonValue> to) {}

  /// @param before an object
  /// @param after an object
  public static DraftDiff of(JsonValue before, JsonValue after) {
    var changes = new ArrayList<Change>();
    compare(new DraftPath(List.of()), Optional.of(before), Optional.of(after), changes);
    return new DraftDiff(changes);
  }

  private static void compare(
      DraftPath path, Optional<JsonValue> before, Optional<JsonValue> after, List<Change> changes) {
    if (before.equals(after)) {
      return;
    }
    if (before.filter(JsonValue::isObject).isPresent()
        && after.filter(JsonValue::isObject).isPresent()) {
      objects(path, before.get(), after.get(), changes);
    } else if (before.filter(JsonValue::isList).isPresent()
        && after.filter(JsonValue::isList).isPresent()) {
      lists(path, before.get().items(), after.get().items(), changes);
    } else {
      changes.add(new Change(path, before, after));
    }
  }

  private static void objects(
      DraftPath path, JsonValue before, JsonValue after, List<Change> changes) {
    var names = new LinkedHashSet<>(before.members().keySet());
    names.addAll(after.members().keySet());
    for (var name : names) {
      compare(
          path.member(name),
          Optional.ofNullable(before.members().get(name)),
          Optional.ofNullable(after.members().get(name)),
          changes);
    }
  }

  /// Entries are told apart by their places; those at the end come or go.
  private static void lists(
      DraftPath path, List<JsonValue> before, List<JsonValue> after, List<Change> changes) {
    var both = Math.min(before.size(), after.size());
    for (var place = 0; place < both; place++) {
      compare(
          path.item(place), Optional.of(before.get(place)), Optional.of(after.get(place)), changes);
    }
    for (var place = before.size() - 1; place >= both; place--) {
      changes.add(new Change(path.item(place), Optional.of(before.get(place)), Optional.empty()));
    }
    for (var place = both; place < after.size(); place++) {
      changes.add(new Change(path.item(place), Optional.empty(), Optional.of(after.get(place))));
    }
  }

  /// @param draft the one before
  /// @return the one after
  /// @throws WireException if what stands there is not what the changes say
  public JsonValue applied(JsonValue draft) {
    var changed = draft;
    for (var change : changes) {
      if (!change.path().in(changed).equals(change.from())) {
        throw new WireException(
            change.path().toString(), "is not what it was when it was compared");
      }
      changed = change.path().with(changed, change.to());
    }
    return changed;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// @return a list of `{"path", "from", "to"}`, for {@link Json#writeTree}; `from` and `to` are
  ///   left out where nothing stands
  public List<Object> tree() {
    return changes.stream()
        .map(change -> {
          var members = new LinkedHashMap<String, Object>();
          members.put("path", change.path().toString());
          change.from().ifPresent(value -> members.put("from", value));
          change.to().ifPresent(value -> members.put("to", value));
          return (Object) members;
        })
        .map(Objects::requireNonNull)
        .toList();
  }
}
