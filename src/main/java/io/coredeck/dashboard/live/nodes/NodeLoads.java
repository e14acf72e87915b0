package io.coredeck.dashboard.live.nodes;

import com.vaadin.flow.server.VaadinService;
import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest load of every node that a page asked for, read once for all pages.
public final class NodeLoads implements AutoCloseable {

  /// An older load is not shown: the node, or Redis, is away.
  static final Duration FRESH = Duration.ofSeconds(10);

  /// Nodes followed at the same time.
  static final int MOST_NODES = 2_000;

  private final Optional<StreamLoop> loop;

  // Guarded by this.
  private final Map<String, Node> nodes = new HashMap<>();

  private NodeLoads(Optional<StreamLoop> loop) {
    this.loop = loop;
  }

  /// @param loop the reader of Redis, shared with others; who made it closes it. Nothing where
  ///   there is no Redis: then no load is known.
  public static NodeLoads on(Optional<StreamLoop> loop) {
    return new NodeLoads(loop);
  }

  /// @return the one of the server that shows the current page
  public static NodeLoads current() {
    var context = VaadinService.getCurrent().getContext();
    return Optional.ofNullable(context.getAttribute(NodeLoads.class))
        .orElseGet(() -> on(Optional.empty()));
  }

  /// @param nodeId of a node that the explorer knows
  /// @return what it uses now; nothing if it did not tell within the last 10 seconds, or was never
  ///   asked for before
  public Optional<NodeLoad> of(String nodeId) {
    return node(nodeId).flatMap(Node::fresh);
  }

  private synchronized Optional<Node> node(String nodeId) {
    var known = nodes.get(nodeId);
    if (known != null || loop.isEmpty() || nodes.size() >= MOST_NODES) {
      return Optional.ofNullable(known);
    }
    var node = new Node(nodeId);
    nodes.put(nodeId, node);
    loop.get().follow(node);
    return Optional.of(node);
  }

  private static final class Node implements Follower {

    private final String key;
    private @Nullable NodeLoad newest;
    private long freshUntil;
    private volatile String after = "0-0";

    Node(String nodeId) {
      this.key = "coredeck:node:" + nodeId;
    }

    synchronized Optional<NodeLoad> fresh() {
      return freshUntil - System.nanoTime() > 0 ? Optional.ofNullable(newest) : Optional.empty();
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public void look(Optional<Entry> entry) {
      entry.ifPresent(this::keep);
    }

    @Override
    public String after() {
      return after;
    }

    @Override
    public void take(List<Entry> entries) {
      keep(entries.getLast());
    }

    /// A new one is fresh from when it came, whatever the clocks of other machines say. The first
    /// may be old: it counts if its time is near.
    private synchronized void keep(Entry entry) {
      if (entry.id().equals(after)) {
        return;
      }
      var load = NodeLoad.of(entry);
      var age = Math.abs(System.currentTimeMillis() - load.at());
      if (newest != null || age < FRESH.toMillis()) {
        freshUntil = System.nanoTime() + FRESH.toNanos();
      }
      newest = load;
      after = entry.id();
    }

    @Override
    public void linkChanged() {
      // A load that is no longer told grows old by itself.
    }
  }

  /// Follows nothing any more. Calling it again does nothing.
  @Override
  public synchronized void close() {
    loop.ifPresent(one -> nodes.values().forEach(one::leave));
    nodes.clear();
  }
}
