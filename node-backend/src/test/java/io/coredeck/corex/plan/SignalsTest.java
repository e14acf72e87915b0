package io.coredeck.corex.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about the names of signals.
class SignalsTest {

  @ParameterizedTest
  @CsvSource({
    "HUP, 1", "SIGHUP, 1", "sighup, 1", "int, 2", "KILL, 9", "TERM, 15", "CHLD, 17", "CLD, 17",
    "CONT, 18", "STOP, 19", "WINCH, 28", "POLL, 29", "SYS, 31", "9, 9", "0, 0", "64, 64",
    "RTMIN, 34", "RTMIN+1, 35", "SIGRTMIN+30, 64", "RTMAX, 64", "RTMAX-2, 62", "IOT, 6"
  })
  void a_signal_has_a_name_or_a_number(String text, int number) {
    assertThat(Signals.number(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SIG",
        "NOPE",
        "65",
        "-1",
        "RTMIN-1",
        "RTMIN+31",
        "RTMAX+1",
        "RTMIN+",
        "999",
        "1.5",
        "SIGSIGHUP",
        "HUP "
      })
  void anything_else_is_refused_with_what_it_must_be(String text) {
    assertThatThrownBy(() -> Signals.number(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it must be 0 to 64 or a name like HUP");
  }
}
