package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.WebhookClient;
import io.coredeck.testkit.ExplorerProcess;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An explorer is killed while four clients create and delete and a webhook is told of it.
@Timeout(300)
abstract class KilledWebhooks {
  private static final int CLIENTS = 4;
  private static final int CALLS = 80;
  private static final long PAID = 1_000_000_000;
  private static final String PATH = "/told";
  private static final String SETTINGS =
      "setup.token=token of this test\nwebhook.networks=127.0.0.0/8\n";

  @TempDir Path folder;

  private final KeyPair keys = KeyPair.fromSeedHex("07".repeat(32));
  private final KeyPair node = KeyPair.fromSeedHex("08".repeat(32));
  private final Set<Long> created = ConcurrentHashMap.newKeySet();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private long tid;
  private long pool;

  /// @return where the records are; the same at every call
  abstract String database();

  /// @return how many explorers of that database there are at a time
  abstract int explorers();

  private List<ExplorerProcess> start() throws Exception {
    var all = new ArrayList<ExplorerProcess>();
    for (var i = 0; i < explorers(); i++) {
      all.add(ExplorerProcess.startWith(SETTINGS, folder, database()));
    }
    return all;
  }

  @Test
  void what_was_acknowledged_is_told_at_least_once_and_in_order() throws Exception {
    try (var receiver = new WebhookReceiver()) {
      var first = start();
      prepare(first.getFirst().uri(), receiver.url(PATH));
      useUntilKilled(first);
      var second = start();
      try {
        check(receiver);
      } finally {
        second.forEach(ExplorerProcess::close);
      }
    }
  }

  private void prepare(URI uri, String url) throws Exception {
    try (var anybody = GridClient.anonymous(uri)) {
      tid = anybody.register(keys, "alice", "alice@example.org").id();
    }
    try (var accounts = AccountClient.connect(uri, keys, tid)) {
      accounts.createFirst("alice", "a password of alice", keys, "token of this test");
    }
    try (var grid = GridClient.connect(uri, keys, tid);
        var hooks = WebhookClient.connect(uri, keys, tid)) {
      pool = grid.orderPool(0, PAID, PAID, List.of(node.nodeId()));
      hooks.create(url);
    }
  }

  private void useUntilKilled(List<ExplorerProcess> explorers) throws Exception {
    var calls = new CountDownLatch(CALLS);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < CLIENTS; i++) {
        var uri = explorers.get(i % explorers.size()).uri();
        all.add(clients.submit(() -> use(uri, calls)));
      }
      calls.await();
      explorers.forEach(ExplorerProcess::close);
      for (var one : all) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  private boolean use(URI uri, CountDownLatch calls) throws Exception {
    var mine = new ArrayList<Long>();
    try (var grid = GridClient.connect(uri, keys, tid)) {
      while (true) {
        if (mine.size() > 3) {
          var id = mine.removeFirst();
          grid.decommission(id);
          deleted.add(id);
        } else {
          var id = grid.deploy(KilledExplorer.volume(node.nodeId(), pool));
          created.add(id);
          mine.add(id);
        }
        calls.countDown();
      }
    } catch (GridException e) {
      assertThat(calls.getCount()).as("%s", e).isZero(); // it was killed, and not before
      return true;
    }
  }

  private void check(WebhookReceiver receiver) throws Exception {
    var told = new LinkedHashMap<Long, SequencedSet<String>>();
    var ids = new HashSet<String>();
    while (!isTold(told)) {
      var got = receiver.next(PATH);
      ids.add(got.id());
      var event = Json.tree(got.body());
      told.computeIfAbsent(event.member("data").member("id").integer(), _ -> new LinkedHashSet<>())
          .add(event.member("type").text());
    }
    var events = told.values().stream().mapToInt(Set::size).sum();
    assertThat(ids).hasSize(events); // what came twice had the same id
    for (var one : told.values()) {
      assertThat(one.getFirst()).isEqualTo("workload.created");
    }
    System.out.printf("%s: %d events told%n", getClass().getSimpleName(), events);
  }

  private boolean isTold(Map<Long, SequencedSet<String>> told) {
    return created.stream().allMatch(id -> has(told, id, "workload.created"))
        && deleted.stream().allMatch(id -> has(told, id, "workload.delete_asked"));
  }

  private static boolean has(Map<Long, SequencedSet<String>> told, long id, String event) {
    return Optional.ofNullable(told.get(id)).filter(all -> all.contains(event)).isPresent();
  }
}
