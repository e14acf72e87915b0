package io.coredeck.dashboard.grid;

import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.workload.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened on the grid lately: containers that began to run, failed or went, nodes that fell
/// silent or came back. The last {@value #KEPT} are kept. May be used by many threads.
public final class GridNews {

  static final int KEPT = 1000;

  /// A node that has not said anything for so long is away.
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /// How the node's agent begins when it ends a container for good.
  private static final String GIVEN_UP = "deleting container due to so many crashes";

  /// What can happen.
  public enum Kind {
    RUNS,
    FAILED,
    GIVEN_UP,
    DELETED,
    NODE_AWAY,
    NODE_BACK
  }

  /// One thing that happened.
  ///
  /// @param number one more than that of what happened before
  /// @param at when it was heard of here
  /// @param kind what
  /// @param id of the reservation; of the node, for nodes
  /// @param tid whose container it is; 0 for nodes
  /// @param name what people call it
  /// @param reason the node's words; empty if there are none
  public record Happening(
      long number, Instant at, Kind kind, long id, long tid, String name, String reason) {}

  // Guarded by this.
  private final ArrayDeque<Happening> kept = new ArrayDeque<>();
  private final Map<String, Boolean> away = new HashMap<>();
  private long latest;

  GridNews() {}

  /// @return the number of the newest
  public synchronized long latest() {
    return latest;
  }

  /// @return what is kept of what happened after that number, oldest first
  public synchronized List<Happening> after(long number) {
    return kept.stream().filter(one -> one.number() > number).toList();
  }

  /// @param before as it was known; nothing if it was not
  synchronized void changed(@Nullable Reservation before, Reservation now) {
    var kind = kindOf(now);
    var isKnown = before != null && kindOf(before).equals(kind);
    if (kind.isEmpty() || isKnown || !(now.workload() instanceof Container container)) {
      return;
    }
    if (before == null && kind.get() == Kind.DELETED) {
      return; // nobody has seen it
    }
    var name = WorkloadName.of(now);
    add(
        kind.get(),
        now.id(),
        now.customerTid(),
        name.isEmpty() ? ImageName.of(container.flist()) : name,
        now.result().message());
  }

  private static Optional<Kind> kindOf(Reservation reservation) {
    var result = reservation.result();
    var hasFailed =
        (result.isAnswered() && result.state() == Result.State.ERROR)
            || (reservation.nextAction() == NextAction.DELETED && !result.message().isBlank());
    if (hasFailed) {
      return Optional.of(result.message().startsWith(GIVEN_UP) ? Kind.GIVEN_UP : Kind.FAILED);
    }
    if (reservation.nextAction() == NextAction.DELETED) {
      return Optional.of(Kind.DELETED);
    }
    var runs = result.isAnswered() && result.state() == Result.State.OK;
    return runs && !reservation.nextAction().isDelete() ? Optional.of(Kind.RUNS) : Optional.empty();
  }

  /// The first time tells nothing: it is how the grid was found.
  synchronized void nodes(List<Node> nodes, Instant now) {
    for (var node : nodes) {
      var silence = Duration.between(Instant.ofEpochSecond(node.updated()), now);
      var isAway = silence.compareTo(LONGEST_SILENCE) > 0;
      var before = away.put(node.nodeId(), isAway);
      if (before != null && before != isAway) {
        var name = node.hostname().isBlank() ? node.nodeId() : node.hostname();
        add(isAway ? Kind.NODE_AWAY : Kind.NODE_BACK, node.id(), 0, name, "");
      }
    }
  }

  private void add(Kind kind, long id, long tid, String name, String reason) {
    latest++;
    kept.addLast(new Happening(latest, Instant.now(), kind, id, tid, name, reason));
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
  }
}
