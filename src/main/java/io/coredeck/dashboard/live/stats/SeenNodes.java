package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.nodes.NodeLoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The nodes whose load one page has asked for, and what it was told of them. Of one thread.
final class SeenNodes {

  /// Nodes a page may ask for; what is asked for beyond them is not told.
  static final int MOST = 500;

  /// What is known of a node that was just asked for comes soon or not at all.
  private static final long SOON_NANOS = 2_000_000_000L;

  private final Function<String, Optional<NodeLoad>> loads;
  private final Map<String, Told> nodes = new LinkedHashMap<>();

  /// @param at the time of the load that was told last; 0 if none was
  /// @param asked when it was asked for, by the clock of `System.nanoTime`
  private record Told(long at, long asked) {

    /// @return whether the first load may come before the next beat
    boolean waits() {
      return at == 0 && System.nanoTime() - asked < SOON_NANOS;
    }
  }

  /// @param loads by the node's key; nothing of a node that is not known or does not tell
  SeenNodes(Function<String, Optional<NodeLoad>> loads) {
    this.loads = loads;
  }

  /// Asked for once more, a node's load is told again.
  void add(List<String> ids) {
    for (var id : ids) {
      if (nodes.containsKey(id) || nodes.size() < MOST) {
        nodes.put(id, new Told(0, System.nanoTime()));
      }
    }
  }

  void remove(List<String> ids) {
    ids.forEach(nodes::remove);
  }

  /// @return whether the first load of one may come before the next beat
  boolean waits() {
    return nodes.values().stream().anyMatch(Told::waits);
  }

  /// @param isBeat false for those alone that were just asked for
  /// @return what is new
  List<Frames.Load> due(boolean isBeat) {
    var due = new ArrayList<Frames.Load>();
    for (var node : nodes.entrySet()) {
      var told = node.getValue();
      var load = isBeat || told.waits() ? loads.apply(node.getKey()) : Optional.<NodeLoad>empty();
      if (load.isPresent() && load.get().at() != told.at()) {
        due.add(new Frames.Load(node.getKey(), load.get()));
        node.setValue(new Told(load.get().at(), told.asked()));
      }
    }
    return due;
  }
}
