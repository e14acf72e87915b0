package io.coredeck.dashboard.signin;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends every session when its time is over, also those that open pages keep busy.
public final class SessionLimit implements AutoCloseable {

  private final Duration longest;
  private final ScheduledThreadPoolExecutor ending =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("session-limit").factory());

  private SessionLimit(Duration longest) {
    this.longest = longest;
    ending.setRemoveOnCancelPolicy(true); // who signs out is forgotten at once
  }

  /// @param longest after this the password is asked for again, however busy a person is
  public static SessionLimit start(Duration longest) {
    return new SessionLimit(longest);
  }

  Duration longest() {
    return longest;
  }

  /// @param until when it ends
  /// @return cancel it when the session ends before
  Future<?> begin(HttpSession session, Instant until) {
    var left = Duration.between(Instant.now(), until);
    return ending.schedule(() -> end(session), left.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void end(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException _) {
      // It has ended in this very moment.
    }
  }

  @Override
  public void close() {
    ending.shutdownNow();
  }
}
