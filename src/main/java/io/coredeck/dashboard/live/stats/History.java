package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The samples of one container between two times, made fewer for a chart that has not as many
/// columns of pixels: each stretch of time keeps the least and the greatest of every value.
///
/// @param step milliseconds a stretch is long, 0 where every row is a sample
/// @param oldest when the oldest sample was taken that is kept
/// @param rows oldest first; holes stand between them
record History(long step, OptionalLong oldest, List<Sample> rows) {

  /// How often nodes take a sample.
  static final long PERIOD_MILLIS = 2_000;

  private static final String MINUTES = ":minutes";
  private static final int ROWS_A_COLUMN = 2;
  private static final int PAGE = 2_000;

  /// What is older than the samples of every two seconds is taken from those of every minute.
  ///
  /// @param key of the stream of samples
  /// @param columns of pixels the chart has
  static History read(StreamLoop loop, String key, long from, long to, int columns)
      throws RedisAwayException {
    var fine = oldest(loop, key);
    var coarse = oldest(loop, key + MINUTES);
    if (fine.isEmpty() && coarse.isEmpty()) {
      return new History(0, OptionalLong.empty(), List.of());
    }
    var oldest = Math.min(fine.orElse(Long.MAX_VALUE), coarse.orElse(Long.MAX_VALUE));
    var start = Math.max(from, oldest);
    var span = to - start;
    var step = span <= columns * PERIOD_MILLIS * ROWS_A_COLUMN ? 0 : span / columns;
    var rows = new Rows(start, step);
    var turn = fine.orElse(Long.MAX_VALUE);
    if (span >= 0 && start < turn) {
      var before = Math.max(0, start - Sample.MINUTES_HOLE_AFTER.toMillis());
      read(loop, key + MINUTES, before, Math.min(to, turn - 1), rows, Sample.MINUTES_HOLE_AFTER);
    }
    if (span >= 0) {
      var before = Math.max(0, start - Sample.HOLE_AFTER.toMillis());
      read(loop, key, before, to, rows, Sample.HOLE_AFTER);
    }
    return new History(step, OptionalLong.of(oldest), rows.finished());
  }

  private static OptionalLong oldest(StreamLoop loop, String key) throws RedisAwayException {
    return loop.range(key, "-", "+", 1).stream().mapToLong(Entry::idNumber).findFirst();
  }

  private static void read(
      StreamLoop loop, String key, long from, long to, Rows rows, Duration holeAfter)
      throws RedisAwayException {
    var position = from + "-0";
    while (true) {
      var page = loop.range(key, position, to + "-0", PAGE);
      page.forEach(entry -> rows.add(Sample.of(entry, rows.last, holeAfter), holeAfter));
      if (page.size() < PAGE) {
        return;
      }
      position = "(" + page.getLast().id();
    }
  }

  /// Collects the rows.
  private static final class Rows {
    private final long start;
    private final long step;
    private final List<Sample> rows = new ArrayList<>();
    private final List<Sample> stretch = new ArrayList<>();
    private @Nullable Sample last;
    private Duration lastHoleAfter = Duration.ZERO;

    Rows(long start, long step) {
      this.start = start;
      this.step = step;
    }

    void add(Sample sample, Duration holeAfter) {
      var before = last;
      var longest = holeAfter.compareTo(lastHoleAfter) > 0 ? holeAfter : lastHoleAfter;
      last = sample;
      lastHoleAfter = holeAfter;
      if (sample.t() < start) {
        return; // only there to know the rate of the next one
      }
      var hole = Math.max(longest.toMillis(), step);
      if (before != null && before.t() >= start && sample.t() - before.t() > hole) {
        fold();
        rows.add(Sample.hole(before.t() + 1));
      }
      if (step == 0) {
        rows.add(sample);
        return;
      }
      if (!stretch.isEmpty() && stretch.getFirst().t() / step != sample.t() / step) {
        fold();
      }
      stretch.add(sample);
    }

    List<Sample> finished() {
      fold();
      return rows;
    }

    private void fold() {
      if (stretch.size() > ROWS_A_COLUMN) {
        rows.addAll(History.fold(stretch));
      } else {
        rows.addAll(stretch);
      }
      stretch.clear();
    }
  }

  /// @param stretch three samples or more
  /// @return two rows with the least and the greatest of each value, in the order they came
  static List<Sample> fold(List<Sample> stretch) {
    var cores = extremes(stretch, Sample::cores);
    var memory = extremes(stretch, Sample::memory);
    var cache = extremes(stretch, Sample::cache);
    var processes = extremes(stretch, Sample::processes);
    var limit = extremes(stretch, Sample::limit);
    var rows = new ArrayList<Sample>(ROWS_A_COLUMN);
    for (int i = 0; i < ROWS_A_COLUMN; i++) {
      rows.add(
          new Sample(
              (i == 0 ? stretch.getFirst() : stretch.getLast()).t(),
              0,
              0,
              cores[i],
              (long) memory[i],
              (long) cache[i],
              (long) processes[i],
              (long) limit[i]));
    }
    return rows;
  }

  private static double[] extremes(List<Sample> stretch, ToDoubleFunction<Sample> value) {
    var least = Double.NaN;
    var greatest = Double.NaN;
    var rising = true;
    for (var sample : stretch) {
      var now = value.applyAsDouble(sample);
      if (Double.isNaN(now)) {
        continue;
      }
      if (!(now >= least)) {
        least = now;
        rising = false;
      }
      if (!(now <= greatest)) {
        greatest = now;
        rising = true;
      }
    }
    return rising ? new double[] {least, greatest} : new double[] {greatest, least};
  }
}
