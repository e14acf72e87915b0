package io.coredeck.model.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where a webhook goes and what it tells of. An empty list asks for all of its kind.
///
/// @param url where deliveries are posted to
/// @param description what its owner wants to remember of it
/// @param enabled whether it is to be delivered to
/// @param events which events
/// @param types which workloads: `container`, `volume`, `network`
/// @param pools numbers of pools whose workloads are told of
/// @param nodes ids of nodes whose workloads are told of
/// @param everybody whether others' workloads are told of, too; for who looks after them
public record HookTarget(
    String url,
    String description,
    boolean enabled,
    List<HookEvent> events,
    List<String> types,
    List<Long> pools,
    List<String> nodes,
    boolean everybody) {

  /// Longest URL, in characters.
  public static final int LONGEST_URL = 2000;

  /// Longest description, in characters.
  public static final int LONGEST_DESCRIPTION = 200;

  /// Entries of each list.
  public static final int MOST_LISTED = 100;

  /// What types there are.
  public static final Set<String> TYPES = Set.of("container", "volume", "network");

  private static final int LONGEST_NODE = 100;

  /// @throws IllegalArgumentException naming all that is wrong but the URL's parts
  public HookTarget {
    events = List.copyOf(events);
    types = List.copyOf(types);
    pools = List.copyOf(pools);
    nodes = List.copyOf(nodes);
    var faults = new ArrayList<String>();
    if (url.isEmpty() || url.length() > LONGEST_URL) {
      faults.add(
          "url has %d characters; it must have 1 to %d".formatted(url.length(), LONGEST_URL));
    }
    if (description.length() > LONGEST_DESCRIPTION
        || description.chars().anyMatch(Character::isISOControl)) {
      faults.add(
          "description has %d characters; it must have at most %d, no control characters among them"
              .formatted(description.length(), LONGEST_DESCRIPTION));
    }
    for (var list : List.of(events, types, pools, nodes)) {
      if (list.size() > MOST_LISTED) {
        faults.add("a list has %d entries; at most %d".formatted(list.size(), MOST_LISTED));
      }
    }
    if (!TYPES.containsAll(types)) {
      faults.add("types are %s; they must be of %s".formatted(types, sorted()));
    }
    if (nodes.stream().anyMatch(node -> node.isEmpty() || node.length() > LONGEST_NODE)) {
      faults.add("a node's id must have 1 to %d characters".formatted(LONGEST_NODE));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static List<String> sorted() {
    return TYPES.stream().sorted().toList();
  }

  /// @return one that tells of all that happens to the owner's workloads
  public static HookTarget of(String url) {
    return new HookTarget(url, "", true, List.of(), List.of(), List.of(), List.of(), false);
  }

  /// @return whether it tells of that
  public boolean wants(HookEvent event, String type, long pool, String node) {
    return (events.isEmpty() || events.contains(event))
        && (types.isEmpty() || types.contains(type))
        && (pools.isEmpty() || pools.contains(pool))
        && (nodes.isEmpty() || nodes.contains(node));
  }

  /// @return the same, to be delivered to or not
  public HookTarget withEnabled(boolean isEnabled) {
    return new HookTarget(url, description, isEnabled, events, types, pools, nodes, everybody);
  }

  /// @return the same with another URL
  public HookTarget withUrl(String other) {
    return new HookTarget(other, description, enabled, events, types, pools, nodes, everybody);
  }

  /// Hides the URL: the ones of some services let whoever knows them write.
  @Override
  public String toString() {
    return "HookTarget[url=hidden, description=%s, enabled=%s]".formatted(description, enabled);
  }
}
