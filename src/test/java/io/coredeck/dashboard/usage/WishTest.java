package io.coredeck.dashboard.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.coredeck.dashboard.HandledExplorer;
import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.usage.Wish.RefusedException;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.Volume;
import io.coredeck.sdk.GridClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a wish that is not granted, in the language of who wished.
class WishTest {

  private static final String ASK = "POST /reservations/workloads";
  private static final String TAKE_BACK = "POST /reservations/workloads/12/sign/delete";
  private static final String VOLUME =
      "{\"id\": 12, \"workload_id\": 1, \"workload_type\": 2, \"next_action\": %d, \"node_id\":"
          + " \"a\", \"customer_tid\": 7, \"size\": 1, \"type\": 1}";

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> explorer = _ -> "[]";
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

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      var path = call.getRequestURI().getPath().substring("/api/v1".length());
      seen.add(call.getRequestMethod() + " " + path);
      var answer = explorer.apply(seen.getLast());
      var isRefusal = answer.equals("402");
      var said = isRefusal ? "{\"error\": \"no\", \"listed_id\": 12}" : answer;
      var bytes = said.getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(isRefusal ? 402 : 200, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private void grant(Language language) throws Exception {
    var volume = new Volume(Bytes.ofGiB(1), DiskType.SSD);
    var _ = new Wish(grid, language, Duration.ofMillis(50)).grant("a", 1, "data", volume);
  }

  @Test
  void an_empty_pool_is_told_as_the_pools_fault_in_the_readers_language() {
    explorer = call -> call.equals(ASK) ? "402" : VOLUME.formatted(5);
    assertThatThrownBy(() -> grant(Language.GERMAN))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Im Pool ist dafür nicht genug übrig");
    assertThat(seen).containsOnlyOnce(TAKE_BACK);
    explorer = call -> call.equals(ASK) ? "{\"reservation_id\": 12}" : VOLUME.formatted(5);
    assertThatThrownBy(() -> grant(Language.ENGLISH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("The pool has not enough left");
    assertThat(seen).filteredOn(TAKE_BACK::equals).hasSize(2);
  }

  @Test
  void what_no_pool_pays_and_cannot_be_deleted_again_is_named() {
    explorer = call -> call.equals(ASK) || call.equals(TAKE_BACK) ? "402" : VOLUME.formatted(5);
    assertThatThrownBy(() -> grant(Language.ENGLISH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("The pool has not enough left")
        .hasMessageContaining("It is listed as reservation 12,");
  }

  @Test
  void after_an_answer_without_sense_nobody_knows_what_was_taken_and_what_is_known_is_taken_back() {
    explorer = _ -> "<html>";
    assertThatThrownBy(() -> grant(Language.ENGLISH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("gave an answer that is not understood.")
        .hasMessageContaining("It is not known whether it has taken the wish");
    explorer = call -> call.equals(ASK) ? "{\"reservation_id\": 12}" : "<html>";
    assertThatThrownBy(() -> grant(Language.ENGLISH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("gave an answer that is not understood.")
        .hasMessageContaining("may come up yet, as reservation 12.");
  }

  @Test
  void what_does_not_come_in_time_is_taken_back() {
    explorer = call -> call.equals(ASK) ? "{\"reservation_id\": 12}" : VOLUME.formatted(3);
    assertThatThrownBy(() -> grant(Language.ENGLISH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is being taken back");
    assertThat(seen).contains(TAKE_BACK);
  }
}
