package io.coredeck.explorer.workload;

import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.PoolAccount;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Takes down what pools can no longer pay for: every workload that uses something of which its
/// pool has nothing left.
public final class PoolExpiry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PoolExpiry.class.getName());
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /// Workloads nobody can read of which the log tells.
  private static final int MOST_TOLD = 1000;

  /// Workloads that are read, and taken down in one write; nobody else writes meanwhile.
  private static final int MOST_AT_ONCE = 100;

  private final Store store;
  private final NodeDesk desk;
  private final InstantSource clock;
  private final Set<Long> told = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("pool-expiry").daemon().factory());

  private PoolExpiry(Store store, NodeDesk desk, InstantSource clock) {
    this.store = store;
    this.desk = desk;
    this.clock = clock;
  }

  /// @param pause between two looks at the pools
  /// @return the watch, looking
  public static PoolExpiry start(Store store, NodeDesk desk, InstantSource clock, Duration pause) {
    var expiry = new PoolExpiry(store, desk, clock);
    var _ =
        expiry.timer.scheduleWithFixedDelay(
            expiry::lookAndSay, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    return expiry;
  }

  private void lookAndSay() {
    try {
      look();
    } catch (StoreException | RuntimeException e) {
      LOG.log(Level.ERROR, "pools that ran dry were not looked at; tried again soon", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws StoreException, InterruptedException {
    var now = clock.instant().getEpochSecond();
    var pools = emptyBy(now, 0);
    while (!pools.isEmpty()) {
      for (var pool : pools) {
        look(pool.poolId(), now);
      }
      pools = emptyBy(now, pools.getLast().poolId());
    }
  }

  private List<Pool> emptyBy(long now, long after) throws StoreException, InterruptedException {
    return store.read(records -> records.poolsEmptyBy(now, after));
  }

  private void look(long poolId, long now) throws StoreException, InterruptedException {
    var some = some(poolId, now, 0);
    while (!some.isEmpty()) {
      var after = some.getFirst().id() - 1;
      if (some.stream().map(this::readable).anyMatch(Optional::isPresent)) {
        end(poolId, now, after);
      }
      some = some(poolId, now, some.getLast().id());
    }
  }

  private List<NodeEntry> some(long poolId, long now, long after)
      throws StoreException, InterruptedException {
    return store.read(records -> unpaid(records, poolId, now, after));
  }

  private void end(long poolId, long now, long after) throws StoreException, InterruptedException {
    for (var ended : store.write(records -> end(records, poolId, now, after))) {
      LOG.log(
          Level.INFO,
          "workload {0} is taken down: pool {1} ran dry",
          ended.gwid(),
          Long.toString(ended.poolId()));
      desk.announce(ended.nodeId(), ended.id());
    }
  }

  private static List<NodeEntry> unpaid(Reading records, long poolId, long now, long after) {
    return records
        .pool(poolId)
        .map(pool -> PoolAccount.missing(PoolAccount.synced(pool, now)))
        .map(missing -> new Load(missing.cu(), missing.su()))
        .map(missing -> records.deployingFrom(poolId, missing, after, MOST_AT_ONCE))
        .orElse(List.of());
  }

  /// One that cannot be read must not keep the others running.
  private Optional<Reservation> readable(NodeEntry entry) {
    try {
      return Optional.of(Json.reservation(entry.text()));
    } catch (WireException e) {
      if (told.size() < MOST_TOLD && told.add(entry.id())) {
        LOG.log(
            Level.ERROR,
            "workload {0} cannot be read, so whether its pool pays for it is not looked at: {1};"
                + " repair its row in the database",
            Long.toString(entry.id()),
            e.getMessage());
      }
      return Optional.empty();
    }
  }

  private List<Reservation> end(Writing records, long poolId, long now, long after) {
    var unpaid =
        unpaid(records, poolId, now, after).stream()
            .map(this::readable)
            .flatMap(Optional::stream)
            .toList();
    for (var workload : unpaid) {
      records.put(workload.withNextAction(NextAction.DELETE));
      records.enqueue(workload.nodeId(), workload.id());
    }
    return unpaid;
  }

  /// Stops looking, waits up to 5 seconds for the look in hand. Calling it again does nothing.
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
