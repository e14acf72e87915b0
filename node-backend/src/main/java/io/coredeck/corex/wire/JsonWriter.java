package io.coredeck.corex.wire;

import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes one JSON object, member by member.
public final class JsonWriter {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder("{");

  public JsonWriter member(String name, String value) {
    return json(name, quoted(value));
  }

  public JsonWriter member(String name, long value) {
    return json(name, Long.toString(value));
  }

  public JsonWriter member(String name, boolean value) {
    return json(name, Boolean.toString(value));
  }

  /// @param value with one digit after the point
  public JsonWriter tenths(String name, double value) {
    var tenths = Math.round(value * 10);
    return json(name, tenths / 10 + "." + Math.abs(tenths % 10));
  }

  /// @param value JSON already
  public JsonWriter json(String name, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quoted(name)).append(':').append(value);
    return this;
  }

  /// @return the object
  public String end() {
    return text + "}";
  }

  /// @param toJson gives each element as JSON
  public static <T> String array(Collection<T> elements, Function<T, String> toJson) {
    return elements.stream().map(toJson).collect(Collectors.joining(",", "[", "]"));
  }

  /// @return a JSON string; what HTML could misread is escaped too
  public static String quoted(String value) {
    var quoted = new StringBuilder(value.length() + 2).append('"');
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || c == 0x7f || c == 0x2028 || c == 0x2029 || isHalf(value, i)) {
            quoted.append("\\u").append(HEX.toHexDigits(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// Half a surrogate pair cannot be written as UTF-8.
  private static boolean isHalf(String value, int at) {
    var c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
