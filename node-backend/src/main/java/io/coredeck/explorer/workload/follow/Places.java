package io.coredeck.explorer.workload.follow;

import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Shares;
import io.coredeck.explorer.call.WaitShare;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// How many streams of one kind may be open: of one user, of one machine, of all. Safe for many
/// threads.
final class Places {

  /// After so long it is worth asking again.
  static final int RETRY_SECONDS = 10;

  private final int most;
  private final int mostOfOne;
  private final Semaphore free;
  private final Shares shares = new Shares();

  /// How many streams each user has; a user without any is not in it.
  private final Map<Long, Integer> taken = new ConcurrentHashMap<>();

  /// @param most streams of all; of one machine as many as its {@link WaitShare} says
  /// @param mostOfOne streams of one user
  Places(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.free = new Semaphore(most);
  }

  /// Whose stream it is.
  ///
  /// @param share of the machine it goes to
  record Seat(long tid, WaitShare share) {

    static Seat of(WebRequest request, Caller caller) {
      return new Seat(caller.tid(), WaitShare.of(request));
    }
  }

  /// Looks only: an answer that is never written must not hold a place.
  ///
  /// @throws RefusedException 429 if there is no place
  void require(Seat seat) {
    if (free.availablePermits() == 0
        || !shares.hasPlace(seat.share())
        || taken.getOrDefault(seat.tid(), 0) >= mostOfOne) {
      throw new RefusedException(
          429,
          seat.share().isBounded()
              ? "%d streams of yours are open, %d of your machine, or %d of all; close one first"
                  .formatted(mostOfOne, seat.share().most(), most)
              : "%d streams of yours are open, or %d of all; close one first"
                  .formatted(mostOfOne, most),
          Map.of("Retry-After", Integer.toString(RETRY_SECONDS)));
    }
  }

  /// @return whether it has a place now, to be left again; others may have come since {@link
  ///   #require}
  boolean enter(Seat seat) {
    if (!free.tryAcquire()) {
      return false;
    }
    if (!shares.take(seat.share())) {
      free.release();
      return false;
    }
    var isWithin = taken.merge(seat.tid(), 1, Integer::sum) <= mostOfOne;
    if (!isWithin) {
      leave(seat);
    }
    return isWithin;
  }

  void leave(Seat seat) {
    taken.computeIfPresent(seat.tid(), (_, count) -> count == 1 ? null : count - 1);
    shares.giveBack(seat.share());
    free.release();
  }

  /// @return how many streams are open now
  int taken() {
    return most - free.availablePermits();
  }
}
