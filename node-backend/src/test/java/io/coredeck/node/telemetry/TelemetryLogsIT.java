package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user may expect of the lines a container prints.
class TelemetryLogsIT {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(dir);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_line_is_one_message_with_its_newline_on_the_channel_of_its_stream() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out");
        var err = bench.subscribe("c-err")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), bench.url("c-err")));
      conmon.line("stdout", "hello");
      conmon.line("stderr", "oh");
      conmon.line("stdout", "");
      conmon.line("stdout", "world\r");
      assertThat(out.next(3)).containsExactly("hello\n", "\n", "world\r\n");
      assertThat(err.nextText()).isEqualTo("oh\n");
    }
  }

  @Test
  void every_byte_arrives_as_it_was_printed() throws Exception {
    var all = new byte[256 * 3];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i == '\n' || i % 256 == '\n' ? 'n' : i);
    }
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      conmon.line("stdout", all);
      assertThat(out.next()).startsWith(all).endsWith((byte) '\n').hasSize(all.length + 1);
    }
  }

  @Test
  void a_line_of_4096_bytes_or_more_comes_in_pieces_of_4096() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      conmon.line("stdout", "a".repeat(4095));
      conmon.line("stdout", "b".repeat(4096));
      conmon.line("stdout", "c".repeat(20_000));
      assertThat(out.next(8))
          .containsExactly(
              "a".repeat(4095) + "\n",
              "b".repeat(4096),
              "\n",
              "c".repeat(4096),
              "c".repeat(4096),
              "c".repeat(4096),
              "c".repeat(4096),
              "c".repeat(20_000 - 4 * 4096) + "\n");
    }
  }

  @Test
  void an_unfinished_last_line_is_published_when_the_run_has_ended() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      conmon.piece("stdout", "bye".getBytes(UTF_8));
      telemetry.ended(Workbench.GWID);
      assertThat(out.nextText()).isEqualTo("bye");
      conmon.line("stdout", "second run");
      assertThat(out.nextText()).isEqualTo("second run\n");
    }
  }

  @Test
  void an_empty_url_switches_off_that_stream_only() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var err = bench.subscribe("c-err")) {
      telemetry.watch(bench.watched(conmon, "", bench.url("c-err")));
      conmon.line("stdout", "nobody");
      conmon.line("stderr", "somebody");
      assertThat(err.nextText()).isEqualTo("somebody\n");
      assertThat(telemetry.health(Workbench.GWID))
          .extracting(EndpointHealth::kind)
          .containsExactly(Kind.PLATFORM_LOGS, Kind.STDERR, Kind.PLATFORM_STATS);
    }
  }

  @Test
  void each_of_several_endpoints_gets_every_line_though_one_is_down() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var one = bench.subscribe("one");
        var two = bench.subscribe("two")) {
      telemetry.watch(
          new Watched(
              Workbench.GWID,
              7,
              conmon.file(),
              conmon::reopen,
              Optional::empty,
              Bytes.ofMiB(1024),
              List.of(
                  Watched.Output.parse(bench.url("one"), ""),
                  Watched.Output.parse("redis://127.0.0.1:1/dead", ""),
                  Watched.Output.parse(bench.url("two"), "")),
              List.of()));
      for (int i = 0; i < 100; i++) {
        conmon.line("stdout", "line " + i);
      }
      var expected = IntStream.range(0, 100).mapToObj(i -> "line " + i + "\n").toList();
      assertThat(one.next(100)).isEqualTo(expected);
      assertThat(two.next(100)).isEqualTo(expected);
      Workbench.await(
          "the dead one's trouble is known",
          () -> telemetry.health(Workbench.GWID).get(2).trouble().contains("refused"));
      assertThat(telemetry.health(Workbench.GWID).get(2).delivered()).isZero();
    }
  }

  @Test
  void a_hundred_thousand_lines_arrive_in_order_over_many_rotations() throws Exception {
    var count = 100_000;
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      for (int i = 0; i < count; i++) {
        conmon.line("stdout", "line " + i);
      }
      var expected = IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").toList();
      assertThat(out.next(count)).isEqualTo(expected);
      Workbench.await(
          "the platform has all",
          () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == count);
      assertThat(bench.platformLines()).isEqualTo(expected);
      assertThat(conmon.reopened()).isPositive();
      assertThat(Workbench.health(telemetry, Kind.STDOUT))
          .isEqualTo(new EndpointHealth(Kind.STDOUT, bench.url("c-out"), count, 0, ""));
      Workbench.await("old files are deleted", () -> bytesOnDisk() < 4 * Bytes.MIB);
    }
  }

  private long bytesOnDisk() {
    try (var files = Files.list(bench.log().getParent())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_platform_gets_numbers_times_streams_and_bytes() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, "", ""));
      var before = System.currentTimeMillis();
      conmon.line("stdout", "one");
      conmon.line("stderr", "two");
      Workbench.await("both", () -> bench.platformLines().size() == 2);
      var entries = bench.stream("coredeck:logs:7-1");
      assertThat(entries.getFirst())
          .containsOnlyKeys("id", "n", "t", "s", "l")
          .containsEntry("id", "1-0")
          .containsEntry("n", "1")
          .containsEntry("s", "stdout")
          .containsEntry("l", "one\n");
      assertThat(entries.getLast())
          .containsEntry("id", "2-0")
          .containsEntry("s", "stderr")
          .containsEntry("l", "two\n");
      assertThat(Long.parseLong(entries.getFirst().get("t")))
          .isBetween(before - 1, System.currentTimeMillis());
    }
  }

  @Test
  void what_was_printed_before_it_is_watched_arrives_too() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      conmon.line("stdout", "early");
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      assertThat(out.nextText()).isEqualTo("early\n");
    }
  }

  @Test
  void unwatching_ships_the_rest_and_leaves_nothing_if_told_so() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
      for (int i = 0; i < 5000; i++) {
        conmon.line("stdout", "line " + i);
      }
      conmon.piece("stdout", "unfinished".getBytes(UTF_8));
      var health = telemetry.unwatch(Workbench.GWID, Telemetry.Keep.NOTHING);
      assertThat(out.next(5001)).endsWith("line 4999\n", "unfinished");
      assertThat(health).extracting(EndpointHealth::delivered).containsExactly(5001L, 5001L, 0L);
      Workbench.await("the stream is deleted", () -> bench.platformLines().isEmpty());
      assertThat(bench.log().getParent()).isEmptyDirectory();
      assertThat(bench.stateDir()).isEmptyDirectory();
      assertThat(telemetry.watched()).isEmpty();
    }
  }

  @Test
  void what_a_container_printed_can_be_read_for_a_day_if_told_so() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, "", ""));
      conmon.line("stdout", "the reason");
      var _ = telemetry.unwatch(Workbench.GWID, Telemetry.Keep.STREAMS_FOR_A_DAY);
      Workbench.await("the stream ends", () -> bench.secondsLeft("coredeck:logs:7-1") >= 0);
      assertThat(bench.secondsLeft("coredeck:logs:7-1")).isBetween(86_300L, 86_400L);
      assertThat(bench.platformLines()).containsExactly("the reason\n");
      assertThat(bench.log().getParent()).isEmptyDirectory();
      assertThat(bench.stateDir()).isEmptyDirectory();
      assertThat(telemetry.watched()).isEmpty();
    }
  }

  @Test
  void unwatching_does_not_wait_long_for_a_dead_endpoint_and_counts_its_loss() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, "redis://127.0.0.1:1/dead", ""));
      conmon.line("stdout", "one");
      conmon.line("stdout", "two");
      var begun = System.nanoTime();
      var health = telemetry.unwatch(Workbench.GWID, Telemetry.Keep.NOTHING);
      assertThat((System.nanoTime() - begun) / 1e9).isLessThan(4);
      assertThat(health.get(1).lost()).isEqualTo(2);
    }
  }

  @Test
  void a_container_is_watched_once() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, "", ""));
      assertThatThrownBy(() -> telemetry.watch(bench.watched(conmon, "", "")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("7-1 is watched already");
      assertThat(telemetry.unwatch("not-watched", Telemetry.Keep.NOTHING)).isEmpty();
    }
  }

  @Test
  void events_go_to_the_platform_in_their_order() throws Exception {
    try (var telemetry = bench.start()) {
      telemetry.event("7-1", "started", "first");
      telemetry.event("7-1", "exited", "code 3");
      Workbench.await("both", () -> bench.stream(Telemetry.EVENTS_KEY).size() == 2);
      assertThat(bench.stream(Telemetry.EVENTS_KEY).getLast())
          .containsOnlyKeys("id", "gwid", "t", "kind", "text")
          .containsEntry("gwid", "7-1")
          .containsEntry("kind", "exited")
          .containsEntry("text", "code 3");
    }
  }
}
