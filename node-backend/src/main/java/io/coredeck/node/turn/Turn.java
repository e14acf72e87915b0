package io.coredeck.node.turn;

import org.jspecify.annotations.Nullable;

/// The right of a task to work: a place that it gives back while it only waits for somebody
/// outside, so that those who wait for the network do not keep others from work.
public final class Turn {
  private static final ScopedValue<Turn> CURRENT = ScopedValue.newInstance();

  private final Places places;
  private final long tenant;

  /// What the task holds; only its own thread looks at it.
  private Places.@Nullable Place place;

  private Turn(Places places, long tenant) {
    this.places = places;
    this.tenant = tenant;
  }

  /// Something that is done in a turn.
  @FunctionalInterface
  public interface Job {
    void run() throws InterruptedException;
  }

  /// Waits for a place and does the job.
  ///
  /// @param tenant whose work it is
  public static void take(Places places, long tenant, Job job) throws InterruptedException {
    var turn = new Turn(places, tenant);
    turn.place = places.take(tenant);
    try {
      var _ =
          ScopedValue.where(CURRENT, turn)
              .<Boolean, InterruptedException>call(() -> {
                job.run();
                return true;
              });
    } finally {
      turn.letGo();
    }
  }

  /// A time in which a task has no place.
  public static final class Pause {
    private final @Nullable Turn turn;

    private Pause(@Nullable Turn turn) {
      this.turn = turn;
    }

    /// Waits until it is the task's turn again; to be called in a `finally`.
    public void end() throws InterruptedException {
      if (turn != null && turn.place == null) {
        turn.place = turn.places.take(turn.tenant);
      }
    }
  }

  /// Gives the place of this thread's task back, for a while; outside of a turn nothing happens.
  public static Pause pause() {
    if (!CURRENT.isBound()) {
      return new Pause(null);
    }
    var turn = CURRENT.get();
    turn.letGo();
    return new Pause(turn);
  }

  private void letGo() {
    var mine = place;
    place = null;
    if (mine != null) {
      mine.close();
    }
  }
}
