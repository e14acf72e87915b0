package io.coredeck.sdk;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// All reservations of a grid but those deleted long ago, and then every change of one, soon after
/// it happened.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="feed"}
///
/// Used by one thread. After a failure the next call goes on where it stopped.
public final class ReservationFeed implements AutoCloseable {

  /// The most reservations of one answer: after fewer, there are no more for now.
  public static final int MOST = 1000;

  /// Of the reservations that are deleted when it begins, those of so many last changes come.
  public static final int MOST_ENDED = 10_000;

  private static final String LAST = "x-last-change";
  private static final String ENDED_AFTER = "x-ended-after";

  private final ExplorerCalls calls;
  private long last;
  private long endedAfter = -MOST_ENDED;

  private ReservationFeed(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @return a feed that begins with everything there is and what was deleted lately
  public static ReservationFeed open(URI explorer) {
    return new ReservationFeed(ExplorerCalls.anonymous(explorer));
  }

  /// @param wait how long to wait for a change, at most 60 seconds
  /// @return reservations as they are now that were added or changed since the last call, at most
  ///   {@value #MOST}; empty if nothing changed in time
  /// @throws GridException if the explorer refuses or does not answer
  public List<Reservation> next(Duration wait) throws GridException, InterruptedException {
    var left = endedAfter == 0 ? "" : "&ended_after=" + endedAfter;
    var path =
        "/reservations/workloads/changes?after=%d%s&wait=%d"
            .formatted(last, left, wait.toSeconds());
    var answer = calls.get(path, wait);
    var changed = calls.read(answer, Json::reservations);
    last = answer.numberInHeader().apply(LAST).orElse(last);
    // From then on nothing is left out: what is known by now may end at any time.
    endedAfter =
        changed.size() < MOST ? 0 : answer.numberInHeader().apply(ENDED_AFTER).orElse(endedAfter);
    return changed;
  }

  /// Gives up a call under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
