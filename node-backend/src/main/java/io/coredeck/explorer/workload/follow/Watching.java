package io.coredeck.explorer.workload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.workload.follow.Telling.Question;
import io.coredeck.model.Container;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// What a container prints and uses, as server-sent events from the platform's Redis; our addition.
/// The event's id is the entry's in Redis: who comes back with `Last-Event-ID` misses nothing that
/// is still kept.
///
/// For who may see inside the workload: {@link Rights#requireInsight}. Answers 501 where the
/// explorer was not told of a Redis.
public final class Watching implements AutoCloseable {

  /// Streams of one user.
  static final int MOST_OF_ONE = 16;

  /// Streams of all; of one machine as many as may wait. Each has a connection to Redis.
  static final int MOST = 128;

  /// Entries of the past that are told; nodes keep some 20,000 lines and 1,800 samples.
  static final long MOST_TAIL = 20_000;

  private static final long USUAL_TAIL = 1000;

  /// What a stream may last longer than it means to: one look, and what is on its way then.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger(Watching.class.getName());
  private static final String LAST_SEEN = "Last-Event-ID";

  private final Callers callers;
  private final Store store;
  private final Optional<RedisStreams> redis;
  private final Places places = new Places(MOST, MOST_OF_ONE);
  private volatile boolean isClosing;

  private Watching(Callers callers, Store store, Optional<RedisStreams> redis) {
    this.callers = callers;
    this.store = store;
    this.redis = redis;
  }

  /// Adds the calls. Redis is asked when somebody asks here, so it may be away now.
  ///
  /// @param redis the platform's; empty where it is not known
  /// @return to be closed before the server
  public static Watching open(Doors doors, Store store, Optional<RedisPlace> redis) {
    var watching = new Watching(doors.callers(), store, redis.map(RedisStreams::new));
    for (var what : Told.values()) {
      doors.user(
          "GET",
          "/reservations/workloads/{id:digits}/" + what.word(),
          (request, caller) -> watching.answer(request, caller, what));
    }
    return watching;
  }

  private Answer answer(WebRequest request, Caller caller, Told what)
      throws StoreException, InterruptedException {
    var question = question(request, caller, what);
    if (redis.isEmpty()) {
      throw new RefusedException(
          501,
          "this explorer does not know the platform's Redis, which has %s of containers; name it in its settings: redis=redis://…"
              .formatted(what.word()));
    }
    places.require(question.seat());
    return Answer.asItHappens(
            "text/event-stream",
            Telling.LONGEST.plus(GRACE),
            out -> tell(question, redis.get(), out))
        .with("Cache-Control", "no-store")
        .with("X-Accel-Buffering", "no"); // else nginx keeps events until it has a page of them
  }

  private Question question(WebRequest request, Caller caller, Told what)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var workload =
        store.read(records -> {
          var found =
              records
                  .workload(id)
                  .orElseThrow(() -> new RefusedException(404, "workload not found"));
          Rights.requireInsight(records, caller.tid(), found, what.word());
          return found;
        });
    if (!(workload.workload() instanceof Container)) {
      throw new RefusedException(
          400, "workload %d is no container; only containers have %s".formatted(id, what.word()));
    }
    var tail = Arguments.queryNumber(request, "tail", USUAL_TAIL);
    if (tail < 0 || tail > MOST_TAIL) {
      throw new RefusedException(
          400, "tail is %d; it must be from 0 to %d".formatted(tail, MOST_TAIL));
    }
    return new Question(
        Places.Seat.of(request, caller),
        records -> callers.requireStill(records, request, caller),
        what,
        id,
        workload.gwid(),
        after(request),
        tail,
        isFollowing(request));
  }

  private static Optional<EntryId> after(WebRequest request) {
    var last = request.header(LAST_SEEN).orElse("");
    var text = last.isEmpty() ? Arguments.queryText(request, "after") : last;
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        EntryId.of(text)
            .orElseThrow(() ->
                new RefusedException(
                    400,
                    "%s is '%s'; it must be the id of an event, like 7-0"
                        .formatted(last.isEmpty() ? "after" : LAST_SEEN, text))));
  }

  private static boolean isFollowing(WebRequest request) {
    return switch (Arguments.queryText(request, "follow")) {
      case "", "true" -> true;
      case "false" -> false;
      case String other ->
          throw new RefusedException(
              400, "follow is '%s'; it must be true or false".formatted(other));
    };
  }

  private void tell(Question question, RedisStreams redis, OutputStream out)
      throws IOException, InterruptedException {
    if (!places.enter(question.seat())) {
      trouble(out, 429, "others came at the same moment; try again later");
      return;
    }
    try (var reader = redis.open(question.what().key(question.gwid()))) {
      new Telling(store, question, reader, out, () -> isClosing).run();
    } catch (RefusedException e) {
      trouble(out, e.status(), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "a stream of {0} ends: {1}", question.what().word(), e.getMessage());
      trouble(out, 503, "the explorer's records cannot be read now; try again later");
    } catch (RedisException | CancellationException e) {
      if (!isClosing) {
        LOG.log(Level.WARNING, "the platform''s Redis cannot be read: {0}", e.toString());
        trouble(out, 503, "the platform's Redis cannot be read now; try again later");
      }
    } finally {
      places.leave(question.seat());
    }
  }

  /// The answer has begun, so its status cannot say it.
  private static void trouble(OutputStream out, int status, String why) throws IOException {
    var data = new LinkedHashMap<String, Object>();
    data.put("status", status);
    data.put("error", why);
    var text =
        "retry: %d\nevent: trouble\ndata: %s\n\n"
            .formatted(Duration.ofSeconds(Places.RETRY_SECONDS).toMillis(), Json.writeTree(data));
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /// @return how many streams are open now
  public int open() {
    return places.taken();
  }

  /// Ends all streams. Calling it again does nothing.
  @Override
  public void close() {
    isClosing = true;
    redis.ifPresent(RedisStreams::close);
  }
}
