package io.coredeck.node.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the node knows of the servers it needs itself.
@Timeout(120)
class OwnServersTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("10.0.0.1");

  @Test
  void one_answer_is_enough_for_a_while() throws Exception {
    var asked = new AtomicInteger();
    var servers =
        new OwnServers(
            _ -> {
              asked.incrementAndGet();
              return new InetAddress[] {ONE};
            },
            Duration.ofMinutes(1),
            Duration.ofHours(1));
    assertThat(servers.addresses("explorer.example")).containsExactly(ONE);
    assertThat(servers.addresses("explorer.example")).containsExactly(ONE);
    assertThat(asked).hasValue(1);
  }

  @Test
  void without_a_new_answer_the_last_one_holds() throws Exception {
    Deque<InetAddress> answers = new ArrayDeque<>(List.of(ONE));
    var servers =
        new OwnServers(
            host -> {
              var answer = answers.poll();
              if (answer == null) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {answer};
            },
            Duration.ofMinutes(1),
            Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      assertThat(servers.addresses("explorer.example")).containsExactly(ONE);
    }
  }

  @Test
  void a_name_server_that_never_answers_is_asked_once_and_keeps_nobody() {
    var never = new CountDownLatch(1);
    var asked = new AtomicInteger();
    var servers =
        new OwnServers(
            _ -> {
              asked.incrementAndGet();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new InetAddress[] {ONE};
            },
            Duration.ZERO,
            Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> servers.addresses("explorer.example"))
          .withMessage("explorer.example: no name server tells its address");
    }
    never.countDown();
    assertThat(asked).hasValueLessThanOrEqualTo(1);
  }
}
