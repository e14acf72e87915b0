package io.coredeck.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One value of a JSON text, read leniently: a missing member and `null` are the zero value of
/// whatever is asked for (empty text, 0, false, no members, no items). Any other wrong type is a
/// {@link WireException} that names the member by its path.
///
/// Immutable. Two values are equal if they mean the same: members in any order, `1` and `1.0`.
public final class JsonValue {

  /// Most digits a whole number may have; longer ones do not fit 64 bits anyway.
  private static final int WHOLE_DIGITS = 19;

  enum Kind {
    MISSING("missing"),
    NULL("null"),
    OBJECT("an object"),
    LIST("a list"),
    TEXT("text"),
    NUMBER("a number"),
    FLAG("true or false");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /// Where a value stands in its text.
  record Span(String source, int start, int end) {}

  private static final Span NOWHERE = new Span("null", 0, 4);

  private final Kind kind;
  private final String content;
  private final Map<String, JsonValue> members;
  private final List<JsonValue> items;
  private Span span = NOWHERE;
  private @Nullable JsonValue parent;
  private String name = "";

  private JsonValue(
      Kind kind, String content, Map<String, JsonValue> members, List<JsonValue> items) {
    this.kind = kind;
    this.content = content;
    this.members = members;
    this.items = items;
  }

  static JsonValue scalar(Kind kind, String content, Span span) {
    return new JsonValue(kind, content, Map.of(), List.of()).spanning(span);
  }

  static JsonValue object(Map<String, JsonValue> members) {
    return new JsonValue(Kind.OBJECT, "", Collections.unmodifiableMap(members), List.of());
  }

  static JsonValue list(List<JsonValue> items) {
    return new JsonValue(Kind.LIST, "", Map.of(), Collections.unmodifiableList(items));
  }

  JsonValue at(@Nullable JsonValue place, String member) {
    parent = place;
    name = member;
    return this;
  }

  JsonValue spanning(Span place) {
    span = place;
    return this;
  }

  /// @return whether it is there and not `null`
  public boolean isPresent() {
    return kind != Kind.MISSING && kind != Kind.NULL;
  }

  /// @return whether it is an object
  public boolean isObject() {
    return kind == Kind.OBJECT;
  }

  /// @return whether it is a list
  public boolean isList() {
    return kind == Kind.LIST;
  }

  /// @return whether it is text
  public boolean isText() {
    return kind == Kind.TEXT;
  }

  /// @return whether it is a number
  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /// @return its members in the order they came; none if it is missing or `null`
  public Map<String, JsonValue> members() {
    require(Kind.OBJECT);
    return members;
  }

  /// @param member the member's name
  /// @return the member; if there is none, a value that is not present
  public JsonValue member(String member) {
    var found = members().get(member);
    return found == null
        ? new JsonValue(Kind.MISSING, "", Map.of(), List.of()).at(this, member)
        : found;
  }

  /// @return its items; none if it is missing or `null`
  public List<JsonValue> items() {
    require(Kind.LIST);
    return items;
  }

  /// @return its items, or itself as the only one if it is an object
  List<JsonValue> itemsOrItself() {
    return isObject() ? List.of(this) : items();
  }

  /// @return the text; empty if it is missing or `null`
  public String text() {
    require(Kind.TEXT);
    return isPresent() ? content : "";
  }

  /// @return the flag; false if it is missing or `null`
  public boolean flag() {
    require(Kind.FLAG);
    return content.equals("true");
  }

  /// @return the whole number; 0 if it is missing or `null`
  public long integer() {
    require(Kind.NUMBER);
    return isPresent() ? whole(false) : 0;
  }

  /// @param least the smallest number allowed
  /// @param most the largest number allowed
  /// @return the whole number; 0 if it is missing or `null`
  public long integer(long least, long most) {
    var number = integer();
    if (number < least || number > most) {
      throw fault("is " + number + "; it must be from " + least + " to " + most);
    }
    return number;
  }

  /// @return the number; 0 if it is missing or `null`
  public double decimal() {
    require(Kind.NUMBER);
    var number = isPresent() ? Double.parseDouble(content) : 0;
    if (Double.isInfinite(number)) {
      throw fault("is " + content + "; it must be below 1.8e308");
    }
    return number;
  }

  /// A moment, as a number or in one of the original's spellings of a date.
  ///
  /// @return seconds since 1970, a fraction cut off; 0 if it is missing, `null` or empty
  public long timestamp() {
    if (kind == Kind.TEXT) {
      return Dates.secondsOf(content)
          .orElseThrow(() ->
              fault(
                  "is '"
                      + content
                      + "'; it must be seconds since 1970 or a date like 2026/11/23 14:05"));
    }
    require(Kind.NUMBER);
    return isPresent() ? whole(true) : 0;
  }

  /// @return the items' texts
  public List<String> texts() {
    return items().stream().map(JsonValue::text).toList();
  }

  /// @return the items' whole numbers
  public List<Long> integers() {
    return items().stream().map(JsonValue::integer).toList();
  }

  /// @return the members' texts, in the order they came
  public Map<String, String> textMembers() {
    var texts = new LinkedHashMap<String, String>();
    members().forEach((key, value) -> texts.put(key, value.text()));
    return texts;
  }

  /// @return the text it was read from, unchanged; `null` if it is missing
  public String json() {
    return span.source().substring(span.start(), span.end());
  }

  /// @return where it stands, e.g. `volumes[0].mountpoint`; empty for the whole text
  public String path() {
    var place = parent == null ? "" : parent.path();
    return place.isEmpty() || name.startsWith("[") ? place + name : place + "." + name;
  }

  WireException fault(String what) {
    return new WireException(path(), what);
  }

  private void require(Kind wanted) {
    if (isPresent() && kind != wanted) {
      throw fault("is " + kind.words + "; it must be " + wanted.words);
    }
  }

  private long whole(boolean cutFraction) {
    var number = exact();
    if (number.signum() == 0 || (cutFraction && number.precision() <= number.scale())) {
      return 0;
    }
    if (number.precision() - number.scale() > WHOLE_DIGITS) {
      throw fault("is " + content + "; it must fit 64 bits");
    }
    try {
      return cutFraction
          ? number.toBigInteger().longValueExact()
          : number.stripTrailingZeros().longValueExact();
    } catch (ArithmeticException _) {
      throw fault("is " + content + "; it must be a whole number that fits 64 bits");
    }
  }

  private BigDecimal exact() {
    try {
      return new BigDecimal(content);
    } catch (NumberFormatException _) {
      throw fault("is " + content + "; its exponent must be smaller");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonValue value
        && kind == value.kind
        && members.equals(value.members)
        && items.equals(value.items)
        && (kind == Kind.NUMBER
            ? content.equals(value.content) || exact().compareTo(value.exact()) == 0
            : content.equals(value.content));
  }

  @Override
  public int hashCode() {
    return kind == Kind.NUMBER
        ? Double.hashCode(Double.parseDouble(content))
        : Objects.hash(kind, content, members, new ArrayList<>(items));
  }

  @Override
  public String toString() {
    return json();
  }
}
