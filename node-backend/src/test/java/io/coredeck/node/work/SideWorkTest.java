package io.coredeck.node.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.work.check.RefusedWorkloadException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideWorkTest {

  @Test
  void its_result_and_its_failure_come_as_they_are() throws Exception {
    try (var work = SideWork.begin(() -> "root")) {
      assertThat(work.result()).isEqualTo("root");
    }
    var refused = new RefusedWorkloadException("no");
    try (var work =
        SideWork.begin(() -> {
          throw refused;
        })) {
      assertThatThrownBy(work::result).isSameAs(refused);
    }
    var failed = new IOException("broken");
    try (var work =
        SideWork.begin(() -> {
          throw failed;
        })) {
      assertThatThrownBy(work::result).isSameAs(failed);
    }
  }

  @Test
  void what_is_not_wanted_any_more_is_broken_off_and_has_ended_when_it_is_closed()
      throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    try (var _ =
        SideWork.begin(() -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
            return "never";
          } finally {
            ended.set(true);
          }
        })) {
      begun.await();
    }
    assertThat(ended).isTrue();
  }
}
