package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.text.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Whether the explorer answers, and from when its words are.
class InquiryTest {

  private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Refusal LOCKED =
      new Refusal(Refusal.Who.EXPLORER, Refusal.Kind.REFUSED, "locked");

  private final Inquiry changes = new Inquiry();
  private final Inquiry nodes = new Inquiry();

  @Test
  void an_answer_to_one_question_does_not_mend_the_other() {
    changes.answers(START);
    changes.fails(START.plusSeconds(1), LOCKED);
    nodes.answers(START.plusSeconds(2));
    assertThat(changes.trouble(START.plusSeconds(2))).contains(LOCKED);
    assertThat(nodes.trouble(START.plusSeconds(2))).isEmpty();
    assertThat(changes.answers(START.plusSeconds(3))).isTrue();
    assertThat(changes.trouble(START.plusSeconds(3))).isEmpty();
  }

  @Test
  void who_hangs_is_lost_after_a_few_seconds_not_only_when_the_call_is_given_up() {
    nodes.answers(START);
    nodes.asks(START.plusSeconds(2), PATIENCE);
    assertThat(nodes.trouble(START.plusSeconds(5))).isEmpty();
    assertThat(nodes.trouble(START.plusSeconds(7))).isNotEmpty();
    nodes.answers(START.plusSeconds(8));
    assertThat(nodes.trouble(START.plusSeconds(90))).isEmpty();
  }

  @Test
  void changes_hold_good_while_nothing_changes_and_until_they_cannot_be_asked_for() {
    changes.answers(START);
    nodes.answers(START.plusSeconds(20));
    assertThat(changes.goodWith(nodes)).isEqualTo(START.plusSeconds(20));
    changes.fails(START.plusSeconds(21), LOCKED);
    changes.fails(START.plusSeconds(25), LOCKED);
    nodes.answers(START.plusSeconds(30));
    assertThat(changes.goodWith(nodes)).isEqualTo(START.plusSeconds(21));
  }
}
