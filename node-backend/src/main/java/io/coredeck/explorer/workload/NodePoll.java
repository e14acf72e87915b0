package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.WaitShare;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import io.coredeck.web.LaterHandler;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// How a node learns what it has to do.
///
/// As in the original, `from` asks for the node's workloads from a number on; if there are none it
/// gets its queue: whatever it has not answered yet, again and again. With `wait`, an addition, the
/// call is held until there is something the node has not been handed yet, at most that many
/// seconds; then it gets what it would have got without `wait`. Only the node itself may wait:
/// places are few.
public final class NodePoll implements LaterHandler {

  private static final int MOST_ENTRIES = 200;

  private static final Executor ON_A_NEW_THREAD =
      task -> Thread.ofVirtual().name("node-poll").start(task);

  private final Callers callers;
  private final Store store;
  private final NodeDesk desk;

  private NodePoll(Callers callers, Store store, NodeDesk desk) {
    this.callers = callers;
    this.store = store;
    this.desk = desk;
  }

  /// Adds the call.
  ///
  /// @param callers knows who waits
  public static void open(Doors doors, Callers callers, Store store, NodeDesk desk) {
    doors.anybodyLater(
        "GET", "/reservations/nodes/{node_id}/workloads", new NodePoll(callers, store, desk));
  }

  /// What a node asks.
  private record Question(String nodeId, long from) {}

  /// What there is for it.
  ///
  /// @param entries at most {@link #MOST_ENTRIES}
  /// @param queued which of them are in its queue
  /// @param lastId `x-last-id`
  private record Work(List<NodeEntry> entries, List<Long> queued, long lastId) {}

  @Override
  public CompletionStage<Answer> answer(WebRequest request)
      throws StoreException, InterruptedException {
    var from = Arguments.digits(request.query("from").orElse(""));
    if (from.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.notFound()); // as the original's router
    }
    var question = new Question(request.parameter("node_id"), from.get());
    var wait = wait(request);
    if (wait.isZero()) {
      var work = now(question);
      return CompletableFuture.completedFuture(
          isItself(request, question) ? hand(question, work) : show(work));
    }
    if (!callers.node(request).equals(question.nodeId())) {
      throw new RefusedException(403, "only the node itself may wait for its work; leave wait out");
    }
    if (store.read(records -> records.node(question.nodeId())).isEmpty()) {
      throw new RefusedException(404, "node '%s' not found".formatted(question.nodeId()));
    }
    var turn =
        desk.enter(question.nodeId(), WaitShare.of(request, NodeDesk.MOST_OF_A_MACHINE), wait);
    var news = freshOrLeave(question, turn);
    if (!news.entries().isEmpty()) {
      turn.leave();
      return CompletableFuture.completedFuture(hand(question, news));
    }
    return turn.over().thenApplyAsync(_ -> afterWaiting(question), ON_A_NEW_THREAD);
  }

  /// Original nodes do not sign this, and everybody may look.
  private boolean isItself(WebRequest request, Question question)
      throws StoreException, InterruptedException {
    if (request.header("authorization").isEmpty()) {
      return false;
    }
    try {
      return callers.node(request).equals(question.nodeId());
    } catch (RefusedException _) {
      return false; // it is shown what strangers are shown
    }
  }

  private static Duration wait(WebRequest request) {
    var text = request.query("wait").orElse("");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    var seconds =
        Arguments.digits(text)
            .orElseThrow(() ->
                new RefusedException(
                    400, "wait is '%s'; it must be seconds, 0 or more".formatted(text)));
    return Duration.ofSeconds(Math.min(seconds, NodeDesk.LONGEST_WAIT.toSeconds()));
  }

  private Work freshOrLeave(Question question, NodeDesk.Turn turn)
      throws StoreException, InterruptedException {
    try {
      return fresh(question);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      turn.leave();
      throw e;
    }
  }

  private Answer afterWaiting(Question question) {
    try {
      var news = fresh(question);
      return hand(question, news.entries().isEmpty() ? now(question) : news);
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the explorer is closing");
    }
  }

  private Answer hand(Question question, Work work) {
    desk.handed(question.nodeId(), work.queued());
    return show(work);
  }

  private static Answer show(Work work) {
    var texts = work.entries().stream().map(NodeEntry::text).toList();
    return Answer.json(200, "[" + String.join(",", texts) + "]")
        .with("x-last-id", Long.toString(work.lastId()));
  }

  /// What the original answers.
  private Work now(Question question) throws StoreException, InterruptedException {
    return store.read(records -> {
      var entries = records.workOf(question.nodeId(), question.from(), MOST_ENTRIES);
      return work(
          records,
          question,
          entries.isEmpty() ? records.queueOf(question.nodeId(), 0, MOST_ENTRIES) : entries);
    });
  }

  /// What the node has not been handed yet.
  private Work fresh(Question question) throws StoreException, InterruptedException {
    return store.read(records -> {
      var entries = records.workOf(question.nodeId(), question.from(), MOST_ENTRIES);
      return work(
          records, question, entries.isEmpty() ? unseen(records, question.nodeId()) : entries);
    });
  }

  /// Looks through the queue part by part until one holds something new.
  private List<NodeEntry> unseen(Reading records, String nodeId) {
    var part = records.queueOf(nodeId, 0, MOST_ENTRIES);
    while (!part.isEmpty()) {
      var unseen = part.stream().filter(entry -> !desk.wasHanded(nodeId, entry.id())).toList();
      if (!unseen.isEmpty()) {
        return unseen;
      }
      part = records.queueOf(nodeId, part.getLast().position(), MOST_ENTRIES);
    }
    return List.of();
  }

  private static Work work(Reading records, Question question, List<NodeEntry> entries) {
    var queued = entries.stream().filter(NodeEntry::isQueued).map(NodeEntry::id).toList();
    return new Work(entries, queued, lastId(records, question, entries));
  }

  /// Never below what the node has had already, and never above what there is: the node asks on
  /// from here.
  private static long lastId(Reading records, Question question, List<NodeEntry> entries) {
    var last = records.lastWorkloadId();
    if (entries.isEmpty()) {
      return last;
    }
    var largest = entries.stream().mapToLong(NodeEntry::id).max().orElse(last);
    return Math.max(largest, Math.min(question.from() - 1, last));
  }
}
