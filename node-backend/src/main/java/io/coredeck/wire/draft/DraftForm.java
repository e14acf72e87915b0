package io.coredeck.wire.draft;

import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one form that all drafts of the same meaning have: today's dialect, without what is as it
/// would be without a word. Two drafts in this form mean the same if they are equal.
public final class DraftForm {

  /// What a container gets that does not say: the least a node runs, with room for a small program.
  /// CPUs, MiB of memory and of disk, 0 HDD or 1 SSD.
  public static final Map<String, Object> CAPACITY =
      Map.of("cpu", 1, "memory", 1024, "disk_size", 1024, "disk_type", 1);

  /// Keys of a network: made anew for each.
  static final List<String> KEYS =
      List.of("wireguard_private_key_encrypted", "wireguard_public_key", "wireguard_listen_port");

  /// What explorer and node say of a workload.
  private static final List<String> NOT_ITS_OWN =
      List.of(
          "id",
          "customer_tid",
          "customer_signature",
          "next_action",
          "signatures_provision",
          "signatures_delete",
          "signature_farmer",
          "epoch",
          "json",
          "version",
          "reference",
          "result");

  private static final List<String> LISTS =
      List.of("volumes", "network_connection", "stats", "logs");

  /// Whose members have names of people's own; an empty text means something there.
  private static final Set<String> OPEN =
      Set.of("environment", "secret_environment", "secret_environment_plain");

  private static final long CONTAINER = 1;
  private static final long VOLUME = 2;
  private static final long NETWORK = 10;

  private DraftForm() {}

  /// @param draft an object that a person or {@link Drafts} wrote
  /// @return the same in the one form
  /// @throws io.coredeck.wire.WireException if it is no object
  public static JsonValue plain(JsonValue draft) {
    var members = DraftTree.object(draft);
    seal(members);
    NOT_ITS_OWN.forEach(members::remove);
    today(members);
    name(members);
    if (isNumber(members.get("workload_type"), kind(members))) {
      members.remove("workload_type");
    }
    if (isNumber(members.get("workload_id"), 1)) {
      members.remove("workload_id");
    }
    capacity(members);
    DraftTree.objects(members.get("volumes"))
        .forEach(mount -> disk(DraftTree.member(mount, "create"), "disk_type"));
    disk(members, "type");
    return DraftTree.value(said(members));
  }

  /// @param plain a draft in this form
  /// @return the number of the kind of workload it is; 0 if it does not say
  static long kindOf(JsonValue plain) {
    var members = DraftTree.object(plain);
    return plain.member("workload_type").isPresent()
        ? plain.member("workload_type").integer()
        : kind(members);
  }

  private static long kind(Map<String, Object> members) {
    if (members.containsKey("flist")) {
      return CONTAINER;
    }
    if (members.containsKey("size")) {
      return VOLUME;
    }
    return members.containsKey("iprange") ? NETWORK : 0;
  }

  /// What is signed is a stored workload, whose secrets are encrypted.
  private static void seal(Map<String, Object> members) {
    if (members.get("customer_signature") instanceof String signature
        && !signature.isEmpty()
        && members.remove("secret_environment") instanceof Map<?, ?> sealed) {
      var all = new LinkedHashMap<>(DraftTree.member(members, "secret_environment_sealed"));
      all.putAll(DraftTree.asObject(sealed));
      members.put("secret_environment_sealed", all);
    }
  }

  /// Writes the older dialect as today's.
  private static void today(Map<String, Object> members) {
    var alias = members.remove("stats_aggregator");
    if (alias != null && isNothing(members.get("stats"))) {
      members.put("stats", alias);
    }
    for (var list : LISTS) {
      if (members.get(list) instanceof Map<?, ?> one) {
        members.put(list, new ArrayList<Object>(List.of(one)));
      }
    }
    for (var connection : DraftTree.objects(members.get("network_connection"))) {
      var older = connection.remove("public_ipv6");
      if (older != null) {
        connection.putIfAbsent("public_ip6", older);
      }
    }
  }

  /// A name stands in the metadata of what is stored.
  private static void name(Map<String, Object> members) {
    if (!(members.get("metadata") instanceof String metadata)) {
      return;
    }
    var own = Replaces.without(metadata);
    var name = Replaces.onlyName(own);
    if (name.isPresent() && !members.containsKey("name")) {
      members.remove("metadata");
      members.put("name", name.get());
    } else {
      members.put("metadata", own);
    }
  }

  private static void capacity(Map<String, Object> members) {
    var capacity = DraftTree.member(members, "capacity");
    disk(capacity, "disk_type");
    CAPACITY.forEach((name, usual) -> {
      var asked = capacity.get(name);
      var isUsual =
          name.equals("disk_type")
              ? "ssd".equals(asked)
              : isNumber(asked, ((Integer) usual).longValue());
      if (isUsual) {
        capacity.remove(name);
      }
    });
  }

  /// A kind of disk as a word.
  private static void disk(Map<String, Object> members, String name) {
    var asked = members.get(name);
    if (isNumber(asked, 1) || (asked instanceof String word && word.matches("(?i)1|ssd"))) {
      members.put(name, "ssd");
    } else if (isNumber(asked, 0) || (asked instanceof String word && word.matches("(?i)0|hdd"))) {
      members.put(name, "hdd");
    }
  }

  /// @return without what says nothing: empty texts, lists and objects, false, and 0 where that is
  ///   what nothing means
  private static Map<String, Object> said(Map<String, Object> members) {
    var kept = new LinkedHashMap<String, Object>();
    members.forEach((name, value) -> {
      if (OPEN.contains(name)) {
        if (!isNothing(value)) {
          kept.put(name, value);
        }
        return;
      }
      var said =
          switch (value) {
            case Map<?, ?> object -> said(DraftTree.asObject(object));
            case List<?> list -> items(list);
            default -> value;
          };
      var isFlist = name.equals("flist");
      if (isFlist || !(isNothing(said) || (isId(name) && isNumber(said, 0)))) {
        kept.put(name, said);
      }
    });
    return kept;
  }

  /// Entries keep their places: one that says nothing is an empty object between others.
  private static List<Object> items(List<?> list) {
    var items = new ArrayList<Object>();
    for (var item : list) {
      items.add(item instanceof Map<?, ?> object ? said(DraftTree.asObject(object)) : item);
    }
    while (!items.isEmpty() && isNothing(items.getLast())) {
      items.removeLast();
    }
    return items;
  }

  private static boolean isId(String name) {
    return name.endsWith("_id") || name.equals("workload_type");
  }

  private static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Boolean flag -> !flag;
      case Map<?, ?> object -> object.isEmpty();
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }

  private static boolean isNumber(@Nullable Object value, long wanted) {
    return value instanceof JsonValue number && number.isNumber() && number.decimal() == wanted;
  }
}
