package io.coredeck.dashboard.nodes;

import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NodeLife;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.Level;
import io.coredeck.dashboard.widget.NodeLevels;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;

/// A node as the list shows it.
///
/// @param nodeId its key, base58
/// @param name what people call it
/// @param farm its farm's name
/// @param isUp whether it gave a sign of life lately
/// @param silence since then, in words
/// @param containers on it, of all people
/// @param cpu and the rest: how full it is
/// @param uptime seconds
record NodeRow(
    String nodeId,
    String name,
    String farm,
    boolean isUp,
    String silence,
    long containers,
    Level cpu,
    Level memory,
    Level ssd,
    Level hdd,
    long uptime) {

  static final String UP = "up";
  static final String AWAY = "away";

  /// @param isLive whether the page can ask what is used now
  static NodeRow of(Node node, String farm, boolean isLive, Instant now) {
    var levels = NodeLevels.of(node, isLive);
    var life = NodeLife.of(node, now);
    return new NodeRow(
        node.nodeId(),
        Named.of(node),
        farm,
        life.isUp(),
        Amounts.brief(life.silence()),
        node.workloads().containers(),
        levels.cpu(),
        levels.memory(),
        levels.ssd(),
        levels.hdd(),
        node.uptime());
  }

  String life() {
    return isUp ? UP : AWAY;
  }

  State.Kind kind() {
    return isUp ? State.Kind.OK : State.Kind.WARN;
  }

  /// @return how long it has been running, in words
  String running() {
    return Amounts.brief(Duration.ofSeconds(uptime));
  }
}
