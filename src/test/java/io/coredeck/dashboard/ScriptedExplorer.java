package io.coredeck.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Answers like an explorer with one account, one node and three containers, or refuses.
final class ScriptedExplorer implements AutoCloseable {

  private static final String CONTAINER =
      """
      {"workload_id": %1$d, "id": %1$d, "workload_type": 1, "next_action": 3, "epoch": %6$d, "node_id": "66fEBqGJmsySVTbchBsnrTXMFQeZ3C4ELCnLAhGSVmvB",
       "pool_id": 1, "flist": "http://127.0.0.1:8091/demo/%2$s.flist", "interactive": %3$s,
       "network_connection": [{"network_id": "default", "ipaddress": "172.24.1.%4$d"}],
       "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": 1},
       "result": %5$s}
      """;

  /// Lets `ines` in.
  static final String PASSWORD = "correct horse battery";

  private static final String ACCOUNT =
      """
      {"name": "ines", "role": "admin", "tid": 1, "created": 1606000671, "key": "%s"}\
      """
          .formatted("0123456789abcdef".repeat(4));

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(20);

  private final HttpServer server;
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final AtomicLong last = new AtomicLong(3);
  private volatile boolean refusing;

  ScriptedExplorer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
  }

  /// From now on every call is refused, or answered again.
  void refuse(boolean now) {
    refusing = now;
  }

  /// One more container that begins to run, of the person who signs in.
  void runs(long id, String image) {
    change(id, image, result(id, 1, ""), 3);
  }

  /// One more container that has failed.
  void fails(long id, String image, String reason) {
    change(id, image, result(id, 0, reason), 5);
  }

  private void change(long id, String image, String result, int nextAction) {
    last.incrementAndGet();
    changes.add(
        "["
            + CONTAINER
                .formatted(id, image, true, id % 200, result, lately(3))
                .replace("\"next_action\": 3", "\"next_action\": " + nextAction)
                .replace("\"pool_id\"", "\"customer_tid\": 1, \"pool_id\"")
            + "]");
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var asked = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = call.getRequestURI().getPath();
      var isStranger = path.endsWith("/sign-in") && !asked.contains('"' + PASSWORD + '"');
      var body =
          switch (path) {
            case "/api/v1/accounts/sign-in" ->
                isStranger ? "{\"error\":\"the name or the password is wrong\"}" : ACCOUNT;
            case "/api/v1/accounts/me" -> ACCOUNT;
            case "/api/v1/nodes" -> nodes();
            case "/api/v1/reservations/workloads/changes" -> {
              var isFirst = call.getRequestURI().getQuery().contains("after=0&");
              var answer = isFirst ? workloads() : waited();
              call.getResponseHeaders().set("x-last-change", last.toString());
              yield answer;
            }
            default -> "[]";
          };
      var bytes =
          (refusing ? "{\"error\":\"out of order\"}" : body).getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.getResponseHeaders().set("Pages", "1");
      call.sendResponseHeaders(refusing ? 503 : isStranger ? 401 : 200, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  /// The answer comes when something changes, or when a dashboard would ask again.
  private String waited() {
    var end = System.nanoTime() + WAIT.toNanos();
    try {
      while (!refusing && System.nanoTime() < end) {
        var change = changes.poll(STEP.toMillis(), TimeUnit.MILLISECONDS);
        if (change != null) {
          return change;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return "[]";
  }

  private static String nodes() {
    return """
    [{"id": 1, "node_id": "66fEBqGJmsySVTbchBsnrTXMFQeZ3C4ELCnLAhGSVmvB", "hostname": "node-01",
      "farm_id": 1, "updated": %d,
      "total_resources": {"cru": 8, "mru": 31.2, "sru": 420, "hru": 0},
      "reserved_resources": {"cru": 3, "mru": 28.5, "sru": 12.5, "hru": 0},
      "workloads": {"container": 3, "network_resource": 1, "volume": 2}}]
    """
        .formatted(Instant.now().getEpochSecond());
  }

  private static String workloads() {
    return "["
        + String.join(
            ",",
            CONTAINER.formatted(3, "busybox", true, 2, result(3, 1, ""), lately(5)),
            CONTAINER.formatted(
                4, "postgres-16", false, 20, result(4, 0, "entrypoint not found"), lately(9)),
            CONTAINER.formatted(5, "web", true, 21, result(5, 0, "").replace("5-1", ""), lately(2)))
        + "]";
  }

  private static String result(long id, int state, String message) {
    return """
    {"category": 1, "workload_id": "%d-1", "data_json": null, "signature": "", "state": %d,
     "message": "%s", "epoch": %d}\
    """
        .formatted(id, state, message, lately(1));
  }

  private static long lately(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes)).getEpochSecond();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
