package io.coredeck.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One method on one path template.
///
/// @param method e.g. `GET`
/// @param pattern what the path must look like
/// @param names of the parameters, in order
/// @param handler who answers
record Route(String method, Pattern pattern, List<String> names, LaterHandler handler) {

  private static final Pattern PARAMETER =
      Pattern.compile("\\{(?<name>[a-z_0-9]+)(:(?<kind>[a-z]+))?}");

  static Route of(String method, String template, LaterHandler handler) {
    var names = new ArrayList<String>();
    var regex = new StringBuilder();
    var matcher = PARAMETER.matcher(template);
    var end = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(template.substring(end, matcher.start())));
      regex.append(groupFor(template, matcher.group("kind")));
      names.add(matcher.group("name"));
      end = matcher.end();
    }
    regex.append(Pattern.quote(template.substring(end)));
    return new Route(method, Pattern.compile(regex.toString()), List.copyOf(names), handler);
  }

  private static String groupFor(String template, @Nullable String kind) {
    return switch (kind) {
      case null -> "([^/]+)";
      case "digits" -> "([0-9]+)";
      case "rest" -> "(.*)";
      default ->
          throw new IllegalArgumentException(
              "route %s: a parameter is of kind %s; it must be digits or rest"
                  .formatted(template, kind));
    };
  }

  /// @param path as sent
  /// @return the parameters, decoded; empty if the path is another
  Optional<Map<String, String>> match(String path) {
    var matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < names.size(); i++) {
      values.put(names.get(i), decoded(matcher.group(i + 1)));
    }
    return Optional.of(values);
  }

  /// What follows a semicolon belongs to the name; a plus is one.
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }
}
