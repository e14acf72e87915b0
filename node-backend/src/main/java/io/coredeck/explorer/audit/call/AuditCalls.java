package io.coredeck.explorer.audit.call;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Page;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AuditMessages;
import io.coredeck.wire.account.AuditMessages.Transfer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The calls that show what people did, and add what they did with files. Admins and operators see
/// everything, others what they did themselves.
public final class AuditCalls implements AutoCloseable {

  private static final int MOST_WAITING = 256;

  /// Asks for everything there is, newest first.
  private static final long ALL = -1;

  private final Store store;
  private final Waiters waiters = new Waiters("audit", MOST_WAITING);

  private AuditCalls(Store store) {
    this.store = store;
  }

  /// Adds the calls.
  ///
  /// @return to be closed before the server, so that nobody is left waiting
  public static AuditCalls open(Doors doors, Store store) {
    var calls = new AuditCalls(store);
    store.onAudit(calls.waiters::announce);
    doors
        .userLater("GET", "/audit", calls::answer)
        .user("GET", "/audit/export", "audit.export", new AuditExport(store)::answer)
        .user("POST", "/audit/transfers", "container.transfer", calls::transferred);
    return calls;
  }

  /// Files go between a container and a person without the explorer; who passed them on tells it in
  /// the person's name. Nobody can tell so of a container that is not to be seen.
  private Answer transferred(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var transfer = Arguments.body(request, AuditMessages::transfer);
    note.action("container." + transfer.kind().word());
    note.object(transfer.gwid());
    return store.write(records -> {
      var isSeen =
          records
              .workload(number(transfer.gwid()))
              .filter(one -> one.gwid().equals(transfer.gwid()))
              .filter(
                  one -> one.customerTid() == caller.tid() || Rights.seesAll(records, caller.tid()))
              .isPresent();
      if (!isSeen) {
        throw new RefusedException(404, "workload not found");
      }
      if (transfer.outcome().equals(Transfer.DONE)) {
        note.detail("%d bytes, %s".formatted(transfer.bytes(), transfer.what()));
        note.done(records);
      } else {
        note.failed(
            records,
            "%s, %d bytes, %s".formatted(transfer.outcome(), transfer.bytes(), transfer.what()));
      }
      return Answer.json(201, "null");
    });
  }

  private static long number(String gwid) {
    try {
      return Long.parseLong(gwid.replaceFirst("-.*", ""));
    } catch (NumberFormatException _) {
      return 0; // there is none
    }
  }

  private record Question(Filter.Audit filter, long skip, int size) {}

  private CompletionStage<Answer> answer(WebRequest request, Caller by)
      throws StoreException, InterruptedException {
    var caller = by.tid();
    var isAll = store.read(records -> Rights.seesAll(records, caller));
    var question = question(request, isAll ? 0 : caller);
    var seconds = Arguments.queryNumber(request, "wait");
    if (seconds <= 0) {
      return CompletableFuture.completedFuture(look(question));
    }
    // Before the look, so that an entry between the two is not missed.
    var wait = Duration.ofSeconds(Math.min(seconds, Waiters.LONGEST_WAIT.toSeconds()));
    var turn = waiters.enter(caller, wait);
    var known = lookOrLeave(question, turn);
    if (!known.entries().isEmpty()) {
      turn.leave();
      return CompletableFuture.completedFuture(answer(known));
    }
    return turn.over().thenApplyAsync(_ -> later(question), waiters.executor());
  }

  private Page<AuditEntry> lookOrLeave(Question question, Waiters.Turn turn)
      throws StoreException, InterruptedException {
    try {
      return entries(question);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      turn.leave();
      throw e;
    }
  }

  private static Question question(WebRequest request, long tid) {
    var slice = Arguments.slice(request);
    var skip = Arguments.queryNumber(request, "skip");
    if (skip < 0) {
      throw new RefusedException(400, "skip must be 0 or more");
    }
    return new Question(filter(request, tid, ALL), skip, slice.size());
  }

  /// @param tid whose entries are wanted; 0 for everybody's
  /// @param after which number, if the call says nothing
  static Filter.Audit filter(WebRequest request, long tid, long after) {
    return new Filter.Audit(
        Arguments.queryNumber(request, "after", after),
        tid,
        Arguments.queryText(request, "actor"),
        Arguments.queryText(request, "action"),
        Arguments.queryText(request, "object"),
        Arguments.queryText(request, "result"),
        Arguments.queryNumber(request, "from"),
        Arguments.queryNumber(request, "until"));
  }

  private Page<AuditEntry> entries(Question question) throws StoreException, InterruptedException {
    return store.read(
        records -> records.people().audit(question.filter(), question.skip(), question.size()));
  }

  private Answer look(Question question) throws StoreException, InterruptedException {
    return answer(entries(question));
  }

  private Answer later(Question question) {
    try {
      return look(question);
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the explorer is closing");
    }
  }

  private static Answer answer(Page<AuditEntry> page) {
    return Answer.json(200, AuditMessages.write(page.entries()))
        .with("Total", Long.toString(page.total()))
        .with("Cache-Control", "no-store");
  }

  /// Answers all who wait. Calling it again does nothing.
  @Override
  public void close() {
    waiters.dismiss();
  }
}
