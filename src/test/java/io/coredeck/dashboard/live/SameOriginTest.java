package io.coredeck.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which pages may open a socket here.
class SameOriginTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, 127.0.0.1:8080",
    "https://deck.example.org, deck.example.org",
    "https://deck.example.org, Deck.Example.org:443",
    "http://deck.example.org, deck.example.org:80",
    "http://[::1]:8080, [::1]:8080",
  })
  void a_page_of_this_server_may(String origin, String host) {
    assertThat(SameOrigin.matches(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8081, 127.0.0.1:8080",
    "http://127.0.0.1, 127.0.0.1:8080",
    "http://evil.example, deck.example.org",
    "http://deck.example.org.evil.example, deck.example.org",
    "http://evil-deck.example.org, deck.example.org",
    "http://deck.example.org@evil.example, deck.example.org",
    "http://deck.example.org/, deck.example.org",
    "null, deck.example.org",
    "file://deck.example.org, deck.example.org",
    "deck.example.org, deck.example.org",
    "'', deck.example.org",
    "'http://a b', deck.example.org",
  })
  void every_other_one_may_not(String origin, String host) {
    assertThat(SameOrigin.matches(origin, host)).isFalse();
  }

  @Test
  void what_says_no_origin_may_not() {
    assertThat(SameOrigin.matches(null, "deck.example.org")).isFalse();
    assertThat(SameOrigin.matches("http://deck.example.org", null)).isFalse();
  }
}
