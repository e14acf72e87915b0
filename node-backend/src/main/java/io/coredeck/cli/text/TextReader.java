package io.coredeck.cli.text;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads one text into a tree and remembers where everything stood.
final class TextReader {

  /// Whose members are texts, also where YAML has a number or a flag: `PORT: 80`.
  private static final Set<String> TEXTS =
      Set.of("environment", "secret_environment", "secret_environment_plain");

  private static final Pattern MARK =
      Pattern.compile(" in reader, line ([0-9]{1,9}), column ([0-9]{1,9}):");

  private final TokenStreamFactory factory;
  private final boolean isYaml;
  private final Map<String, Place> places = new HashMap<>();

  TextReader(TokenStreamFactory factory, boolean isYaml) {
    this.factory = factory;
    this.isYaml = isYaml;
  }

  Map<String, Place> places() {
    return places;
  }

  JsonValue read(String text) throws TextException {
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      var token = parser.nextToken();
      if (token == null) {
        throw new TextException(Place.START, "the text is empty; it must be JSON or YAML");
      }
      return Json.tree(Json.writeTree(documents(parser, token)));
    } catch (JacksonException e) {
      throw fault(e);
    }
  }

  private @Nullable Object documents(JsonParser parser, JsonToken token) throws TextException {
    places.put("", here(parser));
    var first = value(parser, token, "", false);
    var next = parser.nextToken();
    if (next == null) {
      return first;
    }
    if (!isYaml) {
      throw new TextException(here(parser), "the text goes on after the end of its JSON");
    }
    var all = new ArrayList<@Nullable Object>();
    renumber();
    all.add(first);
    for (; next != null; next = parser.nextToken()) {
      all.add(value(parser, next, placed("[" + all.size() + "]", parser), false));
    }
    return all;
  }

  /// What was read as the only document is the first of several.
  private void renumber() {
    var before = Map.copyOf(places);
    places.clear();
    before.forEach((path, place) ->
        places.put(
            path.isEmpty() ? "[0]" : "[0]" + (path.startsWith("[") ? "" : ".") + path, place));
    places.put("", Place.START);
  }

  private @Nullable Object value(JsonParser parser, JsonToken token, String at, boolean isText)
      throws TextException {
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      throw new TextException(
          here(parser), "anchors and references are not understood; write the value itself");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, at);
      case START_ARRAY -> list(parser, at);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT ->
          isText ? parser.getString() : Json.tree(parser.getBigIntegerValue().toString());
      case VALUE_NUMBER_FLOAT -> decimal(parser, isText);
      case VALUE_TRUE, VALUE_FALSE -> isText ? parser.getString() : token == JsonToken.VALUE_TRUE;
      default -> null;
    };
  }

  /// YAML has `.inf` and `.nan`; JSON has no such numbers.
  private static Object decimal(JsonParser parser, boolean isText) {
    var written = parser.getString();
    return isText || written.matches("(?i)[+-]?\\.(inf|nan)")
        ? written
        : Json.tree(parser.getDecimalValue().toString());
  }

  private Map<String, @Nullable Object> object(JsonParser parser, String at) throws TextException {
    var areTexts = isYaml && TEXTS.contains(at.substring(at.lastIndexOf('.') + 1));
    var members = new LinkedHashMap<String, @Nullable Object>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      var path = placed(at.isEmpty() ? name : at + "." + name, parser);
      members.put(name, value(parser, parser.nextToken(), path, areTexts));
    }
    return members;
  }

  private List<@Nullable Object> list(JsonParser parser, String at) throws TextException {
    var items = new ArrayList<@Nullable Object>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token, placed(at + "[" + items.size() + "]", parser), false));
    }
    return items;
  }

  private String placed(String path, JsonParser parser) {
    places.put(path, here(parser));
    return path;
  }

  private static Place here(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static Place place(@Nullable TokenStreamLocation location) {
    return location == null
        ? Place.START
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /// The library's words without what it quotes of the text. Those of YAML say first what was being
  /// read and last what is wrong, each with its place and the line itself, which is indented.
  private TextException fault(JacksonException e) {
    var lines = String.valueOf(e.getOriginalMessage()).lines().toList();
    var said =
        lines.stream()
            .filter(line -> !line.isBlank() && line.charAt(0) != ' ')
            .reduce("", (_, last) -> last);
    var place =
        lines.stream()
            .map(MARK::matcher)
            .filter(Matcher::matches)
            .map(
                mark -> new Place(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))))
            .reduce(place(e.getLocation()), (_, last) -> last);
    var twice = "Duplicate Object property \"";
    if (said.startsWith(twice)) {
      var name = said.substring(twice.length()).replaceAll("\".*", "");
      return new TextException(place, "the member '%s' is there twice; keep one".formatted(name));
    }
    var plain =
        said.replaceAll(" ?\\(code \\d+[^)]*\\)+", "")
            .replaceAll(" *\\(start marker at .*", "")
            .replaceAll("token '[^']*'", "word")
            .replaceAll("(alias|anchor|tag|directive) \\S+", "$1")
            .replaceAll("\\s+", " ");
    return new TextException(
        place, "this is not %s: %s".formatted(isYaml ? "YAML" : "JSON", plain));
  }
}
