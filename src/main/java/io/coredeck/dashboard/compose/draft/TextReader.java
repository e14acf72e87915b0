package io.coredeck.dashboard.compose.draft;

import io.coredeck.dashboard.compose.draft.Places.Place;
import io.coredeck.dashboard.text.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads a text into a tree and remembers where everything stood. For one text.
final class TextReader {

  private static final Texts TEXTS = Texts.of(TextReader.class);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final TokenStreamFactory factory;
  private final boolean isYaml;
  private final Map<String, Place> places = new LinkedHashMap<>();

  /// How numbers and flags were written, in YAML, where people mean text by them.
  private final Map<String, String> bare = new HashMap<>();

  TextReader(TokenStreamFactory factory, boolean isYaml) {
    this.factory = factory;
    this.isYaml = isYaml;
  }

  /// @return as written, by pointer
  Map<String, String> bare() {
    return bare;
  }

  Places places() {
    return new Places(places);
  }

  ObjectNode read(String text) throws DraftTextException {
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      var token = parser.nextToken();
      if (token != JsonToken.START_OBJECT) {
        throw new DraftTextException(
            token == null ? Places.START : here(parser), mustBeObject(token));
      }
      places.put("", here(parser));
      var members = object(parser, "");
      if (parser.nextToken() != null) {
        throw new DraftTextException(here(parser), TEXTS.get("goes-on"));
      }
      return members;
    } catch (JacksonException e) {
      throw fault(e, text);
    }
  }

  private String mustBeObject(@Nullable JsonToken token) {
    return TEXTS.get((token == null ? "empty-" : "no-members-") + (isYaml ? "yaml" : "json"));
  }

  private ObjectNode object(JsonParser parser, String at) throws DraftTextException {
    var object = NODES.objectNode();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      var pointer = at + "/" + escaped(name);
      places.put(pointer, here(parser));
      object.set(name, value(parser, parser.nextToken(), pointer));
    }
    return object;
  }

  private JsonNode value(JsonParser parser, JsonToken token, String at) throws DraftTextException {
    if (isReference(parser)) {
      throw new DraftTextException(here(parser), TEXTS.get("references"));
    }
    if (isYaml && token.isScalarValue()) {
      bare.put(at, parser.getString());
    }
    return switch (token) {
      case START_OBJECT -> object(parser, at);
      case START_ARRAY -> list(parser, at);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT ->
          parser.getString().matches("(?i)[+-]?\\.(inf|nan)")
              ? NODES.stringNode(
                  parser.getString()) // YAML's .inf and .nan; JSON has no such number
              : NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private static boolean isReference(JsonParser parser) {
    return parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null);
  }

  private JsonNode list(JsonParser parser, String at) throws DraftTextException {
    var list = NODES.arrayNode();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      var pointer = at + "/" + list.size();
      places.put(pointer, here(parser));
      list.add(value(parser, token, pointer));
    }
    return list;
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static Place here(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static Place place(@Nullable TokenStreamLocation location) {
    return location == null
        ? Places.START
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /// The library's words, shortened to what a person can use.
  private DraftTextException fault(JacksonException e, String text) {
    var said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("").strip();
    var place = place(e.getLocation());
    if (said.startsWith("Duplicate Object property")) {
      return new DraftTextException(
          place, TEXTS.get("twice", said.replaceAll(".*property \"(.*)\".*", "$1")));
    }
    if (said.startsWith("Unexpected end-of-input")) {
      return new DraftTextException(last(text), TEXTS.get("ends-early"));
    }
    var plain = said.replaceAll(" ?\\(code \\d+[^)]*\\)+", "").replaceAll("\\s+", " ");
    return new DraftTextException(
        place, TEXTS.get("not-this", isYaml ? "YAML" : "JSON", sentence(plain)));
  }

  private static Place last(String text) {
    return new Place((int) Math.max(1, text.lines().count()), 1);
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }
}
