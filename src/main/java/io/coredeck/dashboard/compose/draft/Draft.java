package io.coredeck.dashboard.compose.draft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A container as the person who composes it has it: the members of a reservation
/// (docs/formats/reservation.md), complete or not, with a few of the composer's own: `name`, and
/// `create` where a volume or network does not exist yet. Members it does not know are kept.
///
/// Immutable. Members are named by JSON pointers. Values of secrets are in memory only: in the
/// members stands {@link #HIDDEN} for them, or nothing as long as a value is missing.
///
/// Longer than most files: reading and changing one tree belong together.
public final class Draft {

  /// What stands in place of a secret's value.
  public static final String HIDDEN = "(hidden)";

  private static final String SECRETS = "secret_environment";
  private static final String PLAIN = "secret_environment_plain";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Draft START = new Draft(start(), Map.of());

  private final ObjectNode members;
  private final Map<String, String> secrets;

  private Draft(ObjectNode members, Map<String, String> secrets) {
    this.members = members;
    this.secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
  }

  /// @return what a person begins with: nothing asked for but the least capacity
  public static Draft empty() {
    return START;
  }

  private static ObjectNode start() {
    var start = NODES.objectNode();
    start.put("flist", "").put("name", "").put("interactive", true).put("entrypoint", "");
    start.putObject("environment");
    start.putObject(SECRETS);
    start.putArray("volumes");
    start
        .putObject("capacity")
        .put("cpu", 1)
        .put("memory", 1024)
        .put("disk_size", 2048)
        .put("disk_type", "ssd");
    start.put("node_id", "").put("pool_id", 0);
    start
        .putArray("network_connection")
        .addObject()
        .put("network_id", "")
        .put("ipaddress", "")
        .put("public_ip6", false)
        .put("yggdrasil_ip", false);
    start.putArray("logs");
    start.putArray("stats");
    return start;
  }

  /// @param members of the right kinds; changed and kept
  /// @param before whose secrets are still known
  static Draft of(ObjectNode members, Draft before) {
    var named = NODES.objectNode();
    if (members.get(SECRETS) instanceof ObjectNode shown) {
      named.setAll(shown);
    }
    if (members.remove(PLAIN) instanceof ObjectNode plain) {
      named.setAll(plain);
    }
    var known = new LinkedHashMap<String, String>();
    for (var entry : named.properties()) {
      var value = entry.getValue().asString("");
      var kept = value.equals(HIDDEN) ? before.secrets.get(entry.getKey()) : value;
      if (kept != null && !kept.isEmpty()) {
        known.put(entry.getKey(), kept);
      }
    }
    if (members.has(SECRETS) || !named.isEmpty()) {
      var hidden = NODES.objectNode();
      named
          .propertyNames()
          .forEach(name -> hidden.put(name, known.containsKey(name) ? HIDDEN : ""));
      members.set(SECRETS, hidden);
    }
    return new Draft(members, known);
  }

  /// @return a copy of the members, without any secret
  public ObjectNode members() {
    return members.deepCopy();
  }

  private JsonNode at(String pointer) {
    return members.at(JsonPointer.compile(pointer));
  }

  /// @return whether there is such a member
  public boolean has(String pointer) {
    return !at(pointer).isMissingNode();
  }

  /// @return the text; empty if there is none
  public String text(String pointer) {
    var node = at(pointer);
    return node.isString() ? node.stringValue() : node.isNumber() ? node.asString() : "";
  }

  /// @return the number; 0 if there is none
  public long number(String pointer) {
    var node = at(pointer);
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : 0;
  }

  /// @return the flag; false if there is none
  public boolean flag(String pointer) {
    return at(pointer).isBoolean() && at(pointer).booleanValue();
  }

  /// @return how many entries or members it has
  public int size(String pointer) {
    return at(pointer).size();
  }

  /// @return whether the disk is an SSD
  public boolean isSsd(String pointer) {
    return text(pointer).matches("(?i)1|ssd");
  }

  /// @return the variables, in the order they stand
  public Map<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    at("/environment")
        .properties()
        .forEach(one -> variables.put(one.getKey(), one.getValue().asString("")));
    return variables;
  }

  /// @return the names of the secrets, in the order they stand
  public List<String> secretNames() {
    return List.copyOf(at("/" + SECRETS).propertyNames());
  }

  /// @return the value; empty if it is still missing. For encrypting only: it is shown nowhere
  public Optional<String> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  /// @return the volumes, in the order they stand
  public List<Mount> mounts() {
    return IntStream.range(0, size("/volumes"))
        .mapToObj(number -> mount("/volumes/" + number))
        .toList();
  }

  private Mount mount(String at) {
    return new Mount(
        at,
        text(at + "/volume_id"),
        text(at + "/mountpoint"),
        has(at + "/create"),
        number(at + "/create/size"),
        isSsd(at + "/create/disk_type"));
  }

  /// A volume and where it appears.
  ///
  /// @param pointer where that stands in the draft
  /// @param volumeId the gwid of a volume that exists; empty for a new one
  /// @param mountpoint as typed
  /// @param isNew whether it is made when the container is deployed
  /// @param newGib size of the new volume, GiB
  /// @param newSsd whether the new volume is on SSD
  public record Mount(
      String pointer,
      String volumeId,
      String mountpoint,
      boolean isNew,
      long newGib,
      boolean newSsd) {}

  /// @param pointer of the member; what is around it is made
  /// @param value text, whole number, flag, or a tree
  /// @return the same with that member
  public Draft with(String pointer, Object value) {
    var node =
        switch (value) {
          case String text -> NODES.stringNode(text);
          case Long number -> NODES.numberNode(number);
          case Integer number -> NODES.numberNode(number);
          case Boolean flag -> NODES.booleanNode(flag);
          case JsonNode tree -> tree.deepCopy();
          default -> throw new IllegalArgumentException(value.getClass() + " is no member's value");
        };
    var changed = members.deepCopy();
    put(changed, JsonPointer.compile(pointer), node);
    return new Draft(changed, secrets);
  }

  private static void put(ObjectNode root, JsonPointer pointer, JsonNode value) {
    JsonNode at = root;
    var rest = pointer;
    while (!rest.tail().matches()) {
      at = child(at, rest, rest.tail().mayMatchElement());
      rest = rest.tail();
    }
    var index = rest.getMatchingIndex();
    switch (at) {
      case ArrayNode list when index >= 0 && index < list.size() -> list.set(index, value);
      case ArrayNode list -> list.add(value);
      case ObjectNode object -> object.set(rest.getMatchingProperty(), value);
      default -> throw new IllegalArgumentException(pointer + ": there is no place for it");
    }
  }

  private static JsonNode child(JsonNode at, JsonPointer step, boolean listWanted) {
    var found =
        step.mayMatchElement() && at.isArray()
            ? at.path(step.getMatchingIndex())
            : at.path(step.getMatchingProperty());
    if (found.isObject() || found.isArray()) {
      return found;
    }
    JsonNode fresh = listWanted ? NODES.arrayNode() : NODES.objectNode();
    if (at instanceof ArrayNode list) {
      list.add(fresh);
    } else if (at instanceof ObjectNode object) {
      object.set(step.getMatchingProperty(), fresh);
    }
    return fresh;
  }

  /// @param pointer of the member, or of an entry of a list
  /// @return the same without it
  public Draft without(String pointer) {
    var changed = members.deepCopy();
    var path = JsonPointer.compile(pointer);
    var last = path.last();
    switch (changed.at(path.head())) {
      case ArrayNode list when last.getMatchingIndex() < list.size() ->
          list.remove(last.getMatchingIndex());
      case ObjectNode object -> object.remove(last.getMatchingProperty());
      default -> {
        return this;
      }
    }
    return new Draft(changed, secrets);
  }

  /// @param variables in the order they shall stand
  /// @return the same with that environment
  public Draft withEnvironment(Map<String, String> variables) {
    var object = NODES.objectNode();
    variables.forEach(object::put);
    return with("/environment", object);
  }

  /// @param value `null` or empty if it is not known yet
  /// @return the same with that secret
  public Draft withSecret(String name, @Nullable String value) {
    var isKnown = value != null && !value.isEmpty();
    var known = new LinkedHashMap<>(secrets);
    if (value != null && isKnown) {
      known.put(name, value);
    } else {
      known.remove(name);
    }
    var changed = with(secretPointer(name), isKnown ? HIDDEN : "");
    return new Draft(changed.members, known);
  }

  /// @return the same without that secret
  public Draft withoutSecret(String name) {
    var known = new LinkedHashMap<>(secrets);
    known.remove(name);
    return new Draft(without(secretPointer(name)).members, known);
  }

  /// @return where the secret stands
  public static String secretPointer(String name) {
    return "/" + SECRETS + "/" + TextReader.escaped(name);
  }

  /// @return where the variable stands
  public static String variablePointer(String name) {
    return "/environment/" + TextReader.escaped(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Draft draft
        && toString().equals(draft.toString())
        && secrets.equals(draft.secrets);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /// @return without any secret
  @Override
  public String toString() {
    return members.toString();
  }
}
