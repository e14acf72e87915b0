package io.coredeck.dashboard.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import io.coredeck.dashboard.text.Language;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of many that are deleted at once, and what is said to have become of them.
@Timeout(60)
class DeletionTest {

  private static final int MANY = 30;

  /// Long enough for all that are begun at once to begin.
  private static final Duration SOON = Duration.ofSeconds(3);

  private static final Duration LATE = Duration.ofSeconds(50);

  private final GridClient nobody = GridClient.anonymous(URI.create("http://127.0.0.1:1"));
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    nobody.close();
  }

  private static Item item(long id, int action) {
    var reservation =
        Json.reservation(
            """
            {"id": %d, "workload_id": 1, "workload_type": 1, "next_action": %d, "node_id": "n1",
             "customer_tid": 1, "flist": "http://hub/demo/busybox.flist"}
            """
                .formatted(id, action));
    return Item.of(reservation, new InUse(Map.of()));
  }

  private static List<Item> many() {
    return IntStream.rangeClosed(1, MANY).mapToObj(id -> item(id, 3)).toList();
  }

  private Deletion.Result delete(List<Item> items, Deletion.Call call, Duration limit) {
    return Deletion.of(nobody, items, call, Language.ENGLISH, Course.unseen(), limit);
  }

  @Test
  void what_is_not_begun_because_a_call_gets_no_answer_is_not_said_to_have_been_asked_for() {
    var begun = new CountDownLatch(Deletion.AT_ONCE);
    var never = new CountDownLatch(1);
    var result =
        delete(
            many(),
            (_, _) -> {
              asked.incrementAndGet();
              begun.countDown();
              never.await();
            },
            SOON);
    assertThat(begun.getCount()).isZero();
    assertThat(asked).hasValue(Deletion.AT_ONCE);
    assertThat(result.done()).isEmpty();
    assertThat(result.failed()).isEmpty();
    assertThat(result.unsure()).hasSize(Deletion.AT_ONCE);
    assertThat(result.kept()).hasSize(MANY - Deletion.AT_ONCE);
    assertThat(result.isSilent()).isTrue();
  }

  @Test
  void an_explorer_that_is_away_is_not_asked_for_everything_else() {
    var result = delete(many(), (grid, item) -> grid.decommission(item.reservation().id()), LATE);
    assertThat(result.failed().values())
        .isNotEmpty()
        .containsOnly("The explorer cannot be reached. Try again.");
    assertThat(result.kept()).isNotEmpty();
    assertThat(result.failed().size() + result.kept().size()).isEqualTo(MANY);
    assertThat(result.isSilent()).isTrue();
  }

  @Test
  void a_fault_of_one_is_told_as_that_and_ends_no_other() {
    var items = many();
    var result =
        delete(
            items,
            (_, item) -> {
              if (item.reservation().id() == 2) {
                throw new IllegalStateException("a fault of this test");
              }
            },
            LATE);
    assertThat(result.failed())
        .containsExactly(
            Map.entry(items.get(1), "This is a fault of the dashboard. Its log says more."));
    assertThat(result.done()).hasSize(MANY - 1);
    assertThat(result.isWhole()).isFalse();
  }

  @Test
  void of_a_stopped_deletion_what_was_asked_for_can_be_brought_back_and_nothing_else() {
    var items = new ArrayList<Item>();
    items.add(item(100, 5));
    items.addAll(many());
    var course = Course.unseen();
    var another = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Deletion.Call call =
        (_, item) -> {
          if (item.equals(items.getFirst())) {
            another.await();
            course.stop();
            stopped.countDown();
          } else {
            another.countDown();
            stopped.await();
          }
        };
    var result = Deletion.of(nobody, items, call, Language.ENGLISH, course, LATE);
    assertThat(result.kept()).isNotEmpty();
    assertThat(result.isSilent()).isFalse();
    assertThat(result.done()).contains(items.getFirst());
    assertThat(Deleting.restorable(result.done()))
        .isNotEmpty()
        .doesNotContain(items.getFirst())
        .doesNotContainAnyElementsOf(result.kept());
  }

  @Test
  void a_page_that_is_gone_does_not_stop_a_deletion() {
    var told = new ArrayList<Object>();
    var course = Course.in(new UI(), () -> told.add("progress"));
    var result =
        Deletion.of(
            nobody, many(), (_, _) -> asked.incrementAndGet(), Language.ENGLISH, course, LATE);
    assertThat(result.isWhole()).isTrue();
    assertThat(asked).hasValue(MANY);
    assertThat(told).isEmpty();
  }

  @Test
  void what_is_brought_back_is_brought_back_once() {
    var again = new AtomicInteger();
    var undo = Deleting.once(asked::incrementAndGet, again::incrementAndGet);
    var button = Reasons.undo(new Dialog(), undo);
    assertThat(button.isDisableOnClick()).isTrue();
    button.click();
    button.click();
    undo.run();
    assertThat(asked).hasValue(1);
    assertThat(again).as("the button is off; another page says that it was done").hasValue(1);
  }
}
