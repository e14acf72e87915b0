package io.coredeck.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.dashboard.HandledExplorer;
import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a page that waits for the explorer's word about a sign-in is promised.
class AccountQuestionTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final KeptSignIns.SignIn ines =
      new KeptSignIns.SignIn(KeyPair.generate(), "s", 7, 3, Instant.MAX);

  private static URI address(HandledExplorer explorer) {
    return URI.create("http://127.0.0.1:" + explorer.server().getAddress().getPort() + "/api/v1");
  }

  @Test
  void an_explorer_that_hangs_is_silent_after_a_limit_and_then_left_alone_for_a_while()
      throws Exception {
    var calls = new AtomicInteger();
    var end = new CountDownLatch(1);
    try (var explorer =
        HandledExplorer.start(call -> {
          calls.incrementAndGet();
          await(end);
          call.close();
        })) {
      var question = new AccountQuestion(address(explorer), SHORT, LONG);
      assertThat(question.own(ines, "")).isEmpty();
      var before = calls.get();
      assertThat(question.own(ines, "")).isEmpty();
      assertThat(calls).hasValue(before);
      end.countDown();
    }
  }

  private static void await(CountDownLatch end) throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IOException("the test has ended", e);
    }
  }

  @Test
  void one_that_is_away_is_silent_and_asked_again_at_once() throws Exception {
    var gone = HandledExplorer.start(_ -> {});
    gone.close();
    var question = new AccountQuestion(address(gone), LONG, LONG);
    assertThat(question.own(ines, "")).isEmpty();
    assertThat(question.own(ines, "")).isEmpty();
  }

  @Test
  void a_refusal_is_told() throws Exception {
    try (var explorer =
        HandledExplorer.start(call -> {
          call.sendResponseHeaders(401, -1);
          call.close();
        })) {
      var question = new AccountQuestion(address(explorer), LONG, LONG);
      assertThatThrownBy(() -> question.own(ines, ""))
          .isInstanceOf(GridException.class)
          .extracting(refusal -> ((GridException) refusal).status())
          .isEqualTo(401);
    }
  }
}
