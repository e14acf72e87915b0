package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// The numbers of all containers and nodes that anybody looks at, each read once, however many
/// look.
public final class StatsHub implements AutoCloseable {

  /// Most containers watched at the same time, for all pages together: 60 samples each.
  static final int MOST_WATCHED = 5_000;

  /// Histories that are read at the same time; more wait for each other.
  static final int MOST_READERS = 8;

  private final StreamLoop loop;
  private final Function<String, Optional<NodeLoad>> loads;
  private final Events events;
  private final Semaphore readers = new Semaphore(MOST_READERS, true);

  // Guarded by this.
  private final Map<String, Watched> watched = new HashMap<>();

  /// @param loop the reader of Redis, shared with others; who made it closes it
  /// @param loads what a node uses now, by its key; nothing if no such node is known
  public StatsHub(StreamLoop loop, Function<String, Optional<NodeLoad>> loads) {
    this.loop = loop;
    this.loads = loads;
    this.events = new Events(loop);
    loop.follow(events);
  }

  /// @return the name of the stream that holds a container's samples
  static String key(String gwid) {
    return "coredeck:stats:" + gwid;
  }

  /// @return the container's newest samples; nothing if {@link #MOST_WATCHED} are watched already
  synchronized Optional<Watched> join(String gwid) {
    var one = watched.get(gwid);
    if (one == null) {
      if (watched.size() >= MOST_WATCHED) {
        return Optional.empty();
      }
      one = new Watched(gwid, loop);
      watched.put(gwid, one);
      loop.follow(one);
    }
    one.join(1);
    return Optional.of(one);
  }

  /// To be called once for each time it was joined.
  synchronized void leave(Watched one) {
    if (one.join(-1) == 0) {
      watched.remove(one.gwid());
      loop.leave(one);
    }
  }

  /// @param nodeId its key
  /// @return what it uses now; nothing if there is no such node, or it does not tell
  Optional<NodeLoad> load(String nodeId) {
    return loads.apply(nodeId);
  }

  Events events() {
    return events;
  }

  /// @param columns of pixels of the chart
  History history(String gwid, long from, long to, int columns) throws RedisAwayException {
    readers.acquireUninterruptibly();
    try {
      return History.read(loop, key(gwid), from, to, columns);
    } finally {
      readers.release();
    }
  }

  /// @return since when Redis cannot be asked; nothing while it answers
  Optional<Instant> awaySince() {
    return loop.awaySince();
  }

  /// Follows nothing any more. Calling it again does nothing.
  @Override
  public synchronized void close() {
    loop.leave(events);
    watched.values().forEach(loop::leave);
    watched.clear();
  }
}
