package io.coredeck.corex.audience;

import static io.coredeck.corex.audience.Audience.Typed.ACCEPTED;
import static io.coredeck.corex.audience.Audience.Typed.ACCEPTED_AND_DRIVES;
import static io.coredeck.corex.audience.Audience.Typed.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who types at a terminal, and whose size it has.
class AudienceTest {
  private static final WindowSize WIDE = new WindowSize(200, 30);
  private static final WindowSize HIGH = new WindowSize(90, 60);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Audience audience = new Audience(() -> now);

  private long join(String person) {
    return audience.join(new Arrival(person, person, false, false, Optional.empty()));
  }

  private long join(String person, WindowSize size) {
    return audience.join(new Arrival(person, person, false, false, Optional.of(size)));
  }

  private long watcher(String person) {
    return audience.join(new Arrival(person, person, true, false, Optional.empty()));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void the_first_who_types_is_the_driver_and_others_cannot() {
    var ada = join("ada");
    var ben = join("ben");
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED_AND_DRIVES);
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED);
    assertThat(audience.type(ada)).isEqualTo(REFUSED);
    assertThat(audience.view().driver()).hasValue(ben);
  }

  @Test
  void one_person_types_at_all_screens() {
    var desk = join("ada", WIDE);
    var phone = join("ada", HIGH);
    audience.type(desk);
    assertThat(audience.size()).contains(WIDE);
    assertThat(audience.type(phone)).isEqualTo(ACCEPTED_AND_DRIVES);
    assertThat(audience.size()).contains(HIGH);
  }

  @Test
  void people_who_say_nothing_of_themselves_are_each_somebody_else() {
    var first = audience.join(new Arrival("", "", false, false, Optional.empty()));
    var second = audience.join(new Arrival("", "", false, false, Optional.empty()));
    audience.type(first);
    assertThat(audience.type(second)).isEqualTo(REFUSED);
  }

  @Test
  void a_driver_is_asked_and_hands_over() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    assertThat(audience.ask(ben)).isTrue();
    assertThat(audience.view().people().getLast().asksSince()).contains(now);
    assertThat(audience.type(ben)).isEqualTo(REFUSED);
    assertThat(audience.give(ada, ben)).isTrue();
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED);
    assertThat(audience.type(ada)).isEqualTo(REFUSED);
  }

  @Test
  void a_driver_keeps_the_keys() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    audience.ask(ben);
    assertThat(audience.keep(ben)).isFalse();
    assertThat(audience.keep(ada)).isTrue();
    assertThat(audience.view().people().getLast().asksSince()).isEmpty();
    pass(Audience.ANSWER_LIMIT);
    assertThat(audience.expire()).isFalse();
    assertThat(audience.type(ben)).isEqualTo(REFUSED);
  }

  @Test
  void a_driver_who_does_not_answer_hands_over() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    audience.ask(ben);
    assertThat(audience.nextExpiry()).contains(now.plus(Audience.ANSWER_LIMIT));
    pass(Audience.ANSWER_LIMIT.minusMillis(1));
    assertThat(audience.expire()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(audience.expire()).isTrue();
    assertThat(audience.view().driver()).hasValue(ben);
    assertThat(audience.nextExpiry()).isEmpty();
  }

  @Test
  void a_driver_who_has_not_typed_for_a_while_is_not_asked() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    pass(Audience.IDLE_LIMIT);
    assertThat(audience.type(ben)).isEqualTo(REFUSED);
    audience.ask(ben);
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED);
  }

  @Test
  void a_driver_who_goes_leaves_the_keys_to_who_asked_else_to_the_first_who_types() {
    var ada = join("ada");
    var ben = join("ben");
    var cleo = join("cleo");
    audience.type(ada);
    audience.ask(cleo);
    audience.leave(ada);
    assertThat(audience.view().driver()).hasValue(cleo);
    audience.leave(cleo);
    assertThat(audience.view().driver()).isEmpty();
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED_AND_DRIVES);
  }

  @Test
  void a_driver_who_closes_one_of_two_screens_stays_driver() {
    var desk = join("ada");
    var phone = join("ada");
    var ben = join("ben");
    audience.type(desk);
    audience.leave(desk);
    assertThat(audience.view().driver()).hasValue(phone);
    assertThat(audience.type(ben)).isEqualTo(REFUSED);
  }

  @Test
  void a_watcher_neither_types_nor_asks_nor_is_given_the_keys_nor_decides() {
    var ada = join("ada");
    var eve = watcher("eve");
    assertThat(audience.type(eve)).isEqualTo(REFUSED);
    assertThat(audience.ask(eve)).isFalse();
    assertThat(audience.letAllType(eve, true)).isFalse();
    assertThat(audience.sizeBy(eve, new SizePolicy.Wish(SizePolicy.SMALLEST, Optional.empty())))
        .isFalse();
    audience.type(ada);
    assertThat(audience.give(ada, eve)).isFalse();
  }

  @Test
  void somebody_who_only_looks_from_now_on_leaves_the_keys() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    assertThat(audience.watch(ada, true)).isTrue();
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED_AND_DRIVES);
    assertThat(audience.watch(ada, false)).isTrue();
    assertThat(audience.ask(ada)).isTrue();
  }

  @Test
  void the_driver_lets_everybody_type_and_takes_it_back() {
    var ada = join("ada");
    var ben = join("ben");
    audience.type(ada);
    assertThat(audience.letAllType(ben, true)).isFalse();
    assertThat(audience.letAllType(ada, true)).isTrue();
    assertThat(audience.type(ben).isAccepted()).isTrue();
    assertThat(audience.type(ada).isAccepted()).isTrue();
    assertThat(audience.letAllType(ada, false)).isTrue();
    assertThat(audience.type(ben)).isEqualTo(REFUSED);
  }

  @Test
  void where_everybody_types_the_size_stays_the_drivers() {
    var ada = join("ada", WIDE);
    var ben = join("ben", HIGH);
    audience.type(ada);
    audience.letAllType(ada, true);
    for (var key = 0; key < 100; key++) {
      assertThat(audience.type(key % 2 == 0 ? ben : ada)).isEqualTo(ACCEPTED);
      assertThat(audience.take(ben)).isFalse();
      assertThat(audience.size()).contains(WIDE);
    }
    assertThat(audience.view().driver()).hasValue(ada);
    audience.leave(ada);
    assertThat(audience.type(ben)).isEqualTo(ACCEPTED_AND_DRIVES);
    assertThat(audience.size()).contains(HIGH);
  }

  @Test
  void a_window_of_the_old_protocol_does_not_change_the_drivers_size() {
    var ada = join("ada", WIDE);
    var script = audience.join(Arrival.compatible(false));
    audience.resize(script, HIGH);
    assertThat(audience.size()).contains(HIGH);
    audience.type(ada);
    audience.resize(script, new WindowSize(30, 10));
    assertThat(audience.size()).contains(WIDE);
  }

  @Test
  void who_comes_through_the_old_protocol_always_types_and_never_drives() {
    var ada = join("ada");
    var script = audience.join(Arrival.compatible(false));
    assertThat(audience.type(script)).isEqualTo(ACCEPTED);
    assertThat(audience.type(ada)).isEqualTo(ACCEPTED_AND_DRIVES);
    assertThat(audience.type(script)).isEqualTo(ACCEPTED);
    assertThat(audience.resize(script, HIGH)).isTrue();
    assertThat(audience.size()).contains(HIGH);
  }

  @Test
  void the_size_is_the_drivers_and_other_windows_change_nothing() {
    var ada = join("ada", WIDE);
    var ben = join("ben", HIGH);
    assertThat(audience.size()).contains(WIDE);
    audience.type(ben);
    assertThat(audience.size()).contains(HIGH);
    for (var columns = 50; columns < 100; columns++) {
      audience.resize(ada, new WindowSize(columns, 20));
      assertThat(audience.size()).contains(HIGH);
    }
    audience.resize(ben, WIDE);
    assertThat(audience.size()).contains(WIDE);
    audience.leave(ben);
    assertThat(audience.size()).contains(new WindowSize(99, 20));
    audience.leave(ada);
    assertThat(audience.size()).contains(new WindowSize(99, 20));
  }

  @Test
  void the_smallest_of_all_and_a_fixed_one() {
    var ada = join("ada", WIDE);
    join("ben", HIGH);
    audience.type(ada);
    audience.sizeBy(ada, new SizePolicy.Wish(SizePolicy.SMALLEST, Optional.empty()));
    assertThat(audience.size()).contains(new WindowSize(90, 30));
    var fixed = new WindowSize(132, 43);
    audience.sizeBy(ada, new SizePolicy.Wish(SizePolicy.FIXED, Optional.of(fixed)));
    audience.resize(ada, HIGH);
    assertThat(audience.size()).contains(fixed);
    audience.sizeBy(ada, new SizePolicy.Wish(SizePolicy.DRIVER, Optional.empty()));
    assertThat(audience.size()).contains(HIGH);
  }

  @Test
  void one_terminal_answers_questions_of_programs() {
    assertThat(audience.answering()).isEmpty();
    watcher("eve");
    assertThat(audience.answering()).isEmpty();
    var ada = join("ada");
    var ben = join("ben");
    assertThat(audience.answering()).hasValue(ada);
    audience.type(ben);
    assertThat(audience.answering()).hasValue(ben);
  }

  @Test
  void names_are_harmless_and_bounded() {
    var arrival =
        new Arrival(
            " A\u0007d\u202ea\ud83d\ude00" + "x".repeat(100),
            "p".repeat(100),
            false,
            false,
            Optional.empty());
    assertThat(arrival.name()).startsWith("Ada\ud83d\ude00xx");
    assertThat(arrival.name().codePointCount(0, arrival.name().length())).isEqualTo(64);
    assertThat(arrival.person()).hasSize(64);
  }
}
