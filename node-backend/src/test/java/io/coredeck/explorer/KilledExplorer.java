package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Store;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Result.State;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.testkit.ExplorerProcess;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An explorer is killed at a random moment of some calls with which eight clients create and
/// delete and a node answers; it is started again, and they make the rest of the calls. So again
/// and again.
///
/// `-Dcoredeck.kills=20` is the long form: 20 kills, each somewhere in 1000 calls.
/// `-Dcoredeck.kills.seed=N` chooses the same moments and kinds of calls again.
abstract class KilledExplorer {
  private static final int KILLS = Integer.getInteger("coredeck.kills", 2);
  private static final long SEED = Long.getLong("coredeck.kills.seed", System.nanoTime());
  private static final int CALLS = KILLS > 2 ? 1000 : 100;
  private static final int CLIENTS = 8;
  private static final long PAID = 1_000_000_000;

  /// So many run at once, about.
  private static final int FEW = 20;

  private static final int MANY = 60;

  @TempDir Path folder;

  private final KeyPair keys = KeyPair.fromSeedHex("07".repeat(32));
  private final KeyPair node = KeyPair.fromSeedHex("08".repeat(32));
  private final Set<Long> created = ConcurrentHashMap.newKeySet();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final Set<Long> perhapsDeleted = ConcurrentHashMap.newKeySet();
  private final Queue<Long> alive = new ConcurrentLinkedQueue<>();
  private final PaidTimes times = new PaidTimes();
  private final Random random = new Random(SEED);
  private int perhapsCreated;
  private long tid;
  private long pool;

  /// @return where the records are; the same at every call
  abstract String database();

  @Test
  void what_was_acknowledged_is_there_and_nothing_is_half_there() throws Exception {
    var name = getClass().getSimpleName();
    System.out.printf("%s: -Dcoredeck.kills.seed=%d%n", name, SEED);
    var explorer = ExplorerProcess.start(folder, database());
    try {
      register(explorer);
      for (var kill = 0; kill < KILLS; kill++) {
        var before = 1 + random.nextInt(CALLS);
        var made = useUntilKilled(explorer, before);
        checkAll();
        explorer = ExplorerProcess.start(folder, database());
        use(explorer, CALLS - made);
      }
    } finally {
      explorer.close();
    }
    checkAll();
    System.out.printf(
        "%s: %d kills, %d created, %d deleted, %d cut off%n",
        name, KILLS, created.size(), deleted.size(), perhapsCreated + perhapsDeleted.size());
  }

  private void register(ExplorerProcess explorer) throws Exception {
    try (var anybody = GridClient.anonymous(explorer.uri())) {
      tid = anybody.register(keys, "alice", "alice@example.org").id();
    }
    try (var grid = GridClient.connect(explorer.uri(), keys, tid);
        var own = NodeClient.connect(explorer.uri(), node)) {
      var wallets = List.of(new WalletAddress("TFT", "none"));
      var farm = grid.createFarm(new Farm(0, tid, "farm", "", wallets, Location.NONE));
      own.register(Json.node(TestExplorer.nodeBody(node, farm)));
      pool = grid.orderPool(0, PAID, PAID, List.of(node.nodeId()));
    }
  }

  private void checkAll() throws Exception {
    try (var store = Store.open(database())) {
      store.read(records -> {
        var told =
            new KilledRecords.Told(created, deleted, perhapsCreated, perhapsDeleted, times, PAID);
        new KilledRecords(records, tid, pool, node.nodeId()).check(told);
        return true;
      });
    }
  }

  /// Calls of all clients.
  ///
  /// @param asked how many have been begun
  /// @param left how many answers are still wanted before something else happens
  private record Calls(AtomicInteger asked, CountDownLatch left, int most) {

    boolean mayAsk() {
      return asked.getAndIncrement() < most;
    }

    boolean isOver() {
      return left.getCount() == 0;
    }
  }

  /// @param before answers before it is killed
  /// @return how many calls were answered
  private int useUntilKilled(ExplorerProcess explorer, int before) throws Exception {
    var calls = new Calls(new AtomicInteger(), new CountDownLatch(before), Integer.MAX_VALUE);
    var known = created.size() + deleted.size();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.submit(() -> answer(explorer.uri(), calls, true));
      var clients = clients(threads, explorer, calls);
      calls.left().await();
      explorer.close();
      answers.get();
      for (var one : clients) {
        perhapsCreated += one.get() ? 1 : 0;
      }
    }
    return created.size() + deleted.size() - known;
  }

  /// @param count so many calls are made, and all of them are answered
  private void use(ExplorerProcess explorer, int count) throws Exception {
    var calls = new Calls(new AtomicInteger(), new CountDownLatch(Math.max(0, count)), count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.submit(() -> answer(explorer.uri(), calls, false));
      for (var one : clients(threads, explorer, calls)) {
        one.get();
      }
      answers.get();
    }
  }

  private List<Future<Boolean>> clients(
      ExecutorService threads, ExplorerProcess explorer, Calls calls) {
    return Stream.generate(random::nextLong)
        .limit(CLIENTS)
        .map(seed -> threads.submit(() -> createAndDelete(explorer.uri(), calls, new Random(seed))))
        .toList();
  }

  /// @return whether a call that creates was cut off
  private boolean createAndDelete(URI uri, Calls calls, Random moods) throws Exception {
    try (var grid = GridClient.connect(uri, keys, tid)) {
      while (calls.mayAsk()) {
        var isMood = alive.size() > MANY || (alive.size() > FEW && moods.nextBoolean());
        var old = isMood ? alive.poll() : null;
        try {
          if (old == null) {
            var id = grid.deploy(moods.nextBoolean() ? container() : wish());
            assertThat(created.add(id)).as("workload %d is given once", id).isTrue();
            alive.add(id);
          } else {
            grid.decommission(old);
            deleted.add(old);
          }
          calls.left().countDown();
        } catch (GridException e) {
          // it was killed, and not before
          assertThat(calls.isOver() && calls.most() > CALLS).as("%s", e).isTrue();
          if (old != null) {
            perhapsDeleted.add(old);
          }
          return old == null;
        }
      }
      return false;
    }
  }

  /// Until it is killed, or all calls are over and nothing is left to say.
  private boolean answer(URI uri, Calls calls, boolean isKilled) throws Exception {
    try (var client = NodeClient.connect(uri, node)) {
      var from = 0L;
      while (true) {
        var isLast = !isKilled && calls.isOver();
        var work = client.poll(from, isLast ? Duration.ZERO : Duration.ofSeconds(1));
        if (isLast && work.workloads().isEmpty()) {
          return true;
        }
        from = work.lastId() + 1;
        for (var one : work.workloads()) {
          if (one.nextAction() == NextAction.DELETE) {
            times.end(one.id(), () -> client.deleteResult(one.gwid()));
          } else {
            var ok = new Result(2, one.gwid(), "{}", "", State.OK, "", 1, node.nodeId());
            times.start(one.id(), () -> client.putResult(ok));
          }
        }
      }
    } catch (GridException e) {
      assertThat(isKilled).as("%s", e).isTrue();
      return true;
    }
  }

  /// It takes of both units.
  private Reservation container() {
    var plain = TestGrid.container(1, 1024);
    var capacity = new Capacity(1, Bytes.ofMiB(1024), Bytes.ofGiB(200), DiskType.SSD);
    return reservation(
        node.nodeId(),
        pool,
        new Container(
            plain.flist(),
            plain.hubUrl(),
            plain.storageUrl(),
            plain.environment(),
            plain.secretEnvironment(),
            plain.entrypoint(),
            plain.interactive(),
            plain.volumes(),
            plain.networkConnections(),
            plain.stats(),
            plain.logs(),
            capacity,
            false));
  }

  private Reservation wish() {
    return volume(node.nodeId(), pool);
  }

  /// @return what a client asks for, unsigned
  static Reservation volume(String nodeId, long pool) {
    return reservation(nodeId, pool, TestGrid.volume());
  }

  private static Reservation reservation(String nodeId, long pool, Workload workload) {
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
        workload);
  }
}
