package io.coredeck.explorer.audit;

import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.web.Answer;
import io.coredeck.web.Handler;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Remembers who did what. Safe for many threads.
///
/// What is done is remembered in the transaction that does it. What is refused is remembered if it
/// is known who asked; calls that are malformed or come too often are not.
public final class Journal {

  private static final Set<Integer> NOT_REMEMBERED = Set.of(400, 413, 429);

  private final Store store;
  private final InstantSource clock;
  private final Retention retention;

  public Journal(Store store, InstantSource clock, Retention retention) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
  }

  /// A handler that says what is to be remembered of its call.
  @FunctionalInterface
  public interface Noted {

    /// @return what the caller gets
    Answer answer(WebRequest request, Note note) throws IOException, InterruptedException;
  }

  /// @param action what the calls do, as docs/formats/explorer.md names it
  /// @return the handler, remembered
  public Handler noted(String action, Noted handler) {
    return request -> answer(request, new Note(this, request, action), handler);
  }

  private Answer answer(WebRequest request, Note note, Noted handler)
      throws IOException, InterruptedException {
    try {
      var answer = handler.answer(request, note);
      if (!note.isWritten() && note.isByAnybody()) {
        store.write(records -> {
          note.done(records);
          return answer;
        });
      }
      return answer;
    } catch (RefusedException e) {
      if (note.isByAnybody() && !NOT_REMEMBERED.contains(e.status())) {
        remember(note, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private void remember(Note note, String why) throws StoreException, InterruptedException {
    store.write(records -> {
      add(records, note.refused(records, why));
      return why;
    });
  }

  void add(Writing records, AuditEntry entry) {
    var numbered = records.people().add(entry);
    if (numbered.id() % retention.betweenLooks() == 0) {
      var oldest = now().minus(retention.age()).getEpochSecond();
      records
          .people()
          .pruneAudit(oldest, retention.rows(), retention.cheapRows(), retention.rowsOfOne());
    }
  }

  Instant now() {
    return clock.instant();
  }
}
