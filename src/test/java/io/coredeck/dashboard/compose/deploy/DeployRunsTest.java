package io.coredeck.dashboard.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coredeck.dashboard.HandledExplorer;
import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That a deployment outlasts an explorer that is away, says what it knows and no more, and loses
/// nothing when the dashboard stops.
@Timeout(60)
class DeployRunsTest {

  private static final String OLD = "/reservations/workloads/3";
  private static final String NEW = "/reservations/workloads/12";
  private static final String ASK = "POST /reservations/workloads";
  private static final String LIST = "GET /reservations/workloads";
  private static final String ANSWERED =
      "{\"category\": 1, \"workload_id\": \"12-1\", \"state\": 1, \"data_json\": {\"ipv4\":"
          + " \"172.24.1.2\"}}";

  private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private HandledExplorer handled;
  private GridClient grid;
  private volatile Explorer explorer = _ -> "[]";

  /// What of the person's is there.
  private volatile String listed = "[]";

  /// What it answers; one that begins with a number is a refusal.
  private interface Explorer {
    String answer(String call) throws InterruptedException;
  }

  @BeforeEach
  void start() throws Exception {
    handled = HandledExplorer.start(this::answer);
    grid = handled.grid();
  }

  @AfterEach
  void stop() {
    handled.close();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      var path = call.getRequestURI().getPath().substring("/api/v1".length());
      var route = call.getRequestMethod() + " " + path;
      seen.add(route);
      var answer = route.equals(LIST) ? listed : explorer.answer(route);
      var isRefusal = answer.matches("(?s)[0-9]{3}.*");
      var said = isRefusal ? answer.substring(3) : answer;
      var bytes = (said.isEmpty() ? "{\"error\": \"no\"}" : said).getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(
          isRefusal ? Integer.parseInt(answer.substring(0, 3)) : 200, bytes.length);
      call.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String container(long id, int nextAction, String result) {
    return """
    {"id": %d, "workload_id": 1, "workload_type": 1, "node_id": "a", "pool_id": 1,
     "customer_tid": 7, "version": 2, "flist": "http://h/a.flist", "next_action": %d,
     "network_connection": [{"network_id": "default", "ipaddress": "172.24.1.2"}],
     "capacity": {"cpu": 1, "memory": 1024, "disk_size": 256, "disk_type": 1}%s}
    """
        .formatted(id, nextAction, result.isEmpty() ? "" : ", \"result\": " + result);
  }

  private static Reservation old() {
    return Json.reservation(container(3, 3, ""));
  }

  private DeployRun.Order order(Optional<Replacement> replacement) {
    var facts =
        new GridFacts(
            Instant.ofEpochSecond(1_800_000_000),
            Json.nodes(
                """
                [{"node_id": "a", "hostname": "node-02", "updated": 1800000000,
                  "total_resources": {"cru": 4, "mru": 8, "sru": 100}}]
                """),
            Json.pools("[{\"pool_id\": 1, \"cus\": 1e9, \"sus\": 1e9, \"node_ids\": [\"a\"]}]"),
            List.of(old()));
    return new DeployRun.Order(
        grid, DraftReservation.from(old(), 7), facts, replacement, Language.ENGLISH);
  }

  @Test
  void an_explorer_that_is_away_for_a_while_does_not_end_a_deployment() throws Exception {
    var looks = new AtomicInteger();
    explorer =
        call -> {
          if (call.equals(ASK)) {
            return "{\"reservation_id\": 12}";
          }
          return looks.incrementAndGet() < 4 ? "503" : container(12, 3, ANSWERED);
        };
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var end = runs.start(order(Optional.empty())).awaitEnd();
      assertThat(end.failure()).isEmpty();
      assertThat(end.id()).isEqualTo(12);
      assertThat(end.container()).map(Reservation::gwid).contains("12-1");
      assertThat(looks.get()).isGreaterThanOrEqualTo(4);
      assertThat(seen).noneMatch(call -> call.endsWith("/sign/delete"));
    }
  }

  @Test
  void a_pool_that_is_empty_is_told_as_that() throws Exception {
    explorer = call -> call.equals(ASK) ? "402" : "[]";
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var run = runs.start(order(Optional.empty()));
      var failure = run.awaitEnd().failure().orElseThrow();
      assertThat(failure.source()).isEqualTo(Source.POOL_EMPTY);
      var told = DeployFailure.of(failure, run.draft(), run.facts());
      assertThat(told.title()).isEqualTo("The pool is empty");
      assertThat(told.page()).isEqualTo(DeployFailure.POOLS);
    }
  }

  @Test
  void what_the_pool_could_not_pay_does_not_stay_listed() throws Exception {
    var isAsked = new CountDownLatch(1);
    explorer =
        call -> {
          if (call.equals("POST " + NEW + "/sign/delete")) {
            isAsked.countDown();
            return "null";
          }
          return call.equals(ASK)
              ? "402{\"error\": \"no\", \"listed_id\": 12}"
              : container(12, isAsked.getCount() == 0 ? 6 : 5, "");
        };
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var end = runs.start(order(Optional.empty())).awaitEnd();
      assertThat(end.failure().orElseThrow().source()).isEqualTo(Source.POOL_EMPTY);
      assertThat(end.leftBehind()).isEmpty();
      assertThat(isAsked.getCount()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html> | STRANGE | The explorer gave an answer that is not understood. The log of the"
            + " dashboard says more. | true",
        "413<html>Too large</html> | EXPLORER | The explorer refused it and gave no reason. |"
            + " false",
        "403<html>Go away</html> | EXPLORER | You are not allowed to do this. | false",
        "402<html>Pay</html> | POOL_EMPTY | The pool has not enough left for this container. Top"
            + " it up, then deploy again. | false",
        "400 {\"error\": \"pool is required\"} | EXPLORER | The explorer refused it: Pool is"
            + " required. | false",
      })
  void an_answer_is_not_told_as_silence(
      String answer, Source source, String reason, boolean isUnsure) throws Exception {
    explorer = call -> call.equals(ASK) ? answer : "[]";
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var run = runs.start(order(Optional.empty()));
      var end = run.awaitEnd();
      var failure = end.failure().orElseThrow();
      assertThat(failure.source()).isEqualTo(source);
      assertThat(DeployFailure.of(failure, run.draft(), run.facts()).reason()).isEqualTo(reason);
      assertThat(end.isUnsure()).isEqualTo(isUnsure);
    }
  }

  @Test
  void a_container_that_made_place_comes_back_when_the_dashboard_stops_in_between()
      throws Exception {
    var isAsked = new CountDownLatch(1);
    explorer =
        call -> {
          if (call.equals("POST " + OLD + "/sign/delete")) {
            isAsked.countDown();
            return "null";
          }
          if (call.equals(ASK)) {
            return "{\"reservation_id\": 12}";
          }
          return container(3, isAsked.getCount() == 0 ? 4 : 3, "");
        };
    var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO);
    var run = runs.start(order(Optional.of(new Replacement(old()))));
    assertThat(isAsked.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(run.end()).isEmpty();
    runs.close();
    assertThat(run.awaitEnd().failure().orElseThrow().source()).isEqualTo(Source.STOPPED);
    assertThat(seen).filteredOn(ASK::equals).hasSize(1);
    assertThat(runs.start(order(Optional.empty())).end()).isPresent();
    assertThat(seen).filteredOn(ASK::equals).hasSize(1);
  }

  @Test
  void what_made_place_and_no_pool_pays_any_more_does_not_stay_listed_when_the_dashboard_stops()
      throws Exception {
    var isAsked = new CountDownLatch(1);
    explorer =
        call -> {
          if (call.equals("POST " + OLD + "/sign/delete")) {
            isAsked.countDown();
            return "null";
          }
          if (call.startsWith("POST " + NEW)) {
            return "null";
          }
          if (call.equals(ASK)) {
            return "402{\"error\": \"no\", \"listed_id\": 12}";
          }
          return call.equals("GET " + NEW)
              ? container(12, 5, "")
              : container(3, isAsked.getCount() == 0 ? 4 : 3, "");
        };
    var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO);
    var run = runs.start(order(Optional.of(new Replacement(old()))));
    assertThat(isAsked.await(20, TimeUnit.SECONDS)).isTrue();
    runs.close();
    assertThat(run.awaitEnd().leftBehind()).isEmpty();
    assertThat(seen).contains("POST " + NEW + "/sign/delete");
  }

  /// @return the order, with another address, so that the old one goes afterwards
  private DeployRun.Order beside() {
    var order = order(Optional.of(new Replacement(old())));
    var draft = order.draft().with("/network_connection/0/ipaddress", "172.24.1.3");
    return new DeployRun.Order(grid, draft, order.facts(), order.replacement(), Language.ENGLISH);
  }

  @Test
  void the_new_one_stays_if_nobody_knows_whether_the_old_one_goes() throws Exception {
    explorer =
        call ->
            switch (call) {
              case ASK -> "{\"reservation_id\": 12}";
              case "GET " + OLD -> "<html>";
              case "GET " + NEW -> container(12, 3, ANSWERED);
              default -> "[]";
            };
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var end = runs.start(beside()).awaitEnd();
      assertThat(end.container()).map(Reservation::gwid).contains("12-1");
      assertThat(end.oldLeft()).isEqualTo("3-1");
      assertThat(end.oldIsGone()).isFalse();
      assertThat(seen).doesNotContain("POST " + NEW + "/sign/delete");
    }
  }

  @Test
  void what_has_been_replaced_already_is_not_replaced_once_more() throws Exception {
    listed =
        "["
            + container(9, 3, "")
                .replace(
                    "\"version\"",
                    "\"metadata\": \"{\\\"replaces\\\":\\\"3-1 x\\\"}\", \"version\"")
            + "]";
    try (var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var failure = runs.start(beside()).awaitEnd().failure().orElseThrow();
      assertThat(failure.source()).isEqualTo(Source.REPLACED);
      assertThat(failure.said()).isEqualTo("9-1");
      assertThat(seen).doesNotContain(ASK);
    }
  }

  @Test
  void what_is_reserved_stays_when_the_dashboard_stops() throws Exception {
    var isReserved = new CountDownLatch(1);
    explorer =
        call -> {
          if (call.equals("GET " + NEW)) {
            isReserved.countDown();
          }
          return call.equals(ASK) ? "{\"reservation_id\": 12}" : container(12, 3, "");
        };
    var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO);
    var run = runs.start(order(Optional.empty()));
    assertThat(isReserved.await(20, TimeUnit.SECONDS)).isTrue();
    runs.close();
    assertThat(run.awaitEnd().leftBehind()).containsExactly("12-1");
    assertThat(seen).noneMatch(call -> call.endsWith("/sign/delete"));
  }
}
