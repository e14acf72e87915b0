package io.coredeck.corex.run;

import io.coredeck.corex.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/// What can be known of a life at one moment.
///
/// @param plan what is wanted of it
/// @param pid of the newest run; 0 if that was not executed, or there was none
/// @param outcome of the newest run that is over
/// @param started when the newest run began
/// @param ended when it ended
/// @param restarts how often it was started by itself since somebody started it
/// @param gaveUp whether it is not started again because that was too often
/// @param restartAt when it is started again
public record LifeInfo(
    Plan plan,
    State state,
    long pid,
    Outcome outcome,
    Optional<Instant> started,
    Optional<Instant> ended,
    int restarts,
    boolean gaveUp,
    Optional<Instant> restartAt) {

  static LifeInfo of(Plan plan, State state, NewestProgram program, NewestRun run, NextRun next) {
    return new LifeInfo(
        plan,
        state,
        program.pid(),
        run.isOver() ? run.outcome() : Outcome.NONE,
        run.started(),
        run.ended(),
        next.restarts(),
        next.gaveUp(),
        next.at());
  }
}
