package io.coredeck.wire.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.rule.ContainerRules;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Says in a container's metadata which one it takes the place of, so that who is broken off in the
/// middle finds it again: `{"name": "web", "replaces": "3-1 9f2a…"}`. No part of a draft.
public final class Replaces {

  private static final String REPLACES = "replaces";
  private static final String NAME = "name";

  private Replaces() {}

  /// @param metadata of the container to be
  /// @param gwid of the container that makes place
  /// @param content stands for what is wanted in its place, without blanks
  /// @return the metadata with the mark; as it was if that is no JSON object or would be too long
  public static String marked(String metadata, String gwid, String content) {
    var known = object(metadata);
    if (known.isEmpty() && !metadata.isEmpty()) {
      return metadata;
    }
    var members = new LinkedHashMap<String, Object>(known);
    members.put(REPLACES, gwid + " " + content);
    var text = Json.writeTree(members);
    return text.getBytes(UTF_8).length > ContainerRules.LONGEST_METADATA ? metadata : text;
  }

  /// @return whether the metadata says that its container takes the place of that one
  public static boolean is(String metadata, String gwid) {
    return mark(metadata).startsWith(gwid + " ");
  }

  /// @return whether it does, with that content
  public static boolean is(String metadata, String gwid, String content) {
    return mark(metadata).equals(gwid + " " + content);
  }

  private static String mark(String metadata) {
    return text(object(metadata), REPLACES);
  }

  /// @return the metadata without the mark
  static String without(String metadata) {
    var known = object(metadata);
    if (!known.containsKey(REPLACES)) {
      return metadata;
    }
    var members = new LinkedHashMap<String, Object>(known);
    members.remove(REPLACES);
    return members.isEmpty() ? "" : Json.writeTree(members);
  }

  /// @return the name that is all the metadata says
  static Optional<String> onlyName(String metadata) {
    var members = object(metadata);
    return Optional.of(members.size() == 1 ? text(members, NAME) : "")
        .filter(name -> !name.isEmpty());
  }

  private static String text(Map<String, JsonValue> members, String name) {
    return Optional.ofNullable(members.get(name))
        .filter(JsonValue::isText)
        .map(JsonValue::text)
        .orElse("");
  }

  private static Map<String, JsonValue> object(String metadata) {
    try {
      var tree = metadata.isEmpty() ? Json.tree("{}") : Json.tree(metadata);
      return tree.isObject() ? tree.members() : Map.of();
    } catch (WireException _) {
      return Map.of(); // others write there what they like
    }
  }
}
