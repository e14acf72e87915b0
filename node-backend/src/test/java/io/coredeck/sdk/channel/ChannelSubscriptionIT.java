package io.coredeck.sdk.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a subscription promises against a real Redis.
@Timeout(60)
class ChannelSubscriptionIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static RedisServer redis;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> publisher;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start("--requirepass", "s3cret");
    client = RedisClient.create("redis://:s3cret@127.0.0.1:" + redis.port());
    publisher = client.connect();
  }

  @AfterAll
  static void end() throws Exception {
    client.shutdown();
    redis.close();
  }

  private static Endpoint endpoint(String channel) {
    return Endpoint.parseLog("redis://:s3cret@127.0.0.1:%d/%s".formatted(redis.port(), channel));
  }

  private static void publish(String channel, String text) {
    publisher.sync().publish(channel, text);
  }

  @Test
  void messages_of_several_channels_come_in_order_and_whole() throws Exception {
    try (var both = ChannelSubscription.open(endpoint("a/ü"), endpoint("b"))) {
      var long4096 = "x".repeat(4096);
      publish("a/ü", "first\n");
      publish("b", long4096);
      publish("a/ü", "");
      publish("c", "of somebody else");
      publish("a/ü", "last: ✓");
      var seen = new ArrayList<String>();
      for (var i = 0; i < 4; i++) {
        var message = both.next(LIMIT).orElseThrow();
        seen.add(message.endpoint().channel() + " " + new String(message.bytes(), "UTF-8"));
      }
      assertThat(seen).containsExactly("a/ü first\n", "b " + long4096, "a/ü ", "a/ü last: ✓");
      assertThat(both.losses()).isZero();
      assertThat(both.troubles()).isEmpty();
    }
  }

  @Test
  void who_does_not_read_holds_no_more_than_the_bound() throws Exception {
    var most = ChannelSubscription.MOST_WAITING;
    try (var slow = ChannelSubscription.open(endpoint("flood"))) {
      for (var i = 0; i < 3 * most; i++) {
        publish("flood", "line " + i);
      }
      for (var i = 0; i < 3 * most; i++) {
        assertThat(slow.next(LIMIT).orElseThrow().bytes()).asString().isEqualTo("line " + i);
      }
    }
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    var wrong = Endpoint.parseLog("redis://:guess@127.0.0.1:%d/a".formatted(redis.port()));
    assertThatThrownBy(() -> ChannelSubscription.open(wrong))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("WRONGPASS")
        .hasMessageNotContaining("guess");
    var none = Endpoint.parseLog("redis://127.0.0.1:%d/a".formatted(redis.port()));
    assertThatThrownBy(() -> ChannelSubscription.open(none)).hasMessageContaining("NOAUTH");
  }

  @Test
  void a_server_that_comes_back_is_heard_again() throws Exception {
    try (var own = RedisServer.start()) {
      // A password that nobody asks for is no reason not to listen.
      var endpoint = Endpoint.parseLog("redis://:any@127.0.0.1:%d/a".formatted(own.port()));
      try (var channel = ChannelSubscription.open(endpoint)) {
        own.stop();
        own.startAgain();
        var later = RedisClient.create(own.uri());
        try (var connection = later.connect()) {
          var heard = Optional.<ChannelMessage>empty();
          for (var i = 0; i < 200 && heard.isEmpty(); i++) {
            connection.sync().publish("a", "again");
            heard = channel.next(Duration.ofMillis(100));
          }
          assertThat(heard).isPresent();
          assertThat(channel.losses()).isEqualTo(1);
          assertThat(channel.troubles()).isEmpty();
        } finally {
          later.shutdown();
        }
      }
    }
  }
}
