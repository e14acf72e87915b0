package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.testkit.ExplorerProcess;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An explorer is killed at a random moment while eight clients create and delete and a node
/// answers, again and again.
///
/// `-Dcoredeck.kills=20` is the long form: 20 kills, each within 1000 calls.
abstract class KilledExplorer {
  private static final int KILLS = Integer.getInteger("coredeck.kills", 2);
  private static final int MOST_CALLS = KILLS > 2 ? 1000 : 150;
  private static final int CLIENTS = 8;
  private static final long PAID = 1_000_000_000;

  @TempDir Path folder;

  private final KeyPair keys = KeyPair.fromSeedHex("07".repeat(32));
  private final KeyPair node = KeyPair.fromSeedHex("08".repeat(32));
  private final Set<Long> created = ConcurrentHashMap.newKeySet();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final Set<Long> perhapsDeleted = ConcurrentHashMap.newKeySet();
  private int perhapsCreated;
  private long tid;
  private long pool;

  /// @return where the records are; the same at every call
  abstract String database();

  @Test
  void what_was_acknowledged_is_there_and_nothing_is_half_there() throws Exception {
    try (var explorer = ExplorerProcess.start(folder, database());
        var anybody = GridClient.anonymous(explorer.uri())) {
      tid = anybody.register(keys, "alice", "alice@example.org").id();
      try (var grid = GridClient.connect(explorer.uri(), keys, tid)) {
        pool = grid.orderPool(0, PAID, PAID, List.of(node.nodeId()));
      }
    }
    for (var kill = 0; kill < KILLS; kill++) {
      try (var explorer = ExplorerProcess.start(folder, database())) {
        useUntilKilled(explorer);
      }
      try (var store = Store.open(database())) {
        store.read(records -> {
          check(records);
          return true;
        });
      }
    }
    System.out.printf(
        "%s: %d kills, %d created, %d deleted, %d cut off%n",
        getClass().getSimpleName(),
        KILLS,
        created.size(),
        deleted.size(),
        perhapsCreated + perhapsDeleted.size());
  }

  private void useUntilKilled(ExplorerProcess explorer) throws Exception {
    var calls = new CountDownLatch(ThreadLocalRandom.current().nextInt(20, MOST_CALLS));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.submit(() -> answer(explorer.uri()));
      var failed = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < CLIENTS; i++) {
        failed.add(threads.submit(() -> createAndDelete(explorer.uri(), calls)));
      }
      calls.await();
      explorer.close();
      answers.get();
      for (var one : failed) {
        perhapsCreated += one.get() ? 1 : 0;
      }
    }
  }

  /// @return whether the call that failed was one that creates
  private boolean createAndDelete(URI uri, CountDownLatch calls) throws Exception {
    var mine = new ArrayList<Long>();
    try (var grid = GridClient.connect(uri, keys, tid)) {
      while (true) {
        var isDeletion = mine.size() > 3 && ThreadLocalRandom.current().nextBoolean();
        var id = isDeletion ? mine.removeFirst() : 0L;
        try {
          if (isDeletion) {
            grid.decommission(id);
            deleted.add(id);
          } else {
            id = grid.deploy(wish());
            assertThat(created.add(id)).as("workload %d is given once", id).isTrue();
            mine.add(id);
          }
          calls.countDown();
        } catch (GridException e) {
          assertThat(calls.getCount()).as("%s", e).isZero(); // it was killed, and not before
          if (isDeletion) {
            perhapsDeleted.add(id);
          }
          return !isDeletion;
        }
      }
    }
  }

  private boolean answer(URI uri) throws Exception {
    try (var client = NodeClient.connect(uri, node)) {
      var from = 0L;
      while (true) {
        var work = client.poll(from, Duration.ofSeconds(5));
        from = work.lastId() + 1;
        for (var one : work.workloads()) {
          if (one.nextAction() == NextAction.DELETE) {
            client.deleteResult(one.gwid());
          } else {
            client.putResult(
                new Result(2, one.gwid(), "{}", "", Result.State.OK, "", 1, node.nodeId()));
          }
        }
      }
    } catch (GridException _) {
      return true;
    }
  }

  private Reservation wish() {
    return volume(node.nodeId(), pool);
  }

  /// @return what a client asks for, unsigned
  static Reservation volume(String nodeId, long pool) {
    return new Reservation(
        0,
        1,
        nodeId,
        pool,
        "",
        "",
        "",
        0,
        "",
        NextAction.DEPLOY,
        Reservation.SigningRequest.NONE,
        Reservation.SigningRequest.NONE,
        List.of(),
        List.of(),
        Reservation.Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        TestGrid.volume());
  }

  private void check(Reading records) {
    var all = workloads(records, -1);
    var ids = all.stream().map(Reservation::id).toList();
    assertThat(ids).containsAll(created).doesNotHaveDuplicates();
    assertThat(ids.size()).isBetween(created.size(), created.size() + perhapsCreated);
    assertThat(records.lastWorkloadId()).isEqualTo(ids.size());
    var gone = new HashSet<Long>();
    var queued = new HashSet<Long>();
    var units = CloudUnits.NONE;
    var active = new HashSet<Long>();
    for (var one : all) {
      if (one.nextAction() == NextAction.DELETE || one.nextAction() == NextAction.DELETED) {
        gone.add(one.id());
      }
      var isUnanswered = one.nextAction() == NextAction.DEPLOY && !one.result().isAnswered();
      if (one.nextAction() == NextAction.DELETE || isUnanswered) {
        queued.add(one.id());
      }
      if (one.result().state() == Result.State.OK && one.result().isAnswered()) {
        active.add(one.id());
        var own = CloudUnits.of(one.workload());
        units = new CloudUnits(units.cu() + own.cu(), units.su() + own.su());
      }
    }
    for (var action : NextAction.values()) {
      assertThat(workloads(records, action.code()))
          .as("found as %s", action)
          .isEqualTo(all.stream().filter(one -> one.nextAction() == action).toList());
    }
    assertThat(gone).containsAll(deleted);
    gone.removeAll(deleted);
    assertThat(perhapsDeleted).containsAll(gone);
    assertThat(queue(records)).isEqualTo(queued);
    check(records.pool(pool).orElseThrow(), active, units);
    var done = new Filter.Audit(-1, tid, "", "volume.", "", "ok", 0, 0);
    assertThat(records.people().audit(done, 0, 1).total())
        .isEqualTo(
            all.size() + all.stream().filter(one -> !one.signaturesDelete().isEmpty()).count());
  }

  private static void check(Pool pool, Set<Long> active, CloudUnits units) {
    assertThat(pool.activeWorkloadIds()).containsExactlyInAnyOrderElementsOf(active);
    assertThat(pool.activeCu()).isCloseTo(units.cu(), within(1e-6));
    assertThat(pool.activeSu()).isCloseTo(units.su(), within(1e-6));
    assertThat(pool.cus()).isEqualTo(PAID); // volumes take none
    assertThat(pool.sus()).isLessThanOrEqualTo(PAID);
  }

  /// @param action below 0 for all
  private static List<Reservation> workloads(Reading records, long action) {
    var all = new ArrayList<Reservation>();
    var every = new Filter.Workloads(0, action, -1);
    var part = records.workloadsAfter(every, 0, Slice.MOST);
    while (!part.isEmpty()) {
      part.forEach(one -> all.add(Json.reservation(one.text())));
      part = records.workloadsAfter(every, part.getLast().id(), Slice.MOST);
    }
    return all;
  }

  private Set<Long> queue(Reading records) {
    var ids = new HashSet<Long>();
    var part = records.queueOf(node.nodeId(), 0, Slice.MOST);
    while (!part.isEmpty()) {
      part.stream().map(NodeEntry::id).forEach(ids::add);
      part = records.queueOf(node.nodeId(), part.getLast().position(), Slice.MOST);
    }
    return ids;
  }
}
