package io.coredeck.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Answers like an explorer with as many containers as a test wants, whose states it changes, and
/// takes deletions and new containers in.
final class RowsExplorer implements AutoCloseable {

  /// Lets `ines` in.
  static final String PASSWORD = "correct horse battery";

  private static final String ACCOUNT =
      """
      {"name": "ines", "role": "admin", "tid": 1, "created": 1606000671, "key": "%s"}\
      """
          .formatted("0123456789abcdef".repeat(4));
  private static final String NODE =
      """
      {"id": %d, "node_id": "%s", "hostname": "node-0%d", "farm_id": 1, "updated": %d,
       "total_resources": {"cru": 8, "mru": 31.2, "sru": 420, "hru": 0},
       "reserved_resources": {"cru": 3, "mru": 28.5, "sru": 12.5, "hru": 0},
       "workloads": {"container": 3, "network_resource": 1, "volume": 2}}\
      """;
  private static final int MOST_CHANGES = 1000;
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Pattern AFTER = Pattern.compile("after=(\\d+)");
  private static final Pattern ONE = Pattern.compile(".*/reservations/workloads/(\\d+).*");

  private final HttpServer server;
  private final Map<Long, Row> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final long now = Instant.now().getEpochSecond();

  private final Map<Long, String> refused = new ConcurrentHashMap<>();
  private volatile boolean isRefusingChanges;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private final Semaphore waiting = new Semaphore(0);

  /// @param type 1 for a container, 10 for a network
  /// @param change number of its last change
  private record Row(
      long id,
      int type,
      String name,
      int action,
      String result,
      String message,
      long change,
      long epoch) {}

  RowsExplorer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
  }

  void running(long id, String name) {
    put(id, name, 3, "OK", "");
  }

  /// A part of a network on a node.
  void network(long id, String name) {
    put(id, 10, name, 3, "OK", "");
  }

  /// From now on nobody is told what there is, or everybody again.
  void refuseChanges(boolean now) {
    isRefusingChanges = now;
  }

  /// Something its pool could not pay.
  void unpaid(long id, String name) {
    put(id, name, 5, "", "");
  }

  /// From now on nobody may delete that one.
  void refuseDeletion(long id, String why) {
    refused.put(id, why);
  }

  /// From now on deletions wait.
  void hold() {
    held = new CountDownLatch(1);
  }

  /// Waits until so many deletions wait.
  void awaitHeld(int number) throws InterruptedException {
    if (!waiting.tryAcquire(number, WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("fewer than " + number + " deletions wait");
    }
  }

  /// Waits until the deletion of so many has been asked for.
  synchronized void awaitDeleting(int number) throws InterruptedException {
    var end = System.nanoTime() + WAIT.toNanos() * 4;
    while (rows.values().stream().filter(row -> row.action() == 4).count() < number) {
      if (end <= System.nanoTime()) {
        throw new IllegalStateException("fewer than " + number + " are being deleted");
      }
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }

  /// Those that wait go on.
  void release() {
    held.countDown();
  }

  void starting(long id, String name) {
    put(id, name, 3, "", "");
  }

  void failed(long id, String name, String message) {
    put(id, name, 6, "ERROR", message);
  }

  void gone(long id) {
    var before = rows.get(id);
    put(id, before == null ? "" : before.name(), 6, "DELETED", "");
  }

  private void put(long id, String name, int action, String result, String message) {
    put(id, 1, name, action, result, message);
  }

  private synchronized void put(
      long id, int type, String name, int action, String result, String message) {
    rows.put(
        id,
        new Row(
            id,
            type,
            name,
            action,
            result,
            message,
            changes.incrementAndGet(),
            now - 60 - id * 7 % 99_999));
    notifyAll();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var asked = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = call.getRequestURI().getPath();
      var isStranger = path.endsWith("/sign-in") && !asked.contains('"' + PASSWORD + '"');
      var body = isStranger ? "{\"error\":\"no\"}" : body(call, path);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.getResponseHeaders().set("Pages", "1");
      call.sendResponseHeaders(isStranger ? 401 : status(body), bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private static int status(String body) {
    return body.contains("\"forbidden\"") ? 403 : body.contains("\"error\"") ? 404 : 200;
  }

  private String body(HttpExchange call, String path) {
    if (path.endsWith("/sign-in")) {
      return ACCOUNT;
    }
    if (path.endsWith("/nodes")) {
      var second = Instant.now().getEpochSecond();
      return "["
          + NODE.formatted(1, "n1", 1, second)
          + ","
          + NODE.formatted(2, "n2", 2, second)
          + "]";
    }
    if (path.endsWith("/changes") && isRefusingChanges) {
      return "{\"error\": \"the store is locked\"}";
    }
    if (path.endsWith("/changes")) {
      var after = AFTER.matcher(call.getRequestURI().getQuery());
      return changed(call, after.find() ? Long.parseLong(after.group(1)) : 0);
    }
    if (path.endsWith("/reservations/workloads") && call.getRequestMethod().equals("POST")) {
      var id = rows.keySet().stream().max(Comparator.naturalOrder()).orElse(0L) + 1;
      starting(id, "again");
      return "{\"reservation_id\": %d}".formatted(id);
    }
    var one = ONE.matcher(path);
    return one.matches() ? one(path, Long.parseLong(one.group(1))) : "[]";
  }

  private String one(String path, long id) {
    var row = rows.get(id);
    if (row == null) {
      return "{\"error\": \"no such workload\"}";
    }
    if (path.endsWith("/sign/delete")) {
      awaitRelease();
      if (refused.containsKey(id)) {
        return "{\"error\": %s, \"forbidden\": true}".formatted(Json.writeTree(refused.get(id)));
      }
      put(id, row.name(), 4, row.result(), "");
      return "{}";
    }
    return json(row);
  }

  private void awaitRelease() {
    waiting.release();
    try {
      held.await(WAIT.toSeconds() * 4, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String changed(HttpExchange call, long after) {
    synchronized (this) {
      var end = System.nanoTime() + WAIT.toNanos();
      try {
        while (after > 0 && changes.get() <= after && end > System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    var found =
        rows.values().stream()
            .filter(row -> row.change() > after)
            .sorted(Comparator.comparingLong(Row::change))
            .limit(MOST_CHANGES)
            .toList();
    var last = found.isEmpty() ? Math.max(after, 0) : found.getLast().change();
    call.getResponseHeaders().set("x-last-change", Long.toString(last));
    return found.stream()
        .map(this::json)
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  private String json(Row row) {
    var state = Map.of("OK", 1, "ERROR", 0, "DELETED", 2).getOrDefault(row.result(), 0);
    return """
    {"workload_id": 1, "id": %1$d, "workload_type": %11$d, "next_action": %2$d, "node_id": "n%3$d",
     "pool_id": 1, "customer_tid": 1, "epoch": %4$d, "metadata": %5$s, "name": %12$s,
     "network_iprange": "172.24.0.0/16", "iprange": "172.24.1.0/24",
     "flist": "http://127.0.0.1:8091/demo/busybox.flist", "interactive": true,
     "environment": {"DB": "postgres://app:geheim@db/shop"},
     "volumes": [{"volume_id": "9-1", "mountpoint": "/data"}],
     "network_connection": [{"network_id": "default", "ipaddress": "172.24.%6$d.%7$d"}],
     "capacity": {"cpu": 2, "memory": 1024, "disk_size": 512, "disk_type": 1},
     "result": {"category": 1, "workload_id": "%8$s", "signature": "", "state": %9$d,
       "data_json": {"id": "x", "ipv4": "172.24.%6$d.%7$d", "ipv6": "fd12:3456:789a::%7$d"},
       "message": %10$s, "epoch": %4$d}}\
    """
        .formatted(
            row.id(),
            row.action(),
            1 + row.id() % 2,
            row.epoch(),
            Json.writeTree("{\"name\": \"" + row.name() + "\"}"),
            row.id() / 250 % 250,
            2 + row.id() % 250,
            row.result().isEmpty() ? "" : row.id() + "-1",
            state,
            Json.writeTree(row.message()),
            row.type(),
            Json.writeTree(row.name()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
