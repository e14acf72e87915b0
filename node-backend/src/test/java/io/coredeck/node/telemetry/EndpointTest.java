package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which URLs of endpoints are understood, and how.
class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "redis://host/chan, host, 6379, chan",
    "redis://host:1234/chan, host, 1234, chan",
    "REDIS://host/chan, host, 6379, chan",
    "redis://host:/chan, host, 6379, chan",
    "redis://10.0.0.1:1/c/d/e, 10.0.0.1, 1, c/d/e",
    "redis://[fd5c:24::1]:7000/chan, fd5c:24::1, 7000, chan",
    "redis://[::1]/chan, ::1, 6379, chan",
    "redis://host/a%20b?x=1#f, host, 6379, a%20b",
    "redis://host//double, host, 6379, /double",
    "redis://host/mail@example, host, 6379, mail@example",
    "redis://user@host/chan, host, 6379, chan",
  })
  void a_log_endpoint_has_a_server_and_a_channel_as_written(
      String url, String host, int port, String channel) {
    var endpoint = Endpoint.parseLog(url);
    assertThat(endpoint.address().host()).isEqualTo(host);
    assertThat(endpoint.address().port()).isEqualTo(port);
    assertThat(endpoint.channel()).isEqualTo(channel);
  }

  @ParameterizedTest
  @CsvSource({
    "redis://127.0.0.1:59493/c17-stats, c17-stats",
    "redis://host/a%20b?x=1, a%20b?x=1",
    "redis://host/chan?x=/y#fragment, chan?x=/y",
    "redis://host/chan?, chan?",
  })
  void the_channel_of_a_stats_endpoint_includes_the_query(String url, String channel) {
    assertThat(Endpoint.parseStats(url).channel()).isEqualTo(channel);
  }

  @ParameterizedTest
  @CsvSource({
    "redis://:secret@host/c, '', secret",
    "redis://user:secret@host/c, user, secret",
    "redis://us%40er:p%3A%2F%40+%25@host/c, us@er, p:/@+%",
    "redis://:100%@host/c, '', 100%",
    "redis://:a@b@host/c, '', a@b",
    "redis://:a:b@host/c, '', a:b",
    "redis://host/c, '', ''",
  })
  void user_and_password_are_taken_from_the_url(String url, String user, String password) {
    for (var endpoint : Stream.of(Endpoint.parseLog(url), Endpoint.parseStats(url)).toList()) {
      assertThat(endpoint.address().user()).isEqualTo(user);
      assertThat(endpoint.address().password()).isEqualTo(password);
      assertThat(endpoint.toString()).isEqualTo("redis://host:6379/c");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://host", "redis://host/", "redis://host:1?x", "redis://h/?x=1"})
  void a_url_without_a_channel_is_refused(String url) {
    assertThatThrownBy(() -> Endpoint.parseStats(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("missing channel name, expected: redis://host/channel");
    assertThatThrownBy(() -> Endpoint.parseLog(url))
        .hasMessageEndingWith("missing channel name, expected: redis://host/channel");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/chan, scheme must be redis",
    "rediss://host/chan, scheme must be redis",
    "host/chan, scheme must be redis",
    "'', scheme must be redis",
    "redis:///chan, host is missing",
    "redis://:6379/chan, host is missing",
    "redis://ho st/chan, host must be",
    "redis://[nonsense]/chan, host in brackets must be an IPv6 address",
    "redis://[::1/chan, host must be",
    "redis://host:0/chan, port must be a number from 1 to 65535",
    "redis://host:65536/chan, port must be",
    "redis://host:99999999999/chan, port must be",
    "redis://host:x/chan, port must be",
    "redis://host:-1/chan, port must be",
    "redis://fd5c::1/chan, port must be",
  })
  void what_is_no_endpoint_is_refused_with_a_reason(String url, String reason) {
    assertThatThrownBy(() -> Endpoint.parseLog(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("log endpoint '")
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> Endpoint.parseStats(url))
        .hasMessageStartingWith("stats endpoint '")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:s3cret@host",
        "http://user:s3cret@host/c",
        "redis://:s3cret@host:x/c",
        "redis://:s3cret/@host/c",
        "redis://:s3cret@@/c",
        ":s3cret@nonsense",
        "redis://:s3cret@ho st/c",
      })
  void no_message_shows_a_password(String url) {
    assertThatThrownBy(() -> Endpoint.parseLog(url))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"))
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("s3cret"));
  }

  @Test
  void the_platforms_redis_needs_no_channel() {
    assertThat(RedisAddress.parse("redis://:pw@127.0.0.1:6380"))
        .isEqualTo(new RedisAddress("127.0.0.1", 6380, "", "pw"));
    assertThat(RedisAddress.parse("redis://u:pw@h/0"))
        .isEqualTo(new RedisAddress("h", 6379, "u", "pw"));
  }

  @Test
  void an_output_has_the_endpoints_that_are_named() {
    var output = Watched.Output.parse("redis://host/out", "");
    assertThat(output.stdout()).map(Endpoint::channel).contains("out");
    assertThat(output.stderr()).isEmpty();
  }
}
