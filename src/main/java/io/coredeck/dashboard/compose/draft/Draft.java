package io.coredeck.dashboard.compose.draft;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A container as the person who composes it has it: the members of a reservation
/// (docs/formats/reservation.md), complete or not, with a few of the composer's own: `name`, and
/// `create` where a volume or network does not exist yet. Members it does not know are kept.
///
/// Immutable. Members are named by JSON pointers. Values of secrets and passwords of endpoints are
/// in memory only: in the members stands {@link #HIDDEN} for them, or nothing as long as a value is
/// missing.
public final class Draft {

  /// What stands in place of a secret's value.
  public static final String HIDDEN = "(hidden)";

  private static final String SECRETS = "secret_environment";
  private static final String PLAIN = "secret_environment_plain";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Draft START = new Draft(DraftTree.start(), DraftSecrets.NONE);

  private final ObjectNode members;
  private final DraftSecrets secrets;

  private Draft(ObjectNode members, DraftSecrets secrets) {
    this.members = members;
    this.secrets = secrets;
  }

  /// @return what a person begins with: nothing asked for but the least capacity
  public static Draft empty() {
    return START;
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
      var kept = value.equals(HIDDEN) ? before.secrets.values().get(entry.getKey()) : value;
      if (kept != null && !kept.isEmpty()) {
        known.put(entry.getKey(), kept);
      }
    }
    var hiddenNames = new HashSet<String>();
    named.properties().stream()
        .filter(entry -> entry.getValue().asString("").equals(HIDDEN))
        .forEach(entry -> hiddenNames.add(entry.getKey()));
    var secrets = before.secrets.only(known, hiddenNames);
    if (members.has(SECRETS) || !named.isEmpty()) {
      var hidden = NODES.objectNode();
      named.propertyNames().forEach(name -> hidden.put(name, secrets.knows(name) ? HIDDEN : ""));
      members.set(SECRETS, hidden);
    }
    return new Draft(members, secrets.hidePasswords(members, before.members));
  }

  /// @return whether both know the same values of secrets
  public boolean hasSecretsOf(Draft other) {
    return secrets.equals(other.secrets);
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

  /// @return the value; empty if it is missing or sealed. For encrypting only: it is shown nowhere
  public Optional<String> secret(String name) {
    return Optional.ofNullable(secrets.values().get(name));
  }

  /// @return hex of the value, encrypted for {@link #sealedFor()} once before; empty if it is not
  public Optional<String> sealed(String name) {
    return Optional.ofNullable(secrets.sealed().get(name));
  }

  /// @return the only node that can read what is sealed; empty if nothing is
  public String sealedFor() {
    return secrets.sealedFor();
  }

  /// @param pointer of an endpoint's address
  /// @return it with its password; empty if that is not known. To send or try it: it is shown
  ///   nowhere
  public Optional<String> url(String pointer) {
    return secrets.url(text(pointer));
  }

  /// @return whether there is a password in the address of an endpoint
  public boolean hasPassword(String pointer) {
    return DraftSecrets.hasPassword(text(pointer));
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
    var changed = members.deepCopy();
    DraftTree.put(changed, JsonPointer.compile(pointer), DraftTree.node(value));
    return new Draft(changed, secrets.hidePasswords(changed, members));
  }

  /// @param pointer of the member, or of an entry of a list
  /// @return the same without it
  public Draft without(String pointer) {
    var changed = members.deepCopy();
    return DraftTree.remove(changed, JsonPointer.compile(pointer))
        ? new Draft(changed, secrets)
        : this;
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
    var known = secrets.with(name, value);
    var changed = with(secretPointer(name), known.knows(name) ? HIDDEN : "");
    return new Draft(changed.members, changed.secrets.with(name, value));
  }

  /// @return the same without that secret
  public Draft withoutSecret(String name) {
    return new Draft(without(secretPointer(name)).members, secrets.with(name, null));
  }

  /// @param old a secret
  /// @param fresh its new name
  /// @return the same with the secret under the other name, its value kept
  public Draft renamedSecret(String old, String fresh) {
    var plain = secret(old);
    var cipher = sealed(old);
    var changed = withoutSecret(old).withSecret(fresh, plain.orElse(null));
    if (cipher.isEmpty()) {
      return changed;
    }
    var all = new LinkedHashMap<>(changed.secrets.sealed());
    all.put(fresh, cipher.get());
    return changed.withSealed(all, sealedFor());
  }

  /// @param ciphers hex by name of the secret
  /// @param nodeId the only node that can read them
  /// @return the same with the values of these secrets, which nobody here can read
  public Draft withSealed(Map<String, String> ciphers, String nodeId) {
    var changed = members.deepCopy();
    ciphers
        .keySet()
        .forEach(name ->
            DraftTree.put(
                changed, JsonPointer.compile(secretPointer(name)), NODES.stringNode(HIDDEN)));
    return new Draft(changed, secrets.withSealed(ciphers, nodeId));
  }

  /// @return the same with no value of any secret: their names stay
  public Draft withoutValues() {
    var open = new Draft(members, DraftSecrets.NONE);
    for (var name : secretNames()) {
      open = open.withSecret(name, null);
    }
    return open;
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
