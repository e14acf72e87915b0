package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
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

  private static final int ROWS_A_COLUMN = 2;
  private static final int PAGE = 2_000;

  /// @param columns of pixels the chart has
  static History read(StreamLoop loop, String key, long from, long to, int columns)
      throws RedisAwayException {
    var first = loop.range(key, "-", "+", 1);
    if (first.isEmpty()) {
      return new History(0, OptionalLong.empty(), List.of());
    }
    var oldest = first.getFirst().idNumber();
    var start = Math.max(from, oldest);
    var span = to - start;
    var step = span <= columns * PERIOD_MILLIS * ROWS_A_COLUMN ? 0 : span / columns;
    var rows = new Rows(start, step);
    var position = Math.max(0, start - Sample.HOLE_AFTER.toMillis()) + "-0";
    while (span >= 0) {
      var page = loop.range(key, position, to + "-0", PAGE);
      page.forEach(entry -> rows.add(Sample.of(entry, rows.last)));
      if (page.size() < PAGE) {
        break;
      }
      position = "(" + page.getLast().id();
    }
    return new History(step, OptionalLong.of(oldest), rows.finished());
  }

  /// Collects the rows.
  private static final class Rows {
    private final long start;
    private final long step;
    private final List<Sample> rows = new ArrayList<>();
    private final List<Sample> stretch = new ArrayList<>();
    private @Nullable Sample last;

    Rows(long start, long step) {
      this.start = start;
      this.step = step;
    }

    void add(Sample sample) {
      var before = last;
      last = sample;
      if (sample.t() < start) {
        return; // only there to know the rate of the next one
      }
      var hole = Math.max(Sample.HOLE_AFTER.toMillis(), step);
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
