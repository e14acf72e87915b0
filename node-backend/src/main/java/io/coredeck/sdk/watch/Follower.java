package io.coredeck.sdk.watch;

import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.ExplorerCalls.Answer;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Follows one container on a thread of its own, and comes back where the line breaks.
///
/// @param <T> what is told of it
final class Follower<T> implements EventText.Taker {

  /// Explorers say something every ten seconds.
  private static final Duration SILENCE = Duration.ofSeconds(45);

  /// How long who once followed tries to come back.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TOO_MANY = 429;
  private static final int NOT_IMPLEMENTED = 501;

  private final ExplorerCalls calls;
  private final Question<T> question;
  private final Watch<T> watch;
  private final Thread thread;

  private String last = "";
  private boolean hasBegun;

  /// Whether the stream that is open now, or was last, told something.
  private boolean hasNews;

  private boolean isPast;
  private boolean isOver;
  private volatile long heard = System.nanoTime();

  /// @param what `logs` or `stats`
  /// @param read what the data of an event means
  record Question<T>(
      long workload, String what, long tail, boolean follow, Function<String, T> read) {}

  Follower(ExplorerCalls calls, Question<T> question, Watch<T> watch) {
    this.calls = calls;
    this.question = question;
    this.watch = watch;
    this.thread =
        Thread.ofVirtual()
            .name(question.what() + " of " + question.workload())
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      var since = System.nanoTime();
      while (!isOver && !watch.isClosed()) {
        hasNews = false;
        var trouble = follow();
        if (hasNews) {
          since = System.nanoTime();
        }
        if (trouble.isPresent() && !isOver) {
          giveUpIf(trouble.get(), System.nanoTime() - since > PATIENCE.toNanos());
          Thread.sleep(PAUSE);
        }
      }
      watch.ended(Optional.empty());
    } catch (InterruptedException _) {
      watch.ended(Optional.empty()); // closed
    } catch (IOException e) {
      watch.ended(Optional.of(e));
    }
  }

  /// @return why it broke off; empty if the explorer ended it and has more
  private Optional<GridException> follow() throws IOException, InterruptedException {
    heard = System.nanoTime();
    try {
      calls.copy(path(), new EventText(this));
      return hasNews ? Optional.empty() : Optional.of(nothing("it ended without a word"));
    } catch (GridException e) {
      var _ = Thread.interrupted(); // it may be that which broke it off
      return Optional.of(e);
    } catch (InterruptedException | InterruptedIOException e) {
      if (watch.isClosed()) {
        throw new InterruptedException(e.getMessage());
      }
      return Optional.of(nothing("it was silent"));
    }
  }

  private static GridException nothing(String why) {
    return GridException.within(GridException.NO_ANSWER, why);
  }

  private void giveUpIf(GridException trouble, boolean isLate) throws GridException {
    if (isLate || !hasBegun || !isPassing(trouble)) {
      throw trouble;
    }
  }

  private static boolean isPassing(GridException trouble) {
    return trouble.status() != NOT_IMPLEMENTED
        && (trouble.isUnsure() || trouble.status() == TOO_MANY);
  }

  private String path() {
    var path =
        "/reservations/workloads/%d/%s?follow=%s"
            .formatted(question.workload(), question.what(), question.follow());
    return path + (last.isEmpty() ? "&tail=" + question.tail() : "&after=" + last);
  }

  @Override
  public void heard() {
    heard = System.nanoTime();
  }

  @Override
  public void take(String id, String name, String data) throws IOException {
    switch (name) {
      case "line", "sample" -> {
        put(new Seen.One<>(question.workload(), read(data, question.read())));
        last = id;
      }
      case "past" -> {
        if (!isPast) {
          isPast = true;
          put(new Seen.Past<>(question.workload()));
        }
        isOver = !question.follow();
      }
      case "deleted" -> {
        isOver = true;
        put(new Seen.Deleted<>(question.workload()));
      }
      case "trouble" -> {
        var said = read(data, Json::tree);
        throw GridException.within(
            (int) said.member("status").integer(400, 599), said.member("error").text());
      }
      default -> {} // of a later explorer
    }
    hasBegun = true;
    hasNews = true;
  }

  private <R> R read(String data, Function<String, R> read) throws GridException {
    return calls.read(new Answer(data, _ -> OptionalLong.empty(), _ -> Optional.empty()), read);
  }

  /// Waits until there is a place: an explorer is read no further than whoever watches reads.
  private void put(Seen<T> seen) throws InterruptedIOException {
    try {
      watch.put(seen);
    } catch (InterruptedException _) {
      throw new InterruptedIOException("closed");
    }
    heard = System.nanoTime();
  }

  /// For who waits in vain: a line that is dead without an end is broken off, and tried again.
  void wakeIfSilent() {
    if (System.nanoTime() - heard > SILENCE.toNanos()) {
      heard = System.nanoTime();
      thread.interrupt();
    }
  }

  void stop() {
    thread.interrupt();
  }
}
