package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coredeck.model.Reservation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is known of a grid whose explorer is slow, hangs or fails.
class GridWatchTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final URI HUB = URI.create("http://127.0.0.1:8091");
  private static final long RESERVED = 2500;

  private final CountDownLatch secondPart = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean isHanging;
  private volatile int changesStatus = 200;
  private HttpServer explorer;
  private GridWatch watch;

  @BeforeEach
  void start() throws IOException {
    explorer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    explorer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    explorer.createContext("/api/v1/nodes", this::nodes);
    explorer.createContext("/api/v1/reservations/workloads/changes", this::changes);
    explorer.createContext("/api/v1/reservations/workloads/", this::one);
    explorer.start();
    watch =
        GridWatch.start(
            URI.create("http://127.0.0.1:" + explorer.getAddress().getPort() + "/api/v1"), HUB);
  }

  @AfterEach
  void stop() {
    end.countDown();
    secondPart.countDown();
    watch.close();
    explorer.stop(0);
  }

  private void nodes(HttpExchange call) throws IOException {
    if (isHanging) {
      await(end);
    }
    say(call, 200, "[]");
  }

  /// Everything in parts of a thousand; then nothing, late.
  private void changes(HttpExchange call) throws IOException {
    var query = call.getRequestURI().getQuery();
    var after = Long.parseLong(query.replaceFirst(".*after=(\\d+).*", "$1"));
    if (after >= 1000) {
      await(secondPart);
    }
    var last = Math.min(RESERVED, after + 1000);
    if (after == RESERVED && changesStatus == 200) {
      pause();
    }
    call.getResponseHeaders().set("x-last-change", Long.toString(last));
    var all =
        LongStream.rangeClosed(after + 1, last)
            .mapToObj(id -> Reserving.json(id, 7, 3, 1, ""))
            .collect(Collectors.joining(",", "[", "]"));
    say(call, changesStatus, changesStatus == 200 ? all : "{\"error\": \"locked\"}");
  }

  private void one(HttpExchange call) throws IOException {
    asked.incrementAndGet();
    var id = Long.parseLong(call.getRequestURI().getPath().replaceFirst(".*/", ""));
    say(
        call,
        id == 1009 ? 404 : 200,
        id == 1009 ? "{\"error\": \"workload not found\"}" : Reserving.json(id, 7, 6, 2, ""));
  }

  private void pause() {
    try {
      var _ = end.await(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      var _ = latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(HttpExchange call, int status, String body) throws IOException {
    try (call) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.getResponseHeaders().set("Pages", "1");
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private GridView see(Predicate<GridView> wanted) {
    var until = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var view = watch.look(Duration.ofMillis(200));
      if (wanted.test(view)) {
        return view;
      }
      assertThat(System.nanoTime()).as("it never looks so").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_part_of_the_grid_is_not_taken_for_all_of_it() {
    see(view -> watch.reservation(1000).isPresent());
    var early = watch.look(Duration.ZERO);
    assertThat(early.isKnown()).isFalse();
    assertThat(early.live()).isEmpty();
    secondPart.countDown();
    assertThat(see(GridView::isKnown).live()).hasSize((int) RESERVED);
    assertThat(watch.news().latest()).isZero();
  }

  @Test
  void while_changes_fail_it_is_not_called_live_because_nodes_answer() {
    secondPart.countDown();
    see(GridView::isKnown);
    changesStatus = 500;
    var lost = see(view -> !view.trouble().isEmpty());
    var nodesAnswer = lost.at();
    for (var times = 0; times < 40; times++) {
      pauseBriefly();
      var view = watch.look(Duration.ZERO);
      assertThat(view.trouble()).isNotEmpty();
      nodesAnswer = view.at();
    }
    assertThat(nodesAnswer).isBeforeOrEqualTo(lost.at().plusSeconds(1));
    changesStatus = 200;
    see(view -> view.trouble().isEmpty());
  }

  private void pauseBriefly() {
    try {
      var _ = end.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_explorer_that_hangs_is_lost_long_before_its_calls_are_given_up() {
    secondPart.countDown();
    see(GridView::isKnown);
    isHanging = true;
    var begin = System.nanoTime();
    see(view -> !view.trouble().isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void of_what_is_known_or_cannot_exist_the_explorer_is_not_asked() throws Exception {
    secondPart.countDown();
    see(GridView::isKnown);
    assertThat(watch.find("9-1")).map(Reservation::id).isPresent(); // known here
    assertThat(asked).hasValue(0);
    assertThat(watch.find(RESERVED + 1)).isEmpty(); // cannot exist
    assertThat(asked).hasValue(0);
  }

  @Test
  void of_what_is_not_known_the_explorer_is_asked_once() throws Exception {
    assertThat(watch.find("2400-1")).map(Reservation::customerTid).hasValue(7L);
    assertThat(watch.find("2400-1")).isPresent();
    assertThat(watch.find("2400-2")).isEmpty();
    assertThat(asked).hasValue(1);
    assertThat(watch.find("1009-1")).isEmpty();
    assertThat(watch.find("1009-1")).isEmpty();
    assertThat(asked).hasValue(2);
  }
}
