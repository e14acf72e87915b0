package io.coredeck.dashboard.compose.draft;

import io.coredeck.dashboard.text.Texts;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What kind of value each known member must be. Members that are not known may be anything.
final class DraftShape {

  private static final Texts TEXTS = Texts.of(DraftShape.class);

  private enum Kind {
    TEXT,
    WHOLE,
    FLAG,
    DISK,
    OBJECT,
    LIST;

    String words() {
      return TEXTS.get("kind-" + name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("/flist", Kind.TEXT),
          Map.entry("/hub_url", Kind.TEXT),
          Map.entry("/name", Kind.TEXT),
          Map.entry("/description", Kind.TEXT),
          Map.entry("/metadata", Kind.TEXT),
          Map.entry("/entrypoint", Kind.TEXT),
          Map.entry("/node_id", Kind.TEXT),
          Map.entry("/pool_id", Kind.WHOLE),
          Map.entry("/interactive", Kind.FLAG),
          Map.entry("/environment", Kind.OBJECT),
          Map.entry("/environment/*", Kind.TEXT),
          Map.entry("/secret_environment", Kind.OBJECT),
          Map.entry("/secret_environment/*", Kind.TEXT),
          Map.entry("/secret_environment_plain", Kind.OBJECT),
          Map.entry("/secret_environment_plain/*", Kind.TEXT),
          Map.entry("/volumes", Kind.LIST),
          Map.entry("/volumes/*", Kind.OBJECT),
          Map.entry("/volumes/*/volume_id", Kind.TEXT),
          Map.entry("/volumes/*/mountpoint", Kind.TEXT),
          Map.entry("/volumes/*/create", Kind.OBJECT),
          Map.entry("/volumes/*/create/name", Kind.TEXT),
          Map.entry("/volumes/*/create/size", Kind.WHOLE),
          Map.entry("/volumes/*/create/disk_type", Kind.DISK),
          Map.entry("/capacity", Kind.OBJECT),
          Map.entry("/capacity/cpu", Kind.WHOLE),
          Map.entry("/capacity/memory", Kind.WHOLE),
          Map.entry("/capacity/disk_size", Kind.WHOLE),
          Map.entry("/capacity/disk_type", Kind.DISK),
          Map.entry("/network_connection", Kind.LIST),
          Map.entry("/network_connection/*", Kind.OBJECT),
          Map.entry("/network_connection/*/network_id", Kind.TEXT),
          Map.entry("/network_connection/*/ipaddress", Kind.TEXT),
          Map.entry("/network_connection/*/public_ip6", Kind.FLAG),
          Map.entry("/network_connection/*/yggdrasil_ip", Kind.FLAG),
          Map.entry("/network_connection/*/create", Kind.OBJECT),
          Map.entry("/network_connection/*/create/network_iprange", Kind.TEXT),
          Map.entry("/network_connection/*/create/iprange", Kind.TEXT),
          Map.entry("/logs", Kind.LIST),
          Map.entry("/logs/*", Kind.OBJECT),
          Map.entry("/logs/*/type", Kind.TEXT),
          Map.entry("/logs/*/data/stdout", Kind.TEXT),
          Map.entry("/logs/*/data/stderr", Kind.TEXT),
          Map.entry("/stats", Kind.LIST),
          Map.entry("/stats/*", Kind.OBJECT),
          Map.entry("/stats/*/type", Kind.TEXT),
          Map.entry("/stats/*/data/endpoint", Kind.TEXT));

  /// Members of objects that people fill with names of their own.
  private static final Set<String> OPEN =
      Set.of("/environment", "/secret_environment", "/secret_environment_plain");

  /// The older dialect's names: where, old, new.
  private static final Map<String, String> RENAMED =
      Map.of(
          "/stats_aggregator", "stats",
          "/network_connection/*/public_ipv6", "public_ip6");

  private final Places places;
  private final Map<String, String> bare;

  private DraftShape(Places places, Map<String, String> bare) {
    this.places = places;
    this.bare = bare;
  }

  /// Turns the older dialect into today's and checks the kind of everything known.
  ///
  /// @param members changed in place
  /// @param bare how scalars without quotes were written, where they may stand for text
  static void check(ObjectNode members, Places places, Map<String, String> bare)
      throws DraftTextException {
    new DraftShape(places, bare).object(members, "", "");
  }

  private void object(ObjectNode object, String pointer, String pattern) throws DraftTextException {
    for (var name : object.propertyNames().stream().toList()) {
      var at = pointer + "/" + TextReader.escaped(name);
      var like = pattern + "/" + (OPEN.contains(pattern) ? "*" : TextReader.escaped(name));
      var renamed = RENAMED.get(like);
      var value = object.required(name);
      if (renamed != null && !object.has(renamed)) {
        object.remove(name);
        like = pattern + "/" + renamed;
        object.set(renamed, repaired(value, like, at));
      } else {
        object.set(name, repaired(value, like, at));
      }
    }
  }

  /// @return the value; `null` for nothing, scalars as text, a lone object as a list of one
  private JsonNode repaired(JsonNode value, String pattern, String pointer)
      throws DraftTextException {
    var kind = KINDS.get(pattern);
    var fixed = kind == null ? value : ofKind(value, kind, pointer);
    if (fixed instanceof ObjectNode object) {
      object(object, pointer, pattern);
    } else if (fixed instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, repaired(list.get(i), pattern + "/*", pointer + "/" + i));
      }
    }
    return fixed;
  }

  private JsonNode ofKind(JsonNode value, Kind kind, String pointer) throws DraftTextException {
    var nodes = JsonNodeFactory.instance;
    var right =
        switch (kind) {
          case TEXT -> value.isString();
          case WHOLE -> isWhole(value);
          case FLAG -> value.isBoolean();
          case DISK -> isDisk(value);
          case OBJECT -> value.isObject();
          case LIST -> value.isArray();
        };
    if (right) {
      return value;
    }
    if (value.isNull()) {
      return switch (kind) {
        case TEXT -> nodes.stringNode("");
        case WHOLE -> nodes.numberNode(0);
        case FLAG -> nodes.booleanNode(false);
        case DISK -> nodes.stringNode("hdd");
        case OBJECT -> nodes.objectNode();
        case LIST -> nodes.arrayNode();
      };
    }
    var written = bare.get(pointer);
    if (kind == Kind.TEXT && written != null) {
      return nodes.stringNode(written);
    }
    if (kind == Kind.LIST && value.isObject()) {
      return nodes.arrayNode().add(value);
    }
    throw new DraftTextException(
        places.of(pointer), TEXTS.get("wrong-kind", name(pointer), shown(value), kind.words()));
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
  }

  private static boolean isDisk(JsonNode value) {
    var text = value.isNumber() || value.isString() ? value.asString() : "";
    return text.matches("(?i)0|1|hdd|ssd");
  }

  private static String name(String pointer) {
    return pointer
        .substring(1)
        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
        .replace('/', '.')
        .replace("~1", "/")
        .replace("~0", "~");
  }

  private static String shown(JsonNode value) {
    if (value.isObject() || value.isArray()) {
      return TEXTS.get(value.isObject() ? "an-object" : "a-list");
    }
    return value.isString() ? TEXTS.get("the-text", value.stringValue()) : value.toString();
  }
}
