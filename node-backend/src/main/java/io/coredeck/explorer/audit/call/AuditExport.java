package io.coredeck.explorer.audit.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AuditLines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The call that gives all that people did as a file: everything to admins and operators, to others
/// what they did themselves. It is written while it goes out, a piece in memory at a time.
final class AuditExport {

  /// Entries read from the store at once.
  private static final int PIECE = 1000;

  private final Store store;

  /// Who is being answered; one export of each person at a time.
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();

  AuditExport(Store store) {
    this.store = store;
  }

  Answer answer(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var tid = caller.tid();
    var lines = lines(request);
    note.detail(lines.word());
    var asked = AuditCalls.filter(request, tid, 0);
    if (busy.contains(tid)) {
      throw new RefusedException(
          429, "an export of yours is under way; wait until it ends", Map.of("Retry-After", "5"));
    }
    var isAll =
        store.write(records -> {
          note.done(records);
          return Rights.seesAll(records, tid);
        });
    var filter = asked.withTid(isAll ? 0 : tid);
    return Answer.inPieces(lines.contentType(), out -> write(out, tid, lines, filter))
        .with("Content-Disposition", "attachment; filename=\"audit.%s\"".formatted(lines.word()))
        .with("Cache-Control", "no-store");
  }

  private static AuditLines lines(WebRequest request) {
    var word = Arguments.queryText(request, "format");
    return AuditLines.of(word)
        .orElseThrow(() ->
            new RefusedException(400, "format is '%s'; it must be csv or jsonl".formatted(word)));
  }

  private void write(OutputStream out, long tid, AuditLines lines, Filter.Audit filter)
      throws IOException, InterruptedException {
    // Only here: an answer that is never written must not keep others away.
    if (!busy.add(tid)) {
      throw new IOException("two exports of user %d began at once".formatted(tid));
    }
    try {
      out.write(lines.head().getBytes(UTF_8));
      var piece = entries(filter);
      while (!piece.entries().isEmpty()) {
        for (var entry : piece.entries()) {
          out.write(lines.line(entry).getBytes(UTF_8));
        }
        piece = entries(filter.withAfter(piece.entries().getLast().id()));
      }
    } finally {
      busy.remove(tid);
    }
  }

  private Page<AuditEntry> entries(Filter.Audit filter)
      throws StoreException, InterruptedException {
    return store.read(records -> records.people().audit(filter, 0, PIECE));
  }
}
