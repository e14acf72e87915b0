package io.coredeck.explorer.probe;

import io.coredeck.model.probe.EndpointProbe;
import io.coredeck.model.probe.ProbeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Where questions wait for their node and nodes for questions. No thread waits. Everything here
/// can be lost: whoever asked hears that nobody answered. Safe for many threads.
public final class ProbeDesk implements AutoCloseable {

  /// How long a node may take; it gives up by itself before.
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

  /// The longest a node may wait for a question.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// A node that has not asked for so long tries nothing: it is gone, or one of the original's.
  private static final Duration GONE_AFTER = LONGEST_WAIT.plusSeconds(15);

  /// Questions that may be open for one node.
  static final int MOST_OF_A_NODE = 16;

  private final InstantSource clock;

  // Guarded by this.
  private final Map<String, Place> places = new HashMap<>();
  private boolean closed;

  /// What is known about one node that has asked for questions.
  private static final class Place {
    Instant asked = Instant.EPOCH;
    final List<EndpointProbe> waiting = new ArrayList<>();
    final Map<String, CompletableFuture<Optional<ProbeAnswer>>> open = new HashMap<>();
    CompletableFuture<Void> node = new CompletableFuture<>();
  }

  public ProbeDesk(InstantSource clock) {
    this.clock = clock;
  }

  /// @return whether the node takes questions at all
  synchronized boolean isListening(String nodeId) {
    var place = places.get(nodeId);
    return place != null && place.asked.isAfter(clock.instant().minus(GONE_AFTER));
  }

  /// @return the node's answer, or nothing after {@link #ANSWER_LIMIT}; empty if too many wait
  Optional<CompletableFuture<Optional<ProbeAnswer>>> ask(String nodeId, EndpointProbe probe) {
    var answer = new CompletableFuture<Optional<ProbeAnswer>>();
    CompletableFuture<Void> node;
    synchronized (this) {
      var place = places.get(nodeId);
      if (closed || place == null || place.open.size() >= MOST_OF_A_NODE) {
        return Optional.empty();
      }
      place.open.put(probe.id(), answer);
      place.waiting.add(probe);
      node = place.node;
    }
    node.complete(null);
    answer.completeOnTimeout(Optional.empty(), ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.of(answer.whenComplete((_, _) -> forget(nodeId, probe)));
  }

  private synchronized void forget(String nodeId, EndpointProbe probe) {
    var place = places.get(nodeId);
    if (place != null) {
      place.open.remove(probe.id());
      place.waiting.remove(probe);
    }
  }

  /// @return the questions for a node, as soon as there is one or the time is over
  CompletableFuture<List<EndpointProbe>> take(String nodeId, Duration wait) {
    CompletableFuture<Void> before;
    var turn = new CompletableFuture<Void>();
    synchronized (this) {
      var place = places.computeIfAbsent(nodeId, _ -> new Place());
      place.asked = clock.instant();
      before = place.node;
      place.node = turn;
      if (closed || wait.isZero() || !place.waiting.isEmpty()) {
        turn.complete(null);
      }
    }
    before.complete(null); // only the newest call of a node waits
    return turn.completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(_ -> taken(nodeId));
  }

  private synchronized List<EndpointProbe> taken(String nodeId) {
    var place = places.get(nodeId);
    if (place == null) {
      return List.of();
    }
    place.asked = clock.instant();
    var all = List.copyOf(place.waiting);
    place.waiting.clear();
    return all;
  }

  /// @return whether somebody still waits for that answer
  boolean answer(String nodeId, String id, ProbeAnswer said) {
    CompletableFuture<Optional<ProbeAnswer>> open;
    synchronized (this) {
      var place = places.get(nodeId);
      open = place == null ? null : place.open.get(id);
    }
    return open != null && open.complete(Optional.of(said));
  }

  /// Sends all away who wait. Calling it again does nothing.
  @Override
  public void close() {
    var nodes = new ArrayList<CompletableFuture<Void>>();
    var open = new ArrayList<CompletableFuture<Optional<ProbeAnswer>>>();
    synchronized (this) {
      closed = true;
      places.values().forEach(place -> nodes.add(place.node));
      places.values().forEach(place -> open.addAll(place.open.values()));
    }
    nodes.forEach(node -> node.complete(null));
    open.forEach(answer -> answer.complete(Optional.empty()));
  }
}
