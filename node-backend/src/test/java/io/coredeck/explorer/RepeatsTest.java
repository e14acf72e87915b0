package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises about creations that are asked for again with an `Idempotency-Key`.
class RepeatsTest {
  private static final String PATH = "/reservations/workloads";

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private Reply ask(KeyPair keys, long tid, String key, String body) throws Exception {
    return ask(PATH, headers(keys, tid, key), body);
  }

  private Reply ask(String path, String key, String body) throws Exception {
    return ask(path, headers(grid.alice, grid.aliceId, key), body);
  }

  private Reply ask(String path, Map<String, String> headers, String body) throws Exception {
    return grid.explorer.call("POST", path, body, headers);
  }

  private Map<String, String> headers(KeyPair keys, long tid, String key) {
    var headers = new HashMap<>(HttpSignature.headers(keys, "" + tid, grid.explorer.now()));
    headers.put("Idempotency-Key", key);
    return headers;
  }

  private Reply ask(String key, String body) throws Exception {
    return ask(grid.alice, grid.aliceId, key, body);
  }

  private String volume() {
    return grid.body(grid.wish(TestGrid.volume()));
  }

  @Test
  void the_same_call_again_is_the_same_answer_and_creates_nothing() throws Exception {
    var body = volume();
    var first = ask("\"one\"", body);
    assertThat(first.status()).isEqualTo(201);
    var again = ask("\"one\"", body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(ask("one", body).text()).isEqualTo(first.text()); // without its quotes
    assertThat(Messages.reservationId(ask("\"two\"", body).text())).isEqualTo(2);
  }

  @Test
  void it_is_known_for_a_day() throws Exception {
    var body = volume();
    assertThat(Messages.reservationId(ask("a", body).text())).isEqualTo(1);
    grid.explorer.pass(Duration.ofHours(23));
    assertThat(Messages.reservationId(ask("a", body).text())).isEqualTo(1);
    grid.explorer.pass(Duration.ofHours(2));
    assertThat(Messages.reservationId(ask("a", body).text())).isEqualTo(2);
    assertThat(Messages.reservationId(ask("a", body).text())).isEqualTo(2);
  }

  @Test
  void another_body_with_the_same_key_is_refused() throws Exception {
    ask("a", volume());
    var other = ask("a", grid.body(grid.wish(TestGrid.container(1, 512))));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.error()).contains("another body");
  }

  @Test
  void the_query_is_no_part_of_the_place() throws Exception {
    var body = volume();
    var first = ask("a", body);
    var again = ask(PATH + "?" + "x".repeat(3000), "a", body);
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  void a_key_that_is_none_is_refused() throws Exception {
    assertThat(ask("a b", volume()).status()).isEqualTo(400);
    assertThat(ask("a".repeat(256), volume()).status()).isEqualTo(400);
  }

  @Test
  void what_the_pool_cannot_pay_is_said_again_and_kept_once() throws Exception {
    var poor = grid.explorer.pool(grid.alice, grid.aliceId, 0, 100, grid.node.nodeId());
    var wish = grid.wish(TestGrid.container(4, 8192)); // 2 units a second: 50 seconds
    var dear = grid.body(wish.withPlace(grid.node.nodeId(), poor, grid.aliceId));
    var first = ask("dear", dear);
    assertThat(first.status()).isEqualTo(402);
    var again = ask("dear", dear);
    assertThat(again.status()).isEqualTo(402);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(grid.explorer.get(PATH).json().items()).hasSize(1);
  }

  @Test
  void what_was_refused_may_be_asked_for_again() throws Exception {
    var body =
        grid.body(grid.wish(TestGrid.volume()).withPlace("other", grid.poolId, grid.aliceId));
    assertThat(ask("a", body).status()).isEqualTo(403);
    assertThat(ask("a", volume()).status()).isEqualTo(201);
  }

  @Test
  void many_at_once_create_one_and_the_others_hear_its_answer_or_that_it_is_in_hand()
      throws Exception {
    var body = volume();
    Callable<Reply> call = () -> ask("a", body);
    var ids = new HashSet<Long>();
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(Collections.nCopies(16, call))) {
        statuses.add(one.get().status());
        if (one.get().status() == 201) {
          ids.add(Messages.reservationId(one.get().text()));
        }
      }
    }
    assertThat(ids).containsExactly(1L);
    assertThat(statuses).isSubsetOf(201, 409);
    assertThat(grid.explorer.get(PATH).json().items()).hasSize(1);
  }

  @Test
  void a_pool_is_ordered_once_and_what_was_done_is_remembered_once() throws Exception {
    var body =
        TestExplorer.poolBody(grid.alice, grid.aliceId, grid.poolId, 100, grid.node.nodeId());
    var headers = Map.of("Idempotency-Key", "\"pay\"");
    var first = grid.explorer.call("POST", "/reservations/pools", body, headers);
    var again = grid.explorer.call("POST", "/reservations/pools", body, headers);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(
            grid.explorer.get("/reservations/pools/" + grid.poolId).json().member("cus").decimal())
        .isEqualTo(1_000_100);
  }

  @Test
  void strangers_who_choose_the_same_key_do_not_meet() throws Exception {
    var headers = Map.of("Idempotency-Key", "1");
    var first = grid.explorer.call("POST", "/users", user("carol", 7), headers);
    var other = grid.explorer.call("POST", "/users", user("david", 8), headers);
    var again = grid.explorer.call("POST", "/users", user("carol", 7), headers);
    assertThat(first.status()).isEqualTo(201);
    assertThat(other.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
  }

  private static String user(String name, int key) {
    return "{\"name\":\"%s\",\"email\":\"%s@x\",\"pubkey\":\"%s\"}"
        .formatted(name, name, TestExplorer.keys(key).publicKeyHex());
  }
}
