package io.coredeck.explorer.door;

import io.coredeck.explorer.audit.Journal;
import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.web.Answer;
import io.coredeck.web.Handler;
import io.coredeck.web.WebRequest;
import java.io.IOException;

/// What all calls have in common that make something: they may be made again.
///
/// @param journal remembers what was made
/// @param repeats knows what was made before
record Creations(Journal journal, Repeats repeats) {

  @FunctionalInterface
  interface Attempted {

    /// @param attempt to be asked, or the call fails: nothing is made that a call made again would
    ///   make once more
    Answer answer(WebRequest request, Note note, Repeats.Attempt attempt)
        throws IOException, InterruptedException;
  }

  /// @return the handler, remembered unless it said again what it did before
  Handler heeded(String action, Attempted handler) {
    return journal.noted(
        action,
        (request, note) -> {
          var attempt = repeats.of(request);
          var answer = handler.answer(request, note, attempt);
          if (!attempt.isUsed()) {
            throw new IllegalStateException(
                request.target() + " creates without heeding Idempotency-Key");
          }
          if (attempt.isRepeated()) {
            note.nothing();
          }
          return answer;
        });
  }
}
