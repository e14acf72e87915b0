package io.coredeck.corex.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers are called.
class AuthorityTest {
  private static final Set<String> NAMES = Set.of("corex.example");

  private static boolean isOurs(String text) {
    return Authority.parse(text).filter(authority -> authority.isOurs(NAMES)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.255:80",
        "0.0.0.0:65535",
        "[::1]",
        "[::1]:7681",
        "[FD5C:24:1::10]",
        "[::ffff:127.0.0.1]:1",
        "[fe80::1%25eth0]",
        "localhost",
        "LocalHost:7681",
        "corex.example",
        "COREX.example:443"
      })
  void addresses_and_our_names_mean_us(String text) {
    assertThat(isOurs(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "corex.example.evil.example",
        "corex.example.",
        "localhost.",
        "127.0.0.1.nip.example",
        "256.0.0.1",
        "127.1",
        "127.0.0.01",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "1.2.3.4.5",
        "127.0.0.1:65536",
        "127.0.0.1:x",
        "127.0.0.1:-1",
        "::1",
        "[::1",
        "[::1]x",
        "[evil.example]",
        "[::1].evil.example",
        "user@127.0.0.1",
        "127.0.0.1/x",
        "127.0.0.1 ",
        "localhost\u0000.evil.example",
        "löcalhost",
        "",
        ":7681",
        ".",
        "127.0.0.1,evil.example"
      })
  void everything_else_does_not(String text) {
    assertThat(isOurs(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example:80, http, true",
    "a.example:443, A.EXAMPLE, https, true",
    "a.example:443, a.example, http, false",
    "a.example:80, a.example, https, false",
    "a.example:7681, a.example:7681, http, true",
    "a.example:7681, a.example:7682, http, false",
    "[::1]:7681, [::1]:7681, https, true",
    "[::1]:7681, 127.0.0.1:7681, http, false"
  })
  void two_are_the_same_only_with_the_same_port(
      String one, String other, String scheme, boolean same) {
    assertThat(
            Authority.parse(one).orElseThrow().isSame(Authority.parse(other).orElseThrow(), scheme))
        .isEqualTo(same);
  }

  @Test
  void a_very_long_name_is_none() {
    assertThat(Authority.parse("a".repeat(100_000))).isEmpty();
    assertThat(Authority.parse("a.".repeat(50_000) + "a")).isEmpty();
    assertThat(Authority.parse("[" + ":".repeat(100_000) + "]")).isEmpty();
  }
}
