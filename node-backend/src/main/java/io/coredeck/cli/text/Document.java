package io.coredeck.cli.text;

import io.coredeck.wire.JsonValue;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// A text that people wrote, as a tree that remembers where everything stood.
///
/// JSON may have comments, `//`, `#` and those between slash and asterisk, and a comma after the
/// last entry. YAML may have several documents, which are a list; anchors and references are
/// refused. A member that stands there twice is refused in both.
public final class Document {

  private final JsonValue value;
  private final Map<String, Place> places;

  private Document(JsonValue value, Map<String, Place> places) {
    this.value = value;
    this.places = Map.copyOf(places);
  }

  /// @param name of the file; `.yaml`, `.yml` and `.json` at its end say what is in it, else its
  ///   first character does
  /// @throws TextException if it is not that
  public static Document read(String name, String text) throws TextException {
    var isYaml = isYaml(name, text);
    var reader = new TextReader(isYaml ? yaml() : json(), isYaml);
    var value = reader.read(text);
    return new Document(value, reader.places());
  }

  /// @return what it says
  public JsonValue value() {
    return value;
  }

  /// @param path as {@link JsonValue#path} writes it
  /// @return where that stands, e.g. `line 3, column 7`; of what is not there, where the thing
  ///   around it stands
  public String placeOf(String path) {
    for (var at = path; !at.isEmpty(); at = around(at)) {
      var place = Optional.ofNullable(places.get(at));
      if (place.isPresent()) {
        return place.get().toString();
      }
    }
    return places.getOrDefault("", Place.START).toString();
  }

  private static String around(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private static boolean isYaml(String name, String text) {
    if (name.matches("(?i).*\\.ya?ml")) {
      return true;
    }
    var first =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
            .findFirst()
            .orElse("{");
    return !name.matches("(?i).*\\.json") && "{[/".indexOf(first.charAt(0)) < 0;
  }

  private static TokenStreamFactory json() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            JsonReadFeature.ALLOW_JAVA_COMMENTS,
            JsonReadFeature.ALLOW_YAML_COMMENTS,
            JsonReadFeature.ALLOW_TRAILING_COMMA)
        .build();
  }

  private static TokenStreamFactory yaml() {
    return YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }
}
