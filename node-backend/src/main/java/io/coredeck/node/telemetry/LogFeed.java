package io.coredeck.node.telemetry;

import io.coredeck.model.rule.RedisRefusal;
import io.coredeck.node.telemetry.log.LogReader;
import io.coredeck.node.telemetry.log.Position;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.redis.Flight;
import io.coredeck.node.telemetry.redis.LineTarget;
import io.coredeck.node.telemetry.redis.Link;
import io.coredeck.node.telemetry.redis.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One log on its way to one place: reads on from where the place has everything, sends, and moves
/// on when the server has answered.
///
/// Up to {@value #MOST_BATCHES} batches are under way at once; that is all it keeps in memory. What
/// has no answer when a connection breaks is sent again afterwards: the server may have had it, so
/// those lines, and no others, can arrive twice (in the platform's stream they cannot). A server
/// that refuses single lines, because it is full or wants a password, gets them again later, with
/// the lines behind them.
///
/// After any trouble it begins anew with one line and doubles with each success, so a server that
/// does not answer costs no memory.
///
/// Used by one thread; only the counters may be read by others.
final class LogFeed {

  /// How many batches may be under way.
  static final int MOST_BATCHES = 4;

  /// How many lines are sent together.
  static final int BATCH_LINES = 1024;

  private static final int FIRST_LINES = 64;
  private static final int MOST_LINES = MOST_BATCHES * BATCH_LINES;
  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

  private final Place place;
  private final Link link;
  private final LineTarget target;
  private final LogReader reader;
  private final Runnable wake;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private Position committed;
  private int skip;
  private boolean prepared;
  private int allowance = FIRST_LINES;
  private int underWay;
  private long pause = FIRST_PAUSE;
  private long resumeAt = System.nanoTime();
  private final AtomicLong delivered;
  private final AtomicLong lost;
  private volatile String refusal = "";

  /// Where a feed goes.
  ///
  /// @param name what it is remembered by; unique within a container
  /// @param kind what goes there
  /// @param shown for people, without password
  record Place(String name, EndpointHealth.Kind kind, String shown) {}

  /// What must be remembered of a feed to go on after a restart.
  ///
  /// @param position before it, the place has everything
  /// @param skip how many lines behind it the place has too
  /// @param delivered as in {@link EndpointHealth}
  /// @param lost as in {@link EndpointHealth}
  /// @param prepared whether the place is ready for the first line
  record State(Position position, int skip, long delivered, long lost, boolean prepared) {

    static final State NEW = new State(Position.START, 0, 0, 0, false);

    String encode() {
      return "%s %d %d %d %b".formatted(position.encode(), skip, delivered, lost, prepared);
    }

    /// @throws IllegalArgumentException if it is not what {@link #encode()} wrote
    static State decode(List<String> words) {
      if (words.size() != Position.WORDS + 4) {
        throw new IllegalArgumentException("feed has %d words".formatted(words.size()));
      }
      var rest = words.subList(Position.WORDS, words.size());
      return new State(
          Position.decode(words.subList(0, Position.WORDS)),
          Integer.parseInt(rest.get(0)),
          Long.parseLong(rest.get(1)),
          Long.parseLong(rest.get(2)),
          Boolean.parseBoolean(rest.get(3)));
    }
  }

  /// A batch under way.
  ///
  /// @param end how far everything has come when it has landed
  /// @param ofLines whether it is lines, not the place's preparation
  private record Batch(Flight flight, Position end, boolean ofLines) {
    int delivered(int accepted) {
      return ofLines ? accepted - flight.already() : 0;
    }
  }

  LogFeed(Place place, Link link, LineTarget target, LogReader reader, State state, Runnable wake) {
    this.place = place;
    this.link = link;
    this.target = target;
    this.reader = reader;
    this.wake = wake;
    this.committed = state.position();
    this.skip = state.skip();
    this.delivered = new AtomicLong(state.delivered());
    this.lost = new AtomicLong(state.lost());
    this.prepared = state.prepared() || target.preparation().isEmpty();
    reader.seek(committed);
  }

  String name() {
    return place.name();
  }

  Link link() {
    return link;
  }

  LogReader reader() {
    return reader;
  }

  /// Does what can be done now without waiting.
  ///
  /// @param now of {@link System#nanoTime()}
  /// @return whether anything was done
  boolean step(long now) throws IOException {
    var moved = settle(now);
    if (!link.isUp() || now - resumeAt < 0) {
      return moved;
    }
    if (!prepared) {
      return prepare() || moved;
    }
    if (batches.size() >= MOST_BATCHES || underWay >= allowance) {
      return moved;
    }
    var wanted = Math.min(BATCH_LINES, allowance - underWay);
    var batch = reader.read(Math.max(wanted, skip));
    batch.ifPresent(this::send);
    return moved || batch.isPresent();
  }

  /// A new log begins with whatever the place needs before its first line, alone.
  private boolean prepare() {
    if (!batches.isEmpty()) {
      return false;
    }
    var flight = new Flight(1, 0, target::isRepetition, wake);
    batches.add(new Batch(flight, committed, false));
    target.preparation().ifPresent(words -> link.prepare(List.of(Request.of(words, flight))));
    return true;
  }

  private void send(LogReader.Batch read) {
    var lines = read.lines();
    var already = Math.min(skip, lines.size());
    skip -= already;
    if (already == lines.size() && batches.isEmpty()) {
      committed = read.end(); // nothing in it for this place
      return;
    }
    var flight = new Flight(lines.size(), already, target::isRepetition, wake);
    batches.add(new Batch(flight, read.end(), true));
    underWay += lines.size();
    if (!lines.isEmpty()) {
      link.prepare(target.requests(lines.subList(already, lines.size()), flight));
    }
  }

  private boolean settle(long now) {
    var moved = false;
    for (var first = batches.peek(); first != null; first = batches.peek()) {
      var flight = first.flight();
      if (!flight.failure().isEmpty()) {
        rewind(first);
        refusal = flight.isRefused() ? RedisRefusal.words(flight.failure()) : "";
        if (flight.isRefused()) {
          resumeAt = now + pause;
          pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
        return true;
      }
      if (!flight.hasLanded()) {
        return moved;
      }
      land(batches.remove());
      moved = true;
    }
    return moved;
  }

  private void land(Batch first) {
    underWay -= first.ofLines() ? first.flight().size() : 0;
    committed = first.end();
    delivered.addAndGet(first.delivered(first.flight().accepted()));
    prepared = true;
    allowance = Math.min(allowance * 2, MOST_LINES);
    pause = FIRST_PAUSE;
    refusal = "";
  }

  private void rewind(Batch first) {
    delivered.addAndGet(first.delivered(first.flight().accepted()));
    skip = first.ofLines() ? first.flight().accepted() : skip;
    batches.clear();
    underWay = 0;
    allowance = 1;
    reader.seek(committed);
  }

  /// Gives up the lines up to the end of a segment because its file must go.
  ///
  /// @param segment a finished one
  /// @return how many lines are lost for this place
  long giveUp(long segment) throws IOException {
    if (!batches.isEmpty()) {
      rewind(batches.getFirst());
    }
    var passed = Math.max(0, reader.skip(segment) - skip);
    skip = 0;
    committed = reader.position();
    lost.addAndGet(passed);
    return passed;
  }

  /// Takes the answers that have come; sends nothing.
  ///
  /// @return whether nothing is under way
  boolean hasLanded(long now) {
    settle(now);
    return batches.isEmpty();
  }

  /// @return number of the oldest segment it may still need
  long reading() {
    return committed.segment();
  }

  /// @return whether the place has everything
  boolean isDone() {
    return batches.isEmpty() && reader.isAtEnd();
  }

  /// @return whether nothing can be sent at the moment
  boolean isStuck() {
    return !link.isUp() || !refusal.isEmpty();
  }

  /// @return what to remember; right even if nothing more is ever heard of what is under way
  State state() {
    var first = batches.peek();
    if (first == null || !first.ofLines()) {
      return new State(committed, skip, delivered.get(), lost.get(), prepared);
    }
    var accepted = first.flight().accepted();
    var counted = delivered.get() + first.delivered(accepted);
    return new State(committed, accepted, counted, lost.get(), prepared);
  }

  /// @return how many lines the place took
  long delivered() {
    return delivered.get();
  }

  EndpointHealth health() {
    var trouble = link.isUp() ? refusal : link.trouble();
    return new EndpointHealth(place.kind(), place.shown(), delivered.get(), lost.get(), trouble);
  }
}
