package io.coredeck.corex.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.access.Guard.Entry;
import io.coredeck.corex.wire.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What opens a CoreX, and how slow guessing is.
class GuardTest {
  private static final String WRITER = "writer-0123456789abcdef";
  private static final String READER = "reader-0123456789abcdef";
  private static final Entry MAY_CHANGE = new Entry.Open(Rights.CHANGE);
  private static final Entry MAY_LOOK = new Entry.Open(Rights.LOOK);
  private static final Entry WRONG = new Entry.Closed();

  private long now = Long.MAX_VALUE - 1000; // it overflows, as System.nanoTime may

  private Guard guard(boolean readOnly) {
    return new Guard(
        Optional.of(new Credential("user:pass")),
        Token.parse("# mine\n\nci:%s\nwatch:%s:read\n".formatted(WRITER, READER), "tokens"),
        readOnly,
        () -> now);
  }

  private static String basic(String text) {
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_credential_and_tokens_open_it() {
    var guard = guard(false);
    assertThat(guard.isOpen()).isFalse();
    assertThat(guard.header(basic("user:pass"), "a").entry()).isEqualTo(MAY_CHANGE);
    assertThat(guard.header("bearer " + WRITER, "a").entry()).isEqualTo(MAY_CHANGE);
    assertThat(guard.header("Bearer  " + READER + " ", "a").entry()).isEqualTo(MAY_LOOK);
    assertThat(guard.token(basic("user:pass").substring(6), "a")).isEqualTo(MAY_CHANGE);
    assertThat(guard.token(READER, "a")).isEqualTo(MAY_LOOK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "Basic", "Bearer", "Bearer ", "Basic dXNlcjpwYXN", "Digest dXNlcjpwYXNz"})
  void anything_else_does_not(String header) {
    assertThat(guard(false).header(header, "a").entry()).isEqualTo(WRONG);
  }

  @Test
  void a_token_is_no_password_and_a_password_no_token() {
    var guard = guard(false);
    assertThat(guard.header("Basic " + WRITER, "a").entry()).isEqualTo(WRONG);
    assertThat(guard.header("Bearer user:pass", "a").entry()).isEqualTo(WRONG);
    assertThat(guard.header("Bearer ci", "a").entry()).isEqualTo(WRONG);
    assertThat(guard.isCredential("Bearer " + WRITER)).isFalse();
  }

  @Test
  void who_comes_in_has_a_name() {
    var guard = guard(false);
    assertThat(guard.header(basic("user:pass"), "a").name()).isEqualTo("user");
    assertThat(guard.header("Bearer " + WRITER, "a").name()).isEqualTo("ci");
    assertThat(guard.header("Bearer " + READER, "a").name()).isEqualTo("watch");
    for (var i = 0; i < Guesses.FREE; i++) {
      assertThat(guard.header("Bearer user", "a").name()).isEmpty();
    }
    assertThat(guard.header("Bearer " + WRITER, "a").name()).isEmpty();
    assertThat(new Guard(Optional.empty(), List.of(), false).header("", "a").name()).isEmpty();
  }

  @Test
  void read_only_takes_the_right_to_change_from_everybody() {
    assertThat(guard(true).header(basic("user:pass"), "a").entry()).isEqualTo(MAY_LOOK);
    assertThat(new Guard(Optional.empty(), List.of(), true).token("", "a")).isEqualTo(MAY_LOOK);
  }

  @Test
  void who_was_wrong_too_often_is_not_even_looked_at() {
    var guard = guard(false);
    for (var i = 0; i < Guesses.FREE; i++) {
      assertThat(guard.header("Bearer " + i, "1.2.3.4").entry()).isEqualTo(WRONG);
    }
    assertThat(guard.header("Bearer " + WRITER, "1.2.3.4").entry())
        .isEqualTo(new Entry.Later(Guesses.PAUSE));
    assertThat(guard.token(WRITER, "1.2.3.4")).isInstanceOf(Entry.Later.class);
    assertThat(guard.header("Bearer " + WRITER, "1.2.3.5").entry()).isEqualTo(MAY_CHANGE);
    now += Guesses.PAUSE.toNanos();
    assertThat(guard.header("Bearer " + WRITER, "1.2.3.4").entry()).isEqualTo(MAY_CHANGE);
  }

  @Test
  void a_day_of_guessing_is_worth_few_guesses() {
    var guard = guard(false);
    var looked = 0;
    var end = now + Duration.ofDays(1).toNanos();
    while (end - now > 0) {
      if (guard.header("Bearer no", "1.2.3.4").entry() instanceof Entry.Closed) {
        looked++;
      }
      now += Duration.ofSeconds(1).toNanos();
    }
    assertThat(looked).isLessThanOrEqualTo(17_301);
  }

  @Test
  void a_network_of_ipv6_counts_as_one_address() {
    var guard = guard(false);
    for (var i = 0; i < Guesses.FREE; i++) {
      guard.header("Bearer no", "2001:db8:0:1:0:0:0:" + i).entry();
    }
    assertThat(guard.header("Bearer no", "2001:db8:0:1:9:9:9:9").entry())
        .isInstanceOf(Entry.Later.class);
    assertThat(guard.header("Bearer no", "2001:db8:0:2:0:0:0:1").entry()).isEqualTo(WRONG);
  }

  @Test
  void many_addresses_do_not_take_more_memory() {
    var guesses = new Guesses(() -> now);
    for (var i = 0; i < 3 * Guesses.ADDRESSES; i++) {
      guesses.wrong("10.0." + i / 256 + "." + i % 256);
    }
    assertThat(guesses.size()).isEqualTo(Guesses.ADDRESSES);
  }

  @Test
  void nothing_of_it_is_printed() {
    assertThat(guard(false).toString()).isEqualTo("credential asked for, tokens 2");
    assertThat(Token.parse("ci:" + WRITER, "t").toString()).doesNotContain(WRITER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a remark",
        "no-colon-0123456789",
        "ci:short",
        "ci:0123456789abcdef:write",
        "a b:0123456789abcdef",
        "ci:0123456789abcdef\nci:0123456789abcdeg",
        "ci:0123456789 abcdef",
        ":0123456789abcdef"
      })
  void a_wrong_file_of_tokens_is_told_without_the_tokens(String text) {
    assertThatThrownBy(() -> Token.parse(text, "--token-file /t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--token-file /t")
        .hasMessageContaining("must")
        .hasMessageNotContaining("0123456789");
  }
}
