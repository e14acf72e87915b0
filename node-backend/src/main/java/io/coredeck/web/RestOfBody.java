package io.coredeck.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpMethod;
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

  /// Room for those of a server. Safe for many threads.
  static final class Places {

    /// Answers that wait; each holds up to 64 KiB that {@link AnswerBudget} does not count. Of
    /// more, those go out at once.
    private static final int MOST = 256;

    private final Semaphore free = new Semaphore(MOST);
    private final Duration longest;

    /// @param longest how long is waited for a body
    Places(Duration longest) {
      this.longest = longest;
    }

    /// Waits for a body of usual size where there may be one: nobody honest sends one with GET.
    ///
    /// @param then called once, when all has come, no more comes, or the time is over
    void discard(Request request, Runnable then) {
      var length = request.getLength();
      var isUsual = length > 0 && length <= WebRequest.BODY_LIMIT;
      if (isUsual && !isOfReading(request) && free.tryAcquire()) {
        RestOfBody.discard(
            request,
            longest,
            () -> {
              free.release();
              then.run();
            });
      } else {
        then.run();
      }
    }

    private static boolean isOfReading(Request request) {
      return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }
  }

  private static void discard(Request request, Duration longest, Runnable then) {
    var rest = new RestOfBody(request, then);
    if (rest.isRead()) {
      then.run();
      return;
    }
    var parts = request.getComponents();
    var executor = parts.getExecutor(); // all time limits of the server have one thread together
    var end =
        parts
            .getScheduler()
            .schedule(() -> executor.execute(rest::end), longest.toMillis(), TimeUnit.MILLISECONDS);
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
