package io.coredeck.sdk.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import io.coredeck.model.rule.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a subscription promises against servers that are no good Redis. A good one is in {@link
/// ChannelSubscriptionIT}.
@Timeout(60)
class ChannelSubscriptionTest {
  private static final String SUBSCRIBED = "*3\r\n$9\r\nsubscribe\r\n$3\r\nout\r\n:1\r\n";

  /// Says what it has to say to whoever connects, once.
  private static final class Said implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    Said(String text, boolean isAll) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (var client = server.accept()) {
              client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
              drain(client, isAll);
            } catch (IOException _) {
              // closed
            }
          });
    }

    private static void drain(Socket client, boolean isAll) throws IOException {
      if (!isAll) {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }

    Endpoint endpoint(String user) {
      return Endpoint.parseLog("redis://%s127.0.0.1:%d/out".formatted(user, server.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Test
  void what_answers_like_something_else_is_no_redis() throws Exception {
    for (var text :
        new String[] {"HTTP/1.1 400 Bad Request\r\n", "*x\r\n", "$5\r\nab", "x".repeat(600)}) {
      try (var server = new Said(text, true)) {
        assertThatThrownBy(() -> ChannelSubscription.open(server.endpoint("")))
            .isInstanceOf(ChannelException.class)
            .hasMessageContaining("redis://127.0.0.1:");
      }
    }
  }

  @Test
  void a_message_larger_than_any_line_is_not_kept() throws Exception {
    var huge = SUBSCRIBED + "*3\r\n$7\r\nmessage\r\n$3\r\nout\r\n$2000000000\r\n";
    try (var server = new Said(huge, false);
        var channel = ChannelSubscription.open(server.endpoint(""))) {
      assertThat(channel.next(Duration.ofMillis(300))).isEmpty();
      assertThat(channel.losses()).isEqualTo(1);
    }
  }

  @Test
  void a_refusal_is_told_without_the_password() throws Exception {
    try (var server = new Said("-WRONGPASS invalid username-password pair\r\n", false)) {
      assertThatThrownBy(() -> ChannelSubscription.open(server.endpoint(":s3cret@")))
          .isInstanceOf(ChannelException.class)
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void a_server_that_is_not_there_is_told() {
    var nowhere = Endpoint.parseLog("redis://:s3cret@127.0.0.1:1/out");
    assertThatThrownBy(() -> ChannelSubscription.open(nowhere))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("redis://127.0.0.1:1 cannot be reached")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void messages_of_other_kinds_are_passed_over() throws Exception {
    var text =
        SUBSCRIBED
            + "*2\r\n$4\r\npong\r\n$-1\r\n"
            + "*3\r\n$7\r\nmessage\r\n$5\r\nother\r\n$1\r\nx\r\n"
            + "*3\r\n$7\r\nmessage\r\n$3\r\nout\r\n$5\r\nline\n\r\n";
    try (var server = new Said(text, false);
        var channel = ChannelSubscription.open(server.endpoint(""))) {
      var message = channel.next(Duration.ofSeconds(20)).orElseThrow();
      assertThat(message.bytes()).asString().isEqualTo("line\n");
      assertThat(message.endpoint().channel()).isEqualTo("out");
    }
  }

  /// Publishes on each channel as soon as somebody listens, as a busy node does.
  private static void publishAtOnce(ServerSocket server) {
    try (var client = server.accept();
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var channels = new ArrayList<String>();
        for (var left = Integer.parseInt(line.substring(1)); left > 0; left--) {
          in.readLine(); // its length
          channels.add(in.readLine());
        }
        var answer = new StringBuilder();
        for (var kind : List.of("subscribe", "message")) {
          for (var channel : channels.subList(1, channels.size())) {
            answer.append("*3\r\n$%d\r\n%s\r\n".formatted(kind.length(), kind));
            answer.append("$%d\r\n%s\r\n".formatted(channel.length(), channel));
            answer.append(kind.equals("message") ? "$1\r\nx\r\n" : ":1\r\n");
          }
        }
        client.getOutputStream().write(answer.toString().getBytes(UTF_8));
      }
    } catch (IOException _) {
      // closed
    }
  }

  @Test
  void what_is_published_while_it_is_still_asking_for_channels_is_not_lost() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> publishAtOnce(server));
      var at = "redis://127.0.0.1:" + server.getLocalPort();
      try (var both =
          ChannelSubscription.open(
              Endpoint.parseLog(at + "/out"), Endpoint.parseLog(at + "/err"))) {
        var heard = new HashSet<String>();
        for (var left = 2; left > 0; left--) {
          both.next(Duration.ofSeconds(20))
              .ifPresent(message -> heard.add(message.endpoint().channel()));
        }
        assertThat(heard).containsExactlyInAnyOrder("out", "err");
      }
    }
  }

  @Test
  void usage_is_the_difference_of_two_samples_and_reads_as_the_original_prints_it() {
    var first = sample(100, 10_000_000);
    assertThat(Usage.between(first, sample(102, 40_000_000)))
        .map(Usage::toString)
        .contains("CPU Usage: 1.50% / RAM: 0.56 MB");
    assertThat(Usage.between(first, sample(100, 40_000_000))).isEmpty();
    assertThat(Usage.between(first, sample(102, 5))).as("started again").isEmpty();
  }

  private static StatsSample sample(long at, long cpu) {
    return new StatsSample(at, new Bytes(561_152), new Bytes(315_621_376), Bytes.NONE, cpu, 1);
  }

  @Test
  void without_a_channel_there_is_nothing_to_listen_to() {
    assertThatThrownBy(() -> LogMonitor.open(Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
