package io.coredeck.corex.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What one process printed last, and everybody who watches.
///
/// The process is told to pause only while every viewer is far behind, and not for viewers that
/// take nothing for a while; those are moved forward when they come back. So the fastest viewer
/// sets the pace and misses nothing, and a slower one holds up nobody: it misses what it could not
/// take in time, and is told so. Safe for use by several threads.
final class Broadcast {

  /// The process pauses when every viewer is further behind than this, and goes on below the half.
  private static final int LAG_LIMIT = ManagedProcess.KEPT / 2;

  private final ScheduledExecutorService clock;
  private final Duration stallLimit;
  private final Runnable resume;
  private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();

  // Guarded by lock.
  private final Scrollback output = new Scrollback(ManagedProcess.KEPT);
  private WindowSize size;
  private boolean ended;
  private boolean paused;
  private long taken;

  /// @param clock runs what has to happen later
  /// @param stallLimit how long viewers may hold up the process without taking anything
  /// @param resume lets the process print again; must not block
  Broadcast(WindowSize size, ScheduledExecutorService clock, Duration stallLimit, Runnable resume) {
    this.size = size;
    this.clock = clock;
    this.stallLimit = stallLimit;
    this.resume = resume;
  }

  /// Adds output and tells the viewers.
  ///
  /// @return whether the process may print more at once
  boolean append(byte[] buffer, int length) {
    synchronized (lock) {
      output.append(buffer, length);
    }
    wake();
    synchronized (lock) {
      paused = !hasRoom();
      if (paused) {
        checkLater();
      }
      return !paused;
    }
  }

  void resize(WindowSize wanted) {
    synchronized (lock) {
      size = wanted;
    }
    wake();
  }

  /// No output comes any more.
  void end() {
    synchronized (lock) {
      ended = true;
      trimAfterEnd();
    }
    wake();
  }

  WindowSize size() {
    synchronized (lock) {
      return size;
    }
  }

  int viewers() {
    return attachments.size();
  }

  int keptBytes() {
    synchronized (lock) {
      return output.size();
    }
  }

  void forget() {
    synchronized (lock) {
      output.trim(0);
    }
  }

  /// @return the newest bytes, from a whole character on, and up to one until the end
  byte[] last(int count) {
    synchronized (lock) {
      var from = output.startOfLast(count);
      var to = Math.max(from, ended ? output.end() : output.endOfCharacters());
      var bytes = new byte[(int) (to - from)];
      output.copy(from, bytes, 0, bytes.length);
      return bytes;
    }
  }

  Attachment attach(Attachment.Viewer viewer, int replay, OptionalLong position) {
    synchronized (lock) {
      var added = new Attachment(this, viewer, replay, position.orElse(-1), output);
      attachments.add(added);
      return added;
    }
  }

  Attachment.Step next(Attachment viewer, int room) {
    Attachment.Step step;
    var resumes = false;
    synchronized (lock) {
      step = viewer.step(output, size, room);
      if (step instanceof Attachment.Nothing && ended && viewer.tellsEnd(output)) {
        step = new Attachment.Ended();
      }
      if (step instanceof Attachment.Output || step instanceof Attachment.Jump) {
        taken++;
        viewer.markStalled(false);
        resumes = paused && viewer.isWaitedFor() && viewer.lag(output) <= LAG_LIMIT / 2;
        paused &= !resumes;
      }
    }
    if (resumes) {
      resume.run();
    }
    return step;
  }

  void goLive(Attachment viewer) {
    synchronized (lock) {
      viewer.markLive();
    }
  }

  void detach(Attachment viewer) {
    var resumes = false;
    synchronized (lock) {
      viewer.markClosed();
      attachments.remove(viewer);
      resumes = paused && hasRoom();
      paused &= !resumes;
      trimAfterEnd();
    }
    if (resumes) {
      resume.run();
    }
  }

  private void wake() {
    for (var attachment : attachments) {
      attachment.wake();
    }
  }

  private boolean hasRoom() {
    var anybody = false;
    for (var attachment : attachments) {
      if (attachment.isWaitedFor()) {
        anybody = true;
        if (attachment.lag(output) <= LAG_LIMIT) {
          return true;
        }
      }
    }
    return !anybody;
  }

  private void checkLater() {
    var before = taken;
    var _ =
        clock.schedule(() -> giveUpOnStalled(before), stallLimit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Viewers that took nothing since the process was paused are not waited for any more.
  private void giveUpOnStalled(long takenBefore) {
    synchronized (lock) {
      if (!paused) {
        return;
      }
      if (taken == takenBefore) {
        attachments.forEach(attachment -> attachment.markStalled(true));
      }
      if (!hasRoom()) {
        checkLater();
        return;
      }
      paused = false;
    }
    resume.run();
  }

  private void trimAfterEnd() {
    if (ended && attachments.isEmpty() && output.size() > ManagedProcess.REPLAY) {
      output.trim(ManagedProcess.REPLAY);
    }
  }
}
