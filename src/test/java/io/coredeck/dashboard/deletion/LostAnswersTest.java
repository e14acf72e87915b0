package io.coredeck.dashboard.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coredeck.dashboard.HandledExplorer;
import io.coredeck.dashboard.text.Language;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is said of a deletion whose answer was lost on the way: what became of it, and nothing that
/// nobody knows.
@Timeout(60)
class LostAnswersTest {

  private static final String CONTAINER =
      """
      {"id": %d, "workload_id": 1, "workload_type": 1, "next_action": %d, "node_id": "n1",
       "customer_tid": 7, "flist": "http://hub/demo/busybox.flist",
       "signing_request_delete": {"signers": [7], "quorum_min": 1}}
      """;
  private static final long HEARD = 1;
  private static final long UNHEARD = 2;
  private static final long UNKNOWN = 3;

  private final Set<Long> asked = ConcurrentHashMap.newKeySet();
  private CountDownLatch together = new CountDownLatch(1);
  private HandledExplorer handled;
  private GridClient grid;

  @BeforeEach
  void start() throws Exception {
    handled = HandledExplorer.start(this::answer);
    grid = handled.grid();
  }

  @AfterEach
  void stop() {
    handled.close();
  }

  /// Each deletion is answered by something before the explorer that is out of order.
  private void answer(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      var path = call.getRequestURI().getPath();
      var id = Long.parseLong(path.replaceAll(".*/workloads/(\\d+).*", "$1"));
      if (path.endsWith("/sign/delete")) {
        asked.add(id);
        together.countDown();
        together.await(); // after the first such answer nothing more is asked for
        say(call, 502, "<html>Bad gateway</html>");
      } else if (id == UNKNOWN && asked.contains(id)) {
        say(call, 502, "<html>Bad gateway</html>");
      } else {
        say(call, 200, CONTAINER.formatted(id, id == HEARD && asked.contains(id) ? 4 : 3));
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static void say(HttpExchange call, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  private static Item item(long id) {
    return Item.of(Json.reservation(CONTAINER.formatted(id, 3)), new InUse(Map.of()));
  }

  @Test
  void what_was_heard_is_deleted_and_the_rest_is_unknown() {
    together = new CountDownLatch(3);
    var items = List.of(item(HEARD), item(UNHEARD), item(UNKNOWN));
    var result = Deletion.of(grid, items, new Deletion.Delete(), Language.ENGLISH, Course.unseen());
    assertThat(result.done()).containsExactly(items.get(0));
    assertThat(result.failed()).isEmpty();
    assertThat(result.unsure()).containsExactly(items.get(1), items.get(2));
    assertThat(result.kept()).isEmpty();
    var told = Outcome.ofDeletion(result, Language.ENGLISH);
    assertThat(told.said())
        .isEqualTo(
            "1 of 3 is being deleted. Whether 2 more are being deleted is not known, because the"
                + " answer was lost: look at Reservations.");
    assertThat(told.reasons())
        .containsExactly(
            "busybox (2-1): It is not known whether it is being deleted. Look at it before you try"
                + " again.",
            "busybox (3-1): It is not known whether it is being deleted. Look at it before you try"
                + " again.");
  }

  @Test
  void what_is_asked_for_again_is_not_known_to_be_there_when_the_answer_is_lost() {
    var items = List.of(item(HEARD));
    var result =
        Deletion.of(
            grid,
            items,
            (client, item) -> client.decommission(item.reservation().id()),
            Language.ENGLISH,
            Course.unseen());
    assertThat(result.unsure()).isEqualTo(items);
    assertThat(Outcome.ofUndo(result, Language.ENGLISH).said())
        .isEqualTo(
            "0 of 1 are asked for again. Whether one more is asked for again is not known, because"
                + " the answer was lost: look at Reservations.");
  }

  @Test
  void no_more_is_asked_for_when_what_is_before_the_explorer_says_that_it_is_away() {
    var items = IntStream.rangeClosed(10, 1000).mapToObj(LostAnswersTest::item).toList();
    var result = Deletion.of(grid, items, new Deletion.Delete(), Language.ENGLISH, Course.unseen());
    assertThat(result.isSilent()).isTrue();
    assertThat(result.unsure()).hasSizeBetween(1, Deletion.AT_ONCE);
    assertThat(result.kept()).hasSize(items.size() - result.unsure().size());
  }

  @Test
  void nobody_is_said_to_have_failed_when_the_explorer_hangs() {
    var items = IntStream.rangeClosed(1, 20).mapToObj(LostAnswersTest::item).toList();
    Deletion.Call never = (_, _) -> new CountDownLatch(1).await();
    var result =
        Deletion.of(grid, items, never, Language.ENGLISH, Course.unseen(), Duration.ofSeconds(2));
    assertThat(Outcome.ofDeletion(result, Language.ENGLISH).said())
        .startsWith("The explorer does not answer any more. 0 of 20 are being deleted, ")
        .contains(" were not asked for. Whether ")
        .doesNotContain("not deleted");
  }
}
