package io.coredeck.sdk;

import java.time.Duration;
import java.util.function.Predicate;

/// Asking again until something has happened, also while the explorer is away.
final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  /// Whatever limit is given; more does not fit the clock.
  private static final Duration LONGEST_LIMIT = Duration.ofDays(36_500);

  private Waiting() {}

  /// A question to the explorer.
  interface Question<T> {
    /// @param left time until the end of the wait
    T ask(Duration left) throws GridException, InterruptedException;
  }

  /// @param late what to say if it has not happened in time
  /// @return the first answer that fits
  /// @throws GridException as it comes if the explorer refuses; if it did not answer when the limit
  ///   was over, that
  static <T> T until(Duration limit, Question<T> question, Predicate<T> fits, String late)
      throws GridException, InterruptedException {
    var start = System.nanoTime();
    var most = limit.compareTo(LONGEST_LIMIT) < 0 ? limit.toNanos() : LONGEST_LIMIT.toNanos();
    var pause = FIRST_PAUSE;
    while (true) {
      GridException failure;
      try {
        var left = Math.max(0, most - (System.nanoTime() - start));
        var answer = question.ask(Duration.ofNanos(left));
        if (fits.test(answer)) {
          return answer;
        }
        failure =
            new NoResultException(
                late + " after " + limit.toSeconds() + " s; look again later or at the node's log");
      } catch (GridException e) {
        if (!e.isSilence()) {
          throw e;
        }
        failure = e;
      }
      if (System.nanoTime() - start + pause.toNanos() > most) {
        throw failure;
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
