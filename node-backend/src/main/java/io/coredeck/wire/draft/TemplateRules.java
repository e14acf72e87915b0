package io.coredeck.wire.draft;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.model.WorkloadType;
import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a template must be before it is kept: a draft of a workload that could run, and nothing of
/// one place, one person or any secret.
public final class TemplateRules {

  /// Longest description of a template or of a variable, in characters.
  public static final int LONGEST_DESCRIPTION = 500;

  private static final int LONGEST_IMAGE = 2000;
  private static final int MOST_VARIABLES = 32;
  private static final Pattern LINE = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  private static final Set<String> COMMON = Set.of("name", "description", "metadata");

  /// What may stand in a draft, by its kind.
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "container",
          Set.of(
              "flist",
              "hub_url",
              "storage_url",
              "environment",
              "secret_environment",
              "entrypoint",
              "interactive",
              "volumes",
              "network_connection",
              "stats",
              "logs",
              "capacity"),
          "volume",
          Set.of("size", "type"),
          "network",
          Set.of("network_iprange", "iprange"));

  private TemplateRules() {}

  /// @param wish as it was sent
  /// @return the same with its draft in the one form, kind and image told
  /// @throws WireException if it is not what a template must be; the message names the place
  public static Template checked(Template wish) {
    line("name", wish.name(), 1, Template.LONGEST_NAME);
    line("description", wish.description(), 0, LONGEST_DESCRIPTION);
    variables(wish.variables());
    var draft = Json.tree(wish.draftJson().isEmpty() ? "null" : wish.draftJson());
    if (!draft.isObject()) {
      throw new WireException(
          "draft", "is missing; it must be a workload as in files that are deployed");
    }
    var plain = unset(DraftForm.plain(draft));
    var clean = wish.withDraft("", "", plain.json());
    var filled = DraftForm.plain(Variables.filled(clean, Map.of()));
    unset(filled); // usual values hold no secrets either
    var kind = shape(filled);
    var image = plain.member("flist").text();
    if (image.length() > LONGEST_IMAGE) {
      throw fault(
          "flist",
          "is %d characters long; it must be at most %d".formatted(image.length(), LONGEST_IMAGE));
    }
    return clean.withDraft(kind, image, plain.json());
  }

  /// What can be a template of a draft.
  ///
  /// @param leftOut where something stood that cannot
  public record Opened(JsonValue draft, List<String> leftOut) {}

  /// @param draft in the form {@link DraftForm#plain} gives
  /// @return the draft without what is of one place or container, and without values of secrets
  public static Opened opened(JsonValue draft) {
    var leftOut = new ArrayList<String>();
    var members = DraftTree.object(draft);
    for (var place : List.of("node_id", "pool_id")) {
      remove(members, place, leftOut);
    }
    DraftTree.objects(members.get("network_connection"))
        .forEach(one -> remove(one, "ipaddress", leftOut));
    DraftTree.objects(members.get("volumes")).forEach(one -> remove(one, "volume_id", leftOut));
    var secrets = DraftTree.member(members, "secret_environment");
    for (var place : List.of("secret_environment_plain", "secret_environment_sealed")) {
      DraftTree.member(members, place).keySet().forEach(name -> secrets.put(name, "a value"));
      remove(members, place, leftOut);
    }
    secrets.forEach((name, value) -> {
      if (!"".equals(value) && !Endpoints.HIDDEN.equals(value)) {
        leftOut.add("the value of " + name);
      }
    });
    secrets.replaceAll((_, _) -> "");
    if (!secrets.isEmpty()) {
      members.put("secret_environment", secrets);
    }
    for (var list : List.of("logs", "stats")) {
      for (var target : DraftTree.objects(members.get(list))) {
        Endpoints.hide(DraftTree.member(target, "data"));
      }
    }
    return new Opened(DraftTree.value(members), leftOut);
  }

  private static void remove(Map<String, Object> members, String name, List<String> leftOut) {
    if (members.remove(name) != null) {
      leftOut.add(name);
    }
  }

  private static void line(String where, String text, int least, int most) {
    if (text.strip().length() < least || text.length() > most || !LINE.matcher(text).matches()) {
      throw new WireException(
          where, "must be one line of %d to %d characters".formatted(least, most));
    }
  }

  private static void variables(List<Variable> variables) {
    if (variables.size() > MOST_VARIABLES) {
      throw new WireException(
          "variables",
          "are %d; they must be at most %d".formatted(variables.size(), MOST_VARIABLES));
    }
    var names = new HashSet<String>();
    for (var one : variables) {
      if (!VARIABLE.matcher(one.name()).matches() || !names.add(one.name())) {
        throw new WireException(
            "variables", "need a name each, another one for each: letters, digits and _");
      }
      line("variables: description of " + one.name(), one.description(), 0, LONGEST_DESCRIPTION);
      var usual = Json.tree(one.usual());
      if (!usual.isPresent() || usual.isObject() || usual.isList()) {
        throw new WireException(
            "variables: default of " + one.name(), "must be a text, a number, true or false");
      }
    }
  }

  private static WireException fault(String path, String what) {
    return new WireException("draft." + path, what);
  }

  /// @return the draft without values of secrets
  /// @throws WireException if it has some, or something of one place or person
  private static JsonValue unset(JsonValue draft) {
    open(draft);
    for (var place : List.of("node_id", "pool_id")) {
      if (draft.member(place).isPresent()) {
        throw fault(place, "is of one place; leave it out");
      }
    }
    for (var place : List.of("secret_environment_plain", "secret_environment_sealed")) {
      if (draft.member(place).isPresent()) {
        throw fault(place, "is secret; name what is secret in secret_environment, without a value");
      }
    }
    var open = DraftTree.object(draft);
    for (var secret : draft.member("secret_environment").textMembers().entrySet()) {
      if (!secret.getValue().isEmpty() && !secret.getValue().equals(Endpoints.HIDDEN)) {
        throw fault(
            "secret_environment",
            "has a value for one; leave it empty, it is asked for when the template is used");
      }
      DraftTree.member(open, "secret_environment").put(secret.getKey(), "");
    }
    items(draft, "network_connection")
        .forEach(one -> absent(one, "ipaddress", "is of one container; leave it out"));
    items(draft, "volumes")
        .forEach(
            one -> absent(one, "volume_id", "is a volume of one place; write create in its place"));
    items(draft, "logs").forEach(one -> openly(one, List.of("stdout", "stderr"), false));
    items(draft, "stats").forEach(one -> openly(one, List.of("endpoint"), true));
    return DraftTree.value(open);
  }

  private static List<JsonValue> items(JsonValue draft, String list) {
    return draft.member(list).items();
  }

  private static void absent(JsonValue of, String member, String why) {
    if (of.member(member).isPresent()) {
      throw fault(of.member(member).path(), why);
    }
  }

  private static void openly(JsonValue target, List<String> addresses, boolean isStats) {
    if (!target.member("type").text().equals("redis")) {
      throw fault(target.member("type").path(), "must be redis");
    }
    var data = target.member("data");
    for (var stream : addresses) {
      for (var form : List.of("secret_" + stream, "secret_" + stream + "_plain")) {
        absent(data, form, "is secret; leave it out");
      }
      var url = data.member(stream).text();
      if (Endpoints.hasPassword(url, isStats)) {
        throw fault(data.member(stream).path(), "has a password; write (hidden) in its place");
      }
    }
  }

  /// Images and stores that take one password for all who use the template.
  private static void open(JsonValue draft) {
    for (var place : List.of("flist", "hub_url", "storage_url")) {
      var text = draft.member(place).isText() ? draft.member(place).text() : "";
      var authority =
          place.equals("flist") ? text.replaceFirst("^[^:/]*+://", "").split("[/?#]", 2)[0] : text;
      if (authority.indexOf('@') >= 0) {
        throw fault(
            place, "names a user or password; a template is for others, too: leave both out");
      }
    }
  }

  /// @param plain with the usual values of its variables
  /// @return its kind
  private static String shape(JsonValue plain) {
    var members = DraftTree.object(plain);
    var code = DraftForm.kindOf(plain);
    members.put("workload_type", code);
    Reservation wish;
    try {
      if (code == WorkloadType.CONTAINER.code()) {
        var capacity = new LinkedHashMap<String, Object>(DraftForm.CAPACITY);
        capacity.putAll(plain.member("capacity").members());
        members.put("capacity", capacity);
      }
      wish = Json.reservation(Json.writeTree(members));
    } catch (WireException e) {
      throw fault(e.where(), e.reason().substring(e.where().length()).strip());
    }
    var kind =
        switch (wish.workload()) {
          case Container _ -> "container";
          case Volume _ -> "volume";
          case NetworkResource _ -> "network";
          case Unsupported(_, var reason) when plain.member("workload_type").isPresent() ->
              throw new WireException("draft:", reason);
          case Unsupported _ ->
              throw new WireException(
                  "draft",
                  "has neither flist (a container), nor size (a volume), nor iprange (a network)");
        };
    DraftShape.check(wish, plain);
    known(plain, kind);
    return kind;
  }

  private static void known(JsonValue plain, String kind) {
    for (var name : plain.members().keySet()) {
      if (!COMMON.contains(name) && !MEMBERS.getOrDefault(kind, Set.of()).contains(name)) {
        throw fault(name, "is nothing that a template of a %s has; leave it out".formatted(kind));
      }
    }
  }
}
