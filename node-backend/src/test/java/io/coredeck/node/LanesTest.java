package io.coredeck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.turn.Turn;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who waits for whom.
@Timeout(120)
class LanesTest {
  private static final int MANY = 100;

  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void however_many_wait_for_the_network_others_are_worked_on() throws Exception {
    try (var lanes = new Lanes()) {
      var waiting = new CountDownLatch(MANY);
      for (int i = 0; i < MANY; i++) {
        lanes.submit(
            i + "-1",
            7,
            () -> {
              var pause = Turn.pause();
              try {
                waiting.countDown();
                release.await();
              } finally {
                pause.end();
              }
            });
      }
      waiting.await();
      var restarted = new CountDownLatch(1);
      lanes.submit("1000-1", restarted::countDown);
      restarted.await();
      release.countDown();
    }
  }

  @Test
  void one_tenant_who_keeps_all_its_places_keeps_none_of_others() throws Exception {
    try (var lanes = new Lanes()) {
      for (int i = 0; i < MANY; i++) {
        lanes.submit(i + "-1", 7, release::await);
      }
      var worked = new CountDownLatch(1);
      lanes.submit("1000-1", 8, worked::countDown);
      worked.await();
      release.countDown();
    }
  }

  /// What a crash brings about is as much somebody's as what was asked for.
  @Test
  void nor_do_the_restarts_of_one_tenants_containers() throws Exception {
    try (var lanes = new Lanes(gwid -> gwid.startsWith("1000") ? 8 : 7)) {
      for (int i = 0; i < MANY; i++) {
        lanes.submit(i + "-1", release::await);
      }
      var worked = new CountDownLatch(1);
      lanes.submit("1000-1", worked::countDown);
      worked.await();
      release.countDown();
    }
  }

  @Test
  void work_on_one_workload_is_done_in_order_also_while_it_waits() throws Exception {
    try (var lanes = new Lanes()) {
      var order = new java.util.concurrent.CopyOnWriteArrayList<String>();
      var done = new CountDownLatch(2);
      lanes.submit(
          "1-1",
          7,
          () -> {
            var pause = Turn.pause();
            try {
              release.await();
            } finally {
              pause.end();
            }
            order.add("first");
            done.countDown();
          });
      lanes.submit(
          "1-1",
          7,
          () -> {
            order.add("second");
            done.countDown();
          });
      release.countDown();
      done.await();
      assertThat(order).containsExactly("first", "second");
    }
  }
}
