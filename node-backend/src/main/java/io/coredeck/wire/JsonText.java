package io.coredeck.wire;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON text ⇄ {@link JsonValue} and plain Java values. Everything that touches the JSON library is
/// here.
///
/// Depth is bounded here, the length of numbers by the library's default (1000 characters). What
/// strangers send must be far less deep than what is read ({@link #requireShallow}): whoever keeps
/// it puts more levels around it.
final class JsonText {

  /// Levels that are read: the library's default, which was once let in, and what was put around
  /// that.
  private static final int MOST_LEVELS = 512;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
          .build();

  /// Below this a `double` without a fraction is written as a whole number; the same as in the
  /// original, whose clients read `4.0` for a count as nothing.
  private static final double WHOLE_LIMIT = 1e15;

  private JsonText() {}

  /// @throws WireException if objects and lists stand in each other more than `most` deep
  static void requireShallow(String text, int most) {
    var levels = 0;
    var isText = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isText) {
        i += c == '\\' ? 1 : 0; // what is escaped ends nothing
        isText = c != '"';
      } else if (c == '"') {
        isText = true;
      } else if (c == '{' || c == '[') {
        levels++;
      } else if (c == '}' || c == ']') {
        levels--;
      }
      if (levels > most) {
        throw new WireException(
            "", "has objects and lists more than %d deep in each other; send less".formatted(most));
      }
    }
  }

  static JsonValue parse(String text) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      var token = parser.nextToken();
      if (token == null) {
        throw new WireException("", "is empty; it must be JSON");
      }
      var value = value(parser, token, text, null, "");
      if (parser.nextToken() != null) {
        throw new WireException(
            "", "goes on after the end of the JSON value " + at(parser.currentTokenLocation()));
      }
      return value;
    } catch (JacksonException e) {
      throw new WireException("", "is not JSON " + at(e.getLocation()) + e.getOriginalMessage());
    }
  }

  private static String at(tools.jackson.core.@Nullable TokenStreamLocation location) {
    return location == null
        ? ": "
        : "(line %d, column %d): ".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static JsonValue value(
      JsonParser parser, JsonToken token, String text, @Nullable JsonValue parent, String name) {
    var start = (int) parser.currentTokenLocation().getCharOffset();
    return switch (token) {
      case START_OBJECT -> object(parser, text, parent, name, start);
      case START_ARRAY -> list(parser, text, parent, name, start);
      case VALUE_STRING -> {
        var content = parser.getString();
        yield JsonValue.scalar(
                JsonValue.Kind.TEXT, content, new JsonValue.Span(text, start, end(parser)))
            .at(parent, name);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        var digits = parser.getString();
        var span = new JsonValue.Span(text, start, start + digits.length());
        yield JsonValue.scalar(JsonValue.Kind.NUMBER, digits, span).at(parent, name);
      }
      case VALUE_TRUE -> word(JsonValue.Kind.FLAG, "true").at(parent, name);
      case VALUE_FALSE -> word(JsonValue.Kind.FLAG, "false").at(parent, name);
      default -> word(JsonValue.Kind.NULL, "null").at(parent, name);
    };
  }

  private static JsonValue word(JsonValue.Kind kind, String word) {
    return JsonValue.scalar(kind, word, new JsonValue.Span(word, 0, word.length()));
  }

  private static JsonValue object(
      JsonParser parser, String text, @Nullable JsonValue parent, String name, int start) {
    var members = new LinkedHashMap<String, JsonValue>();
    var self = JsonValue.object(members).at(parent, name);
    for (var member = parser.nextName(); member != null; member = parser.nextName()) {
      members.put(member, value(parser, parser.nextToken(), text, self, member));
    }
    return self.spanning(new JsonValue.Span(text, start, end(parser)));
  }

  private static JsonValue list(
      JsonParser parser, String text, @Nullable JsonValue parent, String name, int start) {
    var items = new ArrayList<JsonValue>();
    var self = JsonValue.list(items).at(parent, name);
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token, text, self, "[" + items.size() + "]"));
    }
    return self.spanning(new JsonValue.Span(text, start, end(parser)));
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  static String print(@Nullable Object value) {
    var out = new StringWriter();
    try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      print(generator, value);
    }
    return out.toString();
  }

  private static void print(JsonGenerator out, @Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Long number -> out.writeNumber(number);
      case Integer number -> out.writeNumber(number);
      case Double number -> printDecimal(out, number);
      case JsonValue raw -> out.writeRawValue(raw.json());
      case Map<?, ?> members -> printObject(out, members);
      case List<?> items -> {
        out.writeStartArray();
        items.forEach(item -> print(out, item));
        out.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              value.getClass().getName()
                  + " has no JSON form; use Map, List, String, Long, Integer, Double, Boolean or"
                  + " JsonValue");
    }
  }

  private static void printObject(JsonGenerator out, Map<?, ?> members) {
    out.writeStartObject();
    for (Iterator<? extends Map.Entry<?, ?>> all = members.entrySet().iterator(); all.hasNext(); ) {
      var member = all.next();
      out.writeName(String.valueOf(member.getKey()));
      print(out, member.getValue());
    }
    out.writeEndObject();
  }

  private static void printDecimal(JsonGenerator out, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(number + " has no JSON form; it must be finite");
    }
    if (number == Math.rint(number) && Math.abs(number) < WHOLE_LIMIT) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }
}
