package io.coredeck.wire.draft;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where something stands in a draft: `capacity.memory`, `volumes[0].mountpoint`, and for names
/// that are no plain words `environment["a.b"]`.
///
/// @param steps names of members ({@link String}) and places in lists ({@link Integer}, from 0)
public record DraftPath(List<Object> steps) {

  /// Longest list that a path may make.
  private static final int MOST_ITEMS = 1000;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?(?<word>[A-Za-z_][A-Za-z0-9_-]*)|\\[(?<place>[0-9]{1,4})]|\\[(?<name>\"(?:[^\"\\\\]|\\\\.)*\")]");

  public DraftPath {
    steps = List.copyOf(steps);
  }

  /// @throws IllegalArgumentException if it is no path
  public static DraftPath parse(String text) {
    var found = new ArrayList<Object>();
    var matcher = STEP.matcher(text);
    var end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end || isBadStart(text, end)) {
        throw notAPath(text);
      }
      found.add(step(matcher));
      end = matcher.end();
    }
    if (found.isEmpty() || found.getFirst() instanceof Integer) {
      throw notAPath(text);
    }
    return new DraftPath(found);
  }

  /// Between members there is a dot, and before the first there is none.
  private static boolean isBadStart(String text, int at) {
    var c = text.charAt(at);
    return at == 0 ? c == '.' : c != '.' && c != '[';
  }

  private static Object step(Matcher matcher) {
    var word = matcher.group("word");
    if (word != null) {
      return word;
    }
    var name = matcher.group("name");
    return name != null ? Json.tree(name).text() : (Object) Integer.valueOf(matcher.group("place"));
  }

  private static IllegalArgumentException notAPath(String text) {
    return new IllegalArgumentException(
        "'%s' is no path; it must be like capacity.memory, volumes[0].mountpoint or environment[\"a.b\"]"
            .formatted(text));
  }

  DraftPath member(String name) {
    return then(name);
  }

  DraftPath item(int place) {
    return then(place);
  }

  private DraftPath then(Object step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new DraftPath(longer);
  }

  /// @return what stands there
  public Optional<JsonValue> in(JsonValue draft) {
    var at = draft;
    for (var step : steps) {
      if (step instanceof String name && at.isObject() && at.members().containsKey(name)) {
        at = Objects.requireNonNull(at.members().get(name));
      } else if (step instanceof Integer place && at.isList() && place < at.items().size()) {
        at = at.items().get(place);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /// @param value empty to take away what stands there
  /// @return the draft with that there; objects and lists on the way are made
  /// @throws WireException if something else is in the way
  public JsonValue with(JsonValue draft, Optional<JsonValue> value) {
    return Json.tree(Json.writeTree(put(draft, 0, value)));
  }

  private @Nullable Object put(@Nullable JsonValue at, int depth, Optional<JsonValue> value) {
    if (depth == steps.size()) {
      return value.orElse(null);
    }
    return steps.get(depth) instanceof String name
        ? member(at, name, depth, value)
        : item(at, (Integer) steps.get(depth), depth, value);
  }

  private Map<String, Object> member(
      @Nullable JsonValue at, String name, int depth, Optional<JsonValue> value) {
    if (at != null && at.isPresent() && !at.isObject()) {
      throw inTheWay(depth, "an object");
    }
    var members = new LinkedHashMap<String, Object>(at == null ? Map.of() : at.members());
    var put = put(at == null ? null : at.members().get(name), depth + 1, value);
    if (put == null) {
      members.remove(name);
    } else {
      members.put(name, put);
    }
    return members;
  }

  private List<Object> item(
      @Nullable JsonValue at, int place, int depth, Optional<JsonValue> value) {
    if (at != null && at.isPresent() && !at.isList()) {
      throw inTheWay(depth, "a list");
    }
    var before = at == null ? List.<JsonValue>of() : at.items();
    var items = new ArrayList<Object>(before);
    if (place > items.size() || place >= MOST_ITEMS) {
      throw new WireException(
          new DraftPath(steps.subList(0, depth)).toString(),
          "has %d entries; the next one is [%d]".formatted(items.size(), items.size()));
    }
    var put = put(place < before.size() ? before.get(place) : null, depth + 1, value);
    if (put == null) {
      if (place < items.size()) {
        items.remove(place);
      }
    } else if (place < items.size()) {
      items.set(place, put);
    } else {
      items.add(put);
    }
    return items;
  }

  private WireException inTheWay(int depth, String wanted) {
    return new WireException(
        new DraftPath(steps.subList(0, depth)).toString(), "is not " + wanted + " here");
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var step : steps) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else if (WORD.matcher((String) step).matches()) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append('[').append(Json.writeTree(step)).append(']');
      }
    }
    return text.toString();
  }
}
