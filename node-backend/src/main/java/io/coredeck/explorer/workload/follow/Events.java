package io.coredeck.explorer.workload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.ChangeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Changes of workloads as server-sent events (WHATWG HTML, section 9.2), our addition: each
/// workload as it is after a change, with the number of the change as the event's id. Who comes
/// back with `Last-Event-ID` misses nothing.
///
/// With each news, and every few seconds without, it is looked whether its caller still is one. A
/// stream ends after a while all the same; clients come back by themselves.
public final class Events implements AutoCloseable {

  /// Streams of one user.
  static final int MOST_OF_ONE = 8;

  /// Streams of all; of one machine as many as may wait.
  static final int MOST = 256;

  private static final int MOST_AT_ONCE = 200;

  /// Characters of workloads that one stream holds, but always one whole workload.
  static final long MOST_CHARACTERS = 64 << 10;

  /// Without news something is said so often, so that both sides notice when the other is gone.
  private static final Duration BEAT = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final System.Logger LOG = System.getLogger(Events.class.getName());

  private static final String LAST_SEEN = "Last-Event-ID";

  private final Callers callers;
  private final Store store;
  private final Waiters waiters = new Waiters("events", MOST);

  private final Places places = new Places(MOST, MOST_OF_ONE);

  private volatile boolean isClosing;

  private Events(Callers callers, Store store) {
    this.callers = callers;
    this.store = store;
  }

  /// Adds the call.
  ///
  /// @return to be closed before the server
  public static Events open(Doors doors, Store store) {
    var events = new Events(doors.callers(), store);
    store.onChange(_ -> events.waiters.announce());
    doors.user("GET", "/reservations/workloads/events", events::answer);
    return events;
  }

  /// What one stream is about.
  ///
  /// @param proof refuses who has not proven any more to be the caller
  /// @param after the change to go on from
  /// @param customerTid whose workloads; 0 for everybody's
  private record Question(
      Places.Seat seat, Consumer<Reading> proof, long after, long customerTid) {}

  private Answer answer(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var question =
        new Question(
            Places.Seat.of(request, caller),
            records -> callers.requireStill(records, request, caller),
            after(request),
            Arguments.queryNumber(request, "customer_tid"));
    places.require(question.seat());
    return Answer.asItHappens(
            "text/event-stream", LONGEST.plus(BEAT.multipliedBy(3)), out -> follow(question, out))
        .with("Cache-Control", "no-store")
        .with("X-Accel-Buffering", "no"); // else nginx keeps events until it has a page of them
  }

  private long after(WebRequest request) throws StoreException, InterruptedException {
    var last = request.header(LAST_SEEN).orElse("");
    if (last.isEmpty()) {
      var after = Arguments.queryNumber(request, "after", -1);
      return after >= 0 ? after : store.<Long>read(records -> records.lastChange());
    }
    try {
      return Long.parseLong(last);
    } catch (NumberFormatException _) {
      throw new RefusedException(
          400, "%s is '%s'; it must be the id of an event".formatted(LAST_SEEN, last));
    }
  }

  private void follow(Question question, OutputStream out)
      throws IOException, InterruptedException {
    if (!places.enter(question.seat())) {
      say(out, "retry: %d\n\n".formatted(BEAT.toMillis())); // others came at the same moment
      return;
    }
    try {
      say(out, "retry: 1000\n\n");
      var after = question.after();
      var end = System.nanoTime() + LONGEST.toNanos();
      while (!isClosing && System.nanoTime() < end) {
        after = next(question, after, out);
      }
    } catch (RefusedException e) { // who comes back is told why
      LOG.log(Level.DEBUG, "a stream of changes ends: {0}", e.getMessage());
    } finally {
      places.leave(question.seat());
    }
  }

  /// @return the change to go on from
  private long next(Question question, long after, OutputStream out)
      throws IOException, InterruptedException {
    // Before the look, so that a change between the two is not missed.
    var turn = waiters.enter(question.seat().tid(), BEAT);
    try {
      var news =
          store.read(records -> {
            question.proof().accept(records);
            return records.changedAfter(after, 0, MOST_AT_ONCE, MOST_CHARACTERS);
          });
      if (!news.isEmpty()) {
        tell(question, news, out);
        return news.getLast().change();
      }
      var hasNews = turn.over().orTimeout(2 * BEAT.toMillis(), TimeUnit.MILLISECONDS).join();
      if (!hasNews) {
        say(out, ": still here\n\n");
      }
      return after;
    } finally {
      turn.leave();
    }
  }

  /// One after the other, so that no text of all is made.
  private static void tell(Question question, List<ChangeEntry> news, OutputStream out)
      throws IOException {
    for (var one : news) {
      if (question.customerTid() == 0
          || Json.tree(one.text()).member("customer_tid").integer() == question.customerTid()) {
        out.write("id: %d\nevent: workload\ndata: ".formatted(one.change()).getBytes(UTF_8));
        out.write(one.text().strip().getBytes(UTF_8));
        out.write("\n\n".getBytes(UTF_8));
      }
    }
    // Where to go on from, also where nothing was for this one.
    say(out, "id: " + news.getLast().change() + "\n\n");
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /// @return how many streams wait for the next change now
  public int waiting() {
    return waiters.count();
  }

  /// Ends all streams. Calling it again does nothing.
  @Override
  public void close() {
    isClosing = true;
    waiters.dismiss();
  }
}
