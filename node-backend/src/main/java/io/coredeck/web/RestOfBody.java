package io.coredeck.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler.Task;

/// Throws away what a handler has left of a body, before the answer is written: a caller that is
/// cut off while it still sends may never see the answer.
///
/// Jetty's `consumeAvailable` is not asked whether all is there: if it is not, it gives up the
/// rest.
final class RestOfBody {
  private final Request request;
  private final Runnable then;

  // Guarded by this.
  private boolean isOver;

  private RestOfBody(Request request, Runnable then) {
    this.request = request;
    this.then = then;
  }

  /// @param longest no longer than this
  /// @param then called once, when all has come, no more comes, or the time is over
  static void discard(Request request, Duration longest, Runnable then) {
    var rest = new RestOfBody(request, then);
    if (rest.isRead()) {
      then.run();
      return;
    }
    var scheduler = request.getComponents().getScheduler();
    var end = scheduler.schedule(rest::end, longest.toMillis(), TimeUnit.MILLISECONDS);
    request.demand(() -> rest.goOn(end));
  }

  private void goOn(Task end) {
    if (isRead()) {
      end.cancel();
      end();
    } else if (!isOver()) {
      request.demand(() -> goOn(end));
    }
  }

  /// @return whether there is nothing more to read
  private synchronized boolean isRead() {
    while (!isOver) {
      var chunk = request.read();
      if (chunk == null) {
        return false;
      }
      chunk.release();
      if (chunk.isLast()) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean isOver() {
    return isOver;
  }

  private void end() {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
    }
    then.run();
  }
}
