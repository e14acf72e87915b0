package io.coredeck.explorer.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.Reading.KeptAnswer;
import io.coredeck.explorer.store.Writing;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Lets a creation be asked for again without a second one: a call with the header
/// `Idempotency-Key` that was answered before gets that answer, and does nothing. Safe for many
/// threads.
///
/// The answer is kept in the transaction that creates, so this holds over a crash and for all
/// explorers of a database. Source: draft-ietf-httpapi-idempotency-key-header-07.
public final class Repeats {

  /// How long an answer is kept.
  public static final Duration KEPT = Duration.ofHours(24);

  /// Answers kept of all callers; of more, the oldest go.
  static final int MOST_KEPT = 100_000;

  private static final String HEADER = "idempotency-key";

  /// A string of structured fields (RFC 9651), or the same without its quotes.
  private static final Pattern KEY =
      Pattern.compile("\"?([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"?");

  private final InstantSource clock;

  /// Calls in hand that carry a key.
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  public Repeats(InstantSource clock) {
    this.clock = clock;
  }

  /// A call that may be one made again.
  public final class Attempt implements AutoCloseable {
    private final long tid;
    private final String place;
    private final String key;
    private final String fingerprint;
    private boolean isRepeated;

    private Attempt(long tid, String place, String key, String fingerprint) {
      this.tid = tid;
      this.place = place;
      this.key = key;
      this.fingerprint = fingerprint;
    }

    private String name() {
      return tid + " " + place + " " + key;
    }

    /// @param work what the call does, if it was not done before
    /// @return what the work answered, now or the first time
    /// @throws RefusedException 422 if the key was used for something else
    public Answer once(Writing records, Supplier<Result> work) {
      if (key.isEmpty()) {
        return work.get().answer();
      }
      var now = clock.instant();
      var earlier =
          records
              .people()
              .answerTo(tid, place, key)
              .filter(kept -> kept.at() > now.minus(KEPT).getEpochSecond());
      if (earlier.isPresent()) {
        if (!earlier.get().fingerprint().equals(fingerprint)) {
          throw new RefusedException(
              422, "this Idempotency-Key was used with another body; use a new one for each wish");
        }
        isRepeated = true;
        return Answer.json(earlier.get().status(), earlier.get().text());
      }
      var result = work.get();
      records
          .people()
          .keep(
              tid,
              place,
              key,
              new KeptAnswer(fingerprint, result.status(), result.text(), now.getEpochSecond()),
              now.minus(KEPT).getEpochSecond(),
              MOST_KEPT);
      return result.answer();
    }

    /// @return whether the work was done before
    public boolean isRepeated() {
      return isRepeated;
    }

    @Override
    public void close() {
      inHand.remove(name());
    }
  }

  /// What a call that creates answers.
  ///
  /// @param text JSON
  public record Result(int status, String text) {
    Answer answer() {
      return Answer.json(status, text);
    }
  }

  /// @param tid the caller, proven
  /// @param body of the request
  /// @return the call, to be closed when it is over
  /// @throws RefusedException 400 if the key is none, 409 if a call with it is in hand
  public Attempt begin(WebRequest request, long tid, String body) {
    var header = request.header(HEADER).orElse("").strip();
    var place = request.method() + " " + request.target();
    if (header.isEmpty()) {
      return new Attempt(tid, place, "", "");
    }
    var key = KEY.matcher(header);
    if (!key.matches()) {
      throw new RefusedException(
          400, "Idempotency-Key must be 1 to 255 visible characters of ASCII, in quotes");
    }
    var attempt = new Attempt(tid, place, key.group(1), fingerprint(body));
    if (!inHand.add(attempt.name())) {
      throw new RefusedException(
          409, "a call with this Idempotency-Key is in hand; ask again when it is over");
    }
    return attempt;
  }

  private static String fingerprint(String body) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
