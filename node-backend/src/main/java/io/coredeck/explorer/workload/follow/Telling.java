package io.coredeck.explorer.workload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.workload.follow.RedisStreams.Entry;
import io.coredeck.explorer.workload.follow.RedisStreams.Reader;
import io.coredeck.model.NextAction;
import io.coredeck.web.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Tells one caller of one container: first what is there, then what comes. It reads no further
/// than the caller does. Used by one thread.
final class Telling {

  /// A stream ends then, so that everything about its caller is looked at again; clients come back
  /// by themselves.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// How long a stream waits for news, and how often it looks whether the container is still there
  /// and its caller still may.
  private static final Duration LOOK = Duration.ofSeconds(2);

  /// Without news something is said so often, so that both sides notice when the other is gone.
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Store store;
  private final Question question;
  private final Reader reader;
  private final OutputStream out;
  private final BooleanSupplier isClosing;
  private EntryId after = EntryId.BEGINNING;

  /// When what was told last was written, milliseconds since 1970.
  private long told;

  private long heard;

  Telling(
      Store store, Question question, Reader reader, OutputStream out, BooleanSupplier isClosing) {
    this.store = store;
    this.question = question;
    this.reader = reader;
    this.out = out;
    this.isClosing = isClosing;
  }

  /// What one stream is about.
  ///
  /// @param proof refuses who has not proven any more to be the caller
  /// @param after where the caller has been; empty for who comes anew
  /// @param tail how many of the past who comes anew is told
  /// @param follow whether to go on after the past
  record Question(
      Places.Seat seat,
      Consumer<Reading> proof,
      Told what,
      long workload,
      String gwid,
      Optional<EntryId> after,
      long tail,
      boolean follow) {}

  /// Returns when the stream is over for now.
  ///
  /// @throws IOException if the caller is gone, or the explorer's records cannot be read
  /// @throws RefusedException if the caller may not go on
  void run() throws IOException, InterruptedException {
    var end = System.nanoTime() + LONGEST.toNanos();
    heard = System.nanoTime();
    say("retry: 1000\n\n");
    var newest = reader.newest().map(Entry::id);
    after = question.after().orElse(EntryId.BEGINNING);
    if (newest.isPresent()) {
      if (question.after().isEmpty()) {
        after = beforeTail(newest.get());
      } else if (newest.get().compareTo(after) < 0) {
        after = EntryId.BEGINNING; // the node has begun anew to count since
      }
      past(newest.get());
    }
    say("event: past\ndata: {}\n\n");
    if (question.follow()) {
      follow(end);
    }
  }

  /// Lines are numbered, so that of megabytes of them none is read; samples are small.
  private EntryId beforeTail(EntryId newest) {
    if (question.tail() >= reader.length()) {
      return EntryId.BEGINNING;
    }
    return question.what() == Told.LOGS
        ? new EntryId(Math.max(0, newest.first() - question.tail()), newest.second())
        : reader.beforeLatest(question.tail(), newest, isClosing);
  }

  /// Up to what was the newest at the beginning: of who prints without end it would have no end.
  private void past(EntryId newest) throws IOException, InterruptedException {
    var looked = System.nanoTime();
    while (after.compareTo(newest) < 0 && !isClosing.getAsBoolean()) {
      var batch = reader.between(after, newest);
      if (batch.isEmpty()) {
        return;
      }
      tell(batch);
      if (System.nanoTime() - looked >= LOOK.toNanos()) {
        var _ = isDeleted();
        looked = System.nanoTime();
      }
    }
  }

  private void follow(long end) throws IOException, InterruptedException {
    var isOver = isDeleted();
    var looked = System.nanoTime();
    while (!isClosing.getAsBoolean() && System.nanoTime() < end) {
      var news = isOver ? reader.between(after, EntryId.END) : reader.next(after, LOOK);
      if (!news.isEmpty()) {
        tell(news);
      } else if (isOver) {
        say("event: deleted\ndata: {}\n\n");
        return;
      } else {
        quiet();
      }
      if (!isOver && System.nanoTime() - looked >= LOOK.toNanos()) {
        isOver = isDeleted();
        looked = System.nanoTime();
      }
    }
  }

  private void quiet() throws IOException {
    if (reader.newest().filter(this::isOfNewNumbering).isPresent()) {
      after = EntryId.BEGINNING;
    }
    if (System.nanoTime() - heard >= BEAT.toNanos()) {
      say(": still here\n\n");
    }
  }

  /// A node that has lost its files begins anew to count.
  private boolean isOfNewNumbering(Entry newest) {
    // Of a stream that has told nothing yet, the newest was not before it at its beginning.
    return newest.id().compareTo(after) < 0 && (told == 0 || question.what().time(newest) > told);
  }

  /// @return whether nothing of the container comes any more
  /// @throws RefusedException if the caller may not see it any more
  private boolean isDeleted() throws StoreException, InterruptedException {
    return store.read(records -> {
      var tid = question.seat().tid();
      var workload =
          records
              .workload(question.workload())
              .orElseThrow(() -> new RefusedException(404, "workload not found"));
      Rights.requireInsight(records, tid, workload, question.what().word());
      question.proof().accept(records);
      return workload.nextAction() == NextAction.DELETED;
    });
  }

  /// One after the other, so that no text of all is made.
  private void tell(List<Entry> entries) throws IOException {
    for (var entry : entries) {
      out.write(question.what().event(entry).getBytes(UTF_8));
    }
    out.flush();
    heard = System.nanoTime();
    after = entries.getLast().id();
    told = question.what().time(entries.getLast());
  }

  private void say(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
    heard = System.nanoTime();
  }
}
