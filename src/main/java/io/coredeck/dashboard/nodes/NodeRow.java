package io.coredeck.dashboard.nodes;

import io.coredeck.dashboard.frame.State;
import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NodeLife;
import io.coredeck.dashboard.widget.Amounts;
import io.coredeck.dashboard.widget.Level;
import io.coredeck.model.registry.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

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
  private static final double GIBI = 1 << 30;

  /// @param load what its containers use now; empty if it is not known
  static NodeRow of(Node node, String farm, Optional<NodeLoad> load, Instant now) {
    var total = node.totalResources();
    var taken = node.reservedResources();
    var disk = now(load, one -> one.disk() / GIBI);
    var isSsd = total.sru() > 0;
    var life = NodeLife.of(node, now);
    return new NodeRow(
        node.nodeId(),
        Named.of(node),
        farm,
        life.isUp(),
        Amounts.brief(life.silence()),
        node.workloads().containers(),
        new Level(now(load, NodeLoad::cores), taken.cru(), total.cru(), "vCPU"),
        new Level(now(load, one -> one.memory() / GIBI), taken.mru(), total.mru(), "GiB"),
        new Level(isSsd ? disk : OptionalDouble.empty(), taken.sru(), total.sru(), "GiB"),
        new Level(isSsd ? OptionalDouble.empty() : disk, taken.hru(), total.hru(), "GiB"),
        node.uptime());
  }

  private static OptionalDouble now(Optional<NodeLoad> load, ToDoubleFunction<NodeLoad> of) {
    return load.isPresent()
        ? OptionalDouble.of(of.applyAsDouble(load.get()))
        : OptionalDouble.empty();
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
