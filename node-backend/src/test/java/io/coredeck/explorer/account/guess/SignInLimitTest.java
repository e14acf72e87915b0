package io.coredeck.explorer.account.guess;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.account.guess.SignInLimit.Attempt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What who guesses passwords has to expect, and who knows theirs.
class SignInLimitTest {

  private Instant now = Instant.parse("2026-11-28T07:00:00Z");
  private final SignInLimit limit = new SignInLimit(() -> now);

  private static Attempt of(String name, String address) {
    return new Attempt(name, address);
  }

  private Duration wrong(String name, String address) {
    return limit.begin(of(name, address));
  }

  @Test
  void five_tries_for_a_name_from_an_address_are_free_and_then_waits_double() {
    for (var i = 0; i < 5; i++) {
      assertThat(wrong("ines", "192.0.2.1")).isZero();
    }
    for (var expected = 2; expected <= 512; expected *= 2) {
      assertThat(wrong("ines", "192.0.2.1")).isEqualTo(Duration.ofSeconds(expected));
      now = now.plusSeconds(expected);
      assertThat(wrong("ines", "192.0.2.1")).isZero();
    }
    assertThat(wrong("ines", "192.0.2.1")).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void who_tries_one_password_on_many_names_is_slowed_down_as_an_address() {
    for (var i = 0; i < 30; i++) {
      assertThat(wrong("name-" + i, "192.0.2.1")).isZero();
    }
    assertThat(wrong("yet-another", "192.0.2.1")).isPositive();
    assertThat(wrong("yet-another", "192.0.2.2")).isZero();
  }

  @Test
  void an_own_account_does_not_buy_tries_for_other_names() {
    assertThat(wrong("eve", "192.0.2.1")).isZero();
    limit.succeeded(of("eve", "192.0.2.1"));
    for (var i = 0; i < 30; i++) {
      assertThat(wrong("name-" + i, "192.0.2.1")).isZero();
      assertThat(wrong("eve", "192.0.2.1")).isZero();
      limit.succeeded(of("eve", "192.0.2.1"));
    }
    assertThat(wrong("yet-another", "192.0.2.1")).isPositive();
  }

  @Test
  void who_tries_one_name_from_many_addresses_is_slowed_down_a_little() {
    for (var i = 0; i < 50; i++) {
      assertThat(wrong("ines", "198.51.100." + i)).isZero();
    }
    assertThat(wrong("ines", "203.0.113.1")).isEqualTo(Duration.ofSeconds(2));
    for (var i = 0; i < 20; i++) {
      now = now.plusSeconds(30);
      assertThat(wrong("ines", "203.0.113." + i)).isZero();
    }
    assertThat(wrong("ines", "203.0.113.1")).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void strangers_lock_nobody_out_who_has_signed_in_from_that_address_before() {
    assertThat(wrong("ines", "192.0.2.1")).isZero();
    limit.succeeded(of("ines", "192.0.2.1"));
    for (var i = 0; i < 200; i++) {
      wrong("ines", "198.51.100." + i);
      wrong("name-" + i, "192.0.2.1");
    }
    assertThat(limit.waitOf(of("ines", "203.0.113.1"))).isPositive();
    assertThat(limit.waitOf(of("omar", "192.0.2.1"))).isPositive();
    assertThat(wrong("ines", "192.0.2.1")).isZero();
  }

  @Test
  void others_behind_the_same_address_hold_up_who_is_familiar_there_for_half_a_minute_at_most() {
    assertThat(wrong("ines", "192.0.2.1")).isZero();
    limit.succeeded(of("ines", "192.0.2.1"));
    for (var i = 0; i < 30; i++) {
      wrong("ines", "192.0.2.1");
      now = now.plus(limit.waitOf(of("ines", "192.0.2.1")));
    }
    assertThat(wrong("ines", "192.0.2.1")).isZero();
    assertThat(limit.waitOf(of("ines", "192.0.2.1"))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void addresses_of_one_ipv6_network_are_one() {
    for (var i = 0; i < 5; i++) {
      assertThat(wrong("ines", "2001:db8:1:2::" + i)).isZero();
    }
    assertThat(wrong("ines", "2001:db8:1:2:ffff::1")).isPositive();
    assertThat(wrong("ines", "2001:db8:1:3::1")).isZero();
    assertThat(wrong("ines", "not an address")).isZero();
  }

  @Test
  void what_was_wrong_is_forgotten_after_a_day() {
    for (var i = 0; i < 5; i++) {
      wrong("ines", "192.0.2.1");
    }
    now = now.plus(Duration.ofHours(25));
    for (var i = 0; i < 5; i++) {
      assertThat(wrong("ines", "192.0.2.1")).isZero();
    }
  }

  @Test
  void names_of_any_length_are_remembered_in_bounded_memory() {
    for (var i = 0; i < 5; i++) {
      assertThat(wrong("x".repeat(1000 + i), "192.0.2.1")).isZero();
    }
    assertThat(wrong("x".repeat(5000), "192.0.2.1")).isPositive();
  }
}
