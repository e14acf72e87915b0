package io.coredeck.wire.draft;

import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts values in the places of a template's variables. A text that is nothing but `${name}`
/// becomes the value itself, a number for instance; in longer texts it is written out. What is
/// called like no variable stays: shells have such words, too.
public final class Variables {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]{0,62})}");

  /// Characters that all places of a draft together may get.
  private static final int MOST_FILLED = 64 << 10;

  private final Map<String, JsonValue> values;
  private int filled;

  private Variables(Map<String, JsonValue> values) {
    this.values = values;
  }

  /// @param given values by name of the variable, as people write them; for others the usual ones
  ///   are taken
  /// @return the template's draft with them
  /// @throws IllegalArgumentException if there is no such variable, or the value is of another kind
  public static JsonValue filled(Template template, Map<String, String> given) {
    var values = new LinkedHashMap<String, JsonValue>();
    for (var variable : template.variables()) {
      var said = given.get(variable.name());
      var usual = Json.tree(variable.usual());
      values.put(variable.name(), said == null ? usual : value(variable, usual, said));
    }
    for (var name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "the template %s has no variable '%s'; it has %s"
                .formatted(
                    template.name(),
                    name,
                    values.isEmpty() ? "none" : String.join(", ", values.keySet())));
      }
    }
    var draft = Json.tree(template.draftJson());
    return Json.tree(Json.writeTree(new Variables(values).filled(draft, false)));
  }

  private static JsonValue value(Variable variable, JsonValue usual, String said) {
    if (usual.isText()) {
      return Json.tree(Json.writeTree(said));
    }
    try {
      var value = Json.tree(said);
      if (value.isNumber() == usual.isNumber()
          && !value.isObject()
          && !value.isList()
          && !value.isText()
          && value.isPresent()) {
        return value;
      }
    } catch (WireException _) {
      // told below, with what it must be
    }
    throw new IllegalArgumentException(
        "the variable %s is '%s'; it must be %s"
            .formatted(variable.name(), said, usual.isNumber() ? "a number" : "true or false"));
  }

  /// @param isText whether it must be a text: a variable of the environment
  private @Nullable Object filled(JsonValue value, boolean isText) {
    if (value.isObject()) {
      var members = new LinkedHashMap<String, @Nullable Object>();
      value
          .members()
          .forEach((name, member) ->
              members.put(name, filled(member, name.equals("environment") || isText)));
      return members;
    }
    if (value.isList()) {
      List<@Nullable Object> items = new ArrayList<>();
      value.items().forEach(item -> items.add(filled(item, isText)));
      return items;
    }
    return value.isText() ? text(value.text(), isText) : value;
  }

  private Object text(String text, boolean isText) {
    var whole = PLACE.matcher(text);
    var value = !isText && whole.matches() ? values.get(whole.group(1)) : null;
    if (value != null) {
      count(value.json());
      return value;
    }
    return PLACE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(written(found.group(1), found.group())));
  }

  private String written(String name, String otherwise) {
    var value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    return count(value.isText() ? value.text() : value.json());
  }

  /// A short draft may name a long value many times.
  private String count(String value) {
    filled += value.length();
    if (filled > MOST_FILLED) {
      throw new WireException(
          "draft", "has more than %d characters in places of variables".formatted(MOST_FILLED));
    }
    return value;
  }
}
