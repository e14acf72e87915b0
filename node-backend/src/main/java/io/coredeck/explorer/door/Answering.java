package io.coredeck.explorer.door;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers.Sight;
import io.coredeck.explorer.call.Repeats.Attempt;
import io.coredeck.web.Answer;
import io.coredeck.web.WebRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What stands behind a door: one form for each kind of caller.
public final class Answering {

  private Answering() {}

  /// Answers everybody, and knows whose emails the caller sees.
  @FunctionalInterface
  public interface ForAnybody {
    Answer answer(WebRequest request, Sight sight) throws IOException, InterruptedException;
  }

  /// Answers a user of the grid.
  @FunctionalInterface
  public interface ForUser {
    Answer answer(WebRequest request, Caller caller) throws IOException, InterruptedException;
  }

  /// Answers a user of the grid when there is something to say.
  @FunctionalInterface
  public interface LaterForUser {
    CompletionStage<Answer> answer(WebRequest request, Caller caller)
        throws IOException, InterruptedException;
  }

  /// Does what a user of the grid asks for, and says what is to be remembered of it.
  @FunctionalInterface
  public interface Deed {

    /// @param note has the caller already, and the path's object as the caller names it
    Answer answer(WebRequest request, Caller caller, Note note)
        throws IOException, InterruptedException;
  }

  /// Does what the body's signer asks for, and says who that is and what is to be remembered of it.
  @FunctionalInterface
  public interface SignedDeed {

    /// @param bearer whose token the call carries
    Answer answer(WebRequest request, Optional<Caller> bearer, Note note)
        throws IOException, InterruptedException;
  }

  /// Answers a node.
  @FunctionalInterface
  public interface ForNode {
    Answer answer(WebRequest request, String nodeId) throws IOException, InterruptedException;
  }

  /// Answers a node when there is something to say.
  @FunctionalInterface
  public interface LaterForNode {
    CompletionStage<Answer> answer(WebRequest request, String nodeId)
        throws IOException, InterruptedException;
  }

  /// Makes what a user of the grid asks for.
  @FunctionalInterface
  public interface Creation {

    /// @param note as in {@link Deed}
    /// @param attempt does it, or says what it answered before
    Answer answer(WebRequest request, Caller caller, Note note, Attempt attempt)
        throws IOException, InterruptedException;
  }

  /// Makes what somebody asks for who may have to be found out.
  @FunctionalInterface
  public interface OpenCreation {

    /// @param caller who was proven before the body was read, if anybody was
    /// @param note says who that is, if it is to be remembered
    /// @param attempt does it, or says what it answered before
    Answer answer(WebRequest request, Optional<Caller> caller, Note note, Attempt attempt)
        throws IOException, InterruptedException;
  }
}
