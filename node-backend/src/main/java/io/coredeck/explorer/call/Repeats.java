package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Reading.KeptAnswer;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Lets a creation be asked for again without a second one: a call with the header
/// `Idempotency-Key` that was answered before gets that answer, and does nothing. Safe for many
/// threads.
///
/// The answer is kept in the transaction that creates, so this holds over a crash and for all
/// explorers of a database. A secret that is shown once is not kept with it: who asks again is told
/// what there is now. Source: draft-ietf-httpapi-idempotency-key-header-07.
public final class Repeats {

  /// How long an answer is kept.
  public static final Duration KEPT = Duration.ofHours(24);

  /// Answers kept of all callers who are known, and as many of all others; of more, the oldest go.
  static final int MOST_KEPT = 100_000;

  /// In place of a caller's number: nobody knows who it is.
  public static final long STRANGER = 0;

  /// Characters of method and path of a call that creates, with its key; databases bound what they
  /// find things by.
  private static final int LONGEST_PLACE = 1024;

  private static final String HEADER = "idempotency-key";

  /// What a call is answered that is made again and whose answer was shown once.
  private static final int SHOWN_ONCE = 409;

  /// A string of structured fields (RFC 9651), or the same without its quotes.
  private static final Pattern KEY =
      Pattern.compile("\"?([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"?");

  private final InstantSource clock;
  private final UnaryOperator<String> fingerprints;

  /// Calls in hand that carry a key.
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  /// @param fingerprints makes of a body what is kept to know it again; bodies have passwords, so
  ///   nobody must find out by it what a body was
  public Repeats(InstantSource clock, UnaryOperator<String> fingerprints) {
    this.clock = clock;
    this.fingerprints = fingerprints;
  }

  /// What a call that creates answers.
  ///
  /// @param text JSON
  /// @param instead what is said to who asks again, in place of a text that is shown once; else
  ///   empty
  public record Result(int status, String text, String instead) {

    /// May be said again.
    public static Result of(int status, String text) {
      return new Result(status, text, "");
    }

    /// @param what was made, e.g. `token 'ci'`
    /// @param toDo e.g. `revoke it and make another one`
    public static Result shownOnce(int status, String text, String what, String toDo) {
      var instead =
          "%s was made by an earlier call with this Idempotency-Key; what it answered is shown once and not kept: %s"
              .formatted(what, toDo);
      return new Result(status, text, instead);
    }

    public Answer answer() {
      return Answer.json(status, text);
    }

    @Override
    public String toString() {
      return "Result[" + status + "]"; // the text may be a secret
    }

    private KeptAnswer kept(String fingerprint, long now) {
      return instead.isEmpty()
          ? new KeptAnswer(fingerprint, status, text, now)
          : new KeptAnswer(fingerprint, SHOWN_ONCE, instead, now);
    }
  }

  /// One call that creates, perhaps one made again. Used by one thread.
  public final class Attempt {
    private final String place;
    private final String key;
    private boolean isUsed;
    private boolean isRepeated;

    private Attempt(String place, String key) {
      this.place = place;
      this.key = key;
    }

    /// As {@link #once(Store, long, String, Consumer, Store.Work)}, with nothing to be looked at.
    public Result once(Store store, long tid, String body, Store.Work<Writing, Result> work)
        throws StoreException, InterruptedException {
      return once(store, tid, body, _ -> {}, work);
    }

    /// @param tid the caller, proven; {@link #STRANGER} if nobody knows
    /// @param body of the request
    /// @param gate looks, in the transaction, whether this caller may ask at all; before the first
    ///   answer as before one that is said again
    /// @param work what the call does, if it was not done before
    /// @return what the work answered, now or the first time
    /// @throws RefusedException 409 if a call with this key is in hand, or what it answered is
    ///   shown once; 422 if the key was used for something else; what gate and work throw
    public Result once(
        Store store,
        long tid,
        String body,
        Consumer<Writing> gate,
        Store.Work<Writing, Result> work)
        throws StoreException, InterruptedException {
      isUsed = true;
      if (key.isEmpty()) {
        return store.write(records -> {
          gate.accept(records);
          return work.on(records);
        });
      }
      var call = call(tid, fingerprints.apply(body));
      if (!inHand.add(call.name())) {
        throw new RefusedException(
            409, "a call with this Idempotency-Key is in hand; ask again when it is over");
      }
      try {
        return store.write(records -> {
          gate.accept(records);
          return answer(records, call, work);
        });
      } finally {
        inHand.remove(call.name());
      }
    }

    /// Two strangers may choose the same key: each has it for one body.
    private Call call(long tid, String fingerprint) {
      var own = tid == STRANGER ? key + " " + fingerprint : key;
      return new Call(tid, place, own, fingerprint);
    }

    private Result answer(Writing records, Call call, Store.Work<Writing, Result> work) {
      var now = clock.instant();
      var oldest = now.minus(KEPT).getEpochSecond();
      var earlier = records.people().answerTo(call.tid(), call.place(), call.key());
      if (earlier.isPresent() && earlier.get().at() > oldest) {
        isRepeated = true;
        return again(earlier.get(), call);
      }
      var result = work.on(records);
      var kept = result.kept(call.fingerprint(), now.getEpochSecond());
      records.people().keep(call.tid(), call.place(), call.key(), kept, oldest, MOST_KEPT);
      return result;
    }

    private static Result again(KeptAnswer earlier, Call call) {
      if (!earlier.fingerprint().equals(call.fingerprint())) {
        throw new RefusedException(
            422, "this Idempotency-Key was used with another body; use a new one for each wish");
      }
      if (earlier.status() == SHOWN_ONCE) {
        throw new RefusedException(SHOWN_ONCE, earlier.text());
      }
      return Result.of(earlier.status(), earlier.text());
    }

    /// @return whether the work was done before
    public boolean isRepeated() {
      return isRepeated;
    }

    /// @return whether the handler asked what to do
    public boolean isUsed() {
      return isUsed;
    }
  }

  /// @param fingerprint of its body
  private record Call(long tid, String place, String key, String fingerprint) {

    String name() {
      return tid + " " + place + " " + key;
    }
  }

  /// @return the call, nothing of it done
  /// @throws RefusedException 400 if the key is none or the path is too long for one
  public Attempt of(WebRequest request) {
    var header = request.header(HEADER).orElse("").strip();
    var place = request.method() + " " + request.path();
    if (header.isEmpty()) {
      return new Attempt(place, "");
    }
    var key = KEY.matcher(header);
    if (!key.matches()) {
      throw new RefusedException(
          400, "Idempotency-Key must be 1 to 255 visible characters of ASCII, in quotes");
    }
    if (place.length() > LONGEST_PLACE) {
      throw new RefusedException(
          400,
          "the path has %d characters; with an Idempotency-Key it and the method must have at most %d"
              .formatted(request.path().length(), LONGEST_PLACE));
    }
    return new Attempt(place, key.group(1));
  }
}
