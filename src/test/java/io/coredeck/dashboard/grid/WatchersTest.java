package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.Command;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How open pages are told of changes.
class WatchersTest {

  private static final int LIMIT_S = 20;

  /// A page whose session nobody else holds.
  private static final class Page extends UI {
    private static final long serialVersionUID = 1L;

    @Override
    public Future<Void> access(Command command) {
      command.execute();
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void a_page_that_takes_long_does_not_keep_the_others_from_being_drawn() throws Exception {
    try (var watchers = new Watchers()) {
      var slowIsDrawn = new CountDownLatch(1);
      var go = new CountDownLatch(1);
      var drawn = new CountDownLatch(2);
      var times = new AtomicInteger();
      page(
          watchers,
          () -> {
            if (times.incrementAndGet() > 1) {
              slowIsDrawn.countDown();
              await(go);
            }
          });
      page(watchers, drawn::countDown);
      watchers.changed();
      assertThat(slowIsDrawn.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
      assertThat(drawn.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
      go.countDown();
    }
  }

  @Test
  void pages_are_drawn_when_time_is_up_unless_an_answer_came() throws Exception {
    try (var watchers = new Watchers()) {
      var drawn = new CountDownLatch(2);
      page(watchers, drawn::countDown);
      watchers.changedIn(java.time.Duration.ofMillis(300)).run();
      assertThat(drawn.await(1, TimeUnit.SECONDS)).isFalse();
      var _ = watchers.changedIn(java.time.Duration.ofMillis(10));
      assertThat(drawn.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void page(Watchers watchers, Runnable show) {
    var ui = new Page();
    var page = new Div();
    ui.add(page);
    watchers.add(page, show);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_S, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
