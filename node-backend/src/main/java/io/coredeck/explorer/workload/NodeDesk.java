package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Shares;
import io.coredeck.explorer.call.WaitShare;
import io.coredeck.explorer.store.Store.QueueListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Where nodes wait for work, and what of their queues they have been handed.
///
/// No thread waits: a waiting node is a future that work, time or the close of the program
/// completes. Everything here can be lost: after a restart nodes are handed their queues again,
/// which they are made for. Safe for many threads.
public final class NodeDesk implements QueueListener, AutoCloseable {

  /// The longest a node may wait.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// Calls of one node that may wait; more than one only while a node restarts. Of more, the oldest
  /// is answered.
  static final int MOST_OF_A_NODE = 4;

  /// Calls that may wait in all; further ones are answered at once.
  static final int MOST_WAITING = 4096;

  /// Of these, calls of one machine, behind which there may be a farm; of a proxy on this machine
  /// 16 times as many. Keys of nodes cost nothing.
  static final int MOST_OF_A_MACHINE = 256;

  private final Map<String, Place> places = new HashMap<>();
  private final Shares shares = new Shares();
  private int waiting;
  private boolean closed;

  /// What is known about one node; gone when it is empty.
  private static final class Place {
    final Deque<Turn> turns = new ArrayDeque<>();
    final Set<Long> handed = new HashSet<>();

    boolean isEmpty() {
      return turns.isEmpty() && handed.isEmpty();
    }
  }

  /// A node's call that waits.
  final class Turn {
    private final String nodeId;
    private final WaitShare share;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Turn(String nodeId, WaitShare share) {
      this.nodeId = nodeId;
      this.share = share;
    }

    /// Ends the wait, if it has not ended.
    void leave() {
      remove(this);
      over.complete(null);
    }

    /// @return complete when there is work, the time is over or the program closes
    CompletionStage<Void> over() {
      return over;
    }
  }

  /// @param share of the machine that calls
  /// @param wait from 0 to {@link #LONGEST_WAIT}
  /// @return the turn of a node that begins to wait
  Turn enter(String nodeId, WaitShare share, Duration wait) {
    var turn = new Turn(nodeId, share);
    var oldest = admit(turn);
    oldest.forEach(Turn::leave);
    var _ =
        turn.over
            .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> remove(turn));
    return turn;
  }

  private synchronized List<Turn> admit(Turn turn) {
    if (closed || waiting >= MOST_WAITING || !shares.take(turn.share)) {
      return List.of(turn);
    }
    var place = place(turn.nodeId);
    place.turns.addLast(turn);
    waiting++;
    return place.turns.size() > MOST_OF_A_NODE ? List.of(place.turns.getFirst()) : List.of();
  }

  private synchronized void remove(Turn turn) {
    var place = place(turn.nodeId);
    if (place.turns.remove(turn)) {
      waiting--;
      shares.giveBack(turn.share);
    }
    forgetIfEmpty(turn.nodeId, place);
  }

  /// @param workloadIds what a node was just given
  synchronized void handed(String nodeId, List<Long> workloadIds) {
    var place = place(nodeId);
    place.handed.addAll(workloadIds);
    forgetIfEmpty(nodeId, place);
  }

  /// @return whether the node has been given that workload since it was last asked for it
  synchronized boolean wasHanded(String nodeId, long workloadId) {
    var place = places.get(nodeId);
    return place != null && place.handed.contains(workloadId);
  }

  /// There is something to do for a node: those who wait get it.
  @Override
  public void announce(String nodeId, long workloadId) {
    wake(nodeId, workloadId).forEach(Turn::leave);
  }

  private synchronized List<Turn> wake(String nodeId, long workloadId) {
    var place = places.get(nodeId);
    if (place == null) {
      return List.of();
    }
    place.handed.remove(workloadId);
    return new ArrayList<>(place.turns);
  }

  /// A node has answered: the workload has left its queue.
  @Override
  public synchronized void answered(String nodeId, long workloadId) {
    var place = places.get(nodeId);
    if (place != null) {
      place.handed.remove(workloadId);
      forgetIfEmpty(nodeId, place);
    }
  }

  /// Nobody knows what the nodes' queues hold: all who wait look, and are handed everything again.
  @Override
  public void announceAll() {
    forget().forEach(Turn::leave);
  }

  private synchronized List<Turn> forget() {
    var turns = turns();
    places.values().forEach(place -> place.handed.clear());
    places.values().removeIf(Place::isEmpty);
    return turns;
  }

  private List<Turn> turns() {
    return places.values().stream().flatMap(place -> place.turns.stream()).toList();
  }

  /// @return how many calls wait now
  public synchronized int waiting() {
    return waiting;
  }

  private Place place(String nodeId) {
    return places.computeIfAbsent(nodeId, _ -> new Place());
  }

  private void forgetIfEmpty(String nodeId, Place place) {
    if (place.isEmpty()) {
      places.remove(nodeId);
    }
  }

  /// Answers all who wait. Calling it again does nothing.
  @Override
  public void close() {
    closeDoor().forEach(Turn::leave);
  }

  private synchronized List<Turn> closeDoor() {
    closed = true;
    return turns();
  }
}
