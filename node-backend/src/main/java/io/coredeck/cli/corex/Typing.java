package io.coredeck.cli.corex;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What was typed and is not sent yet, of one person. One thread puts, another takes.
final class Typing {

  /// Bytes kept at most, beyond one piece.
  static final int MOST = 1 << 20;

  /// How long one who pastes more than that is held up, before it is refused.
  private static final Duration HOLD_LIMIT = Duration.ofSeconds(2);

  /// How long one who leaves waits for what was typed before.
  private static final Duration SENT_LIMIT = Duration.ofSeconds(1);

  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean isEnded;
  private boolean isRefusing;
  private boolean isOver;

  /// @param mayRefuse false to wait as long as it takes
  /// @return whether it was taken; false if there is no room
  synchronized boolean put(byte[] typed, boolean mayRefuse) throws InterruptedException {
    var end = System.nanoTime() + HOLD_LIMIT.toNanos();
    while (waiting.size() >= MOST && !isOver) {
      var left = end - System.nanoTime();
      if (mayRefuse && (isRefusing || left <= 0)) {
        isRefusing = true; // whatever comes now is not waited for
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, mayRefuse ? left : HOLD_LIMIT.toNanos());
    }
    isRefusing = false;
    if (!isOver) {
      waiting.writeBytes(typed);
      notifyAll();
    }
    return true;
  }

  /// Nothing more will be put.
  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  /// @return all there is, once there is something; nothing once that was the end
  synchronized byte[] take() throws InterruptedException {
    while (waiting.size() == 0 && !isEnded) {
      wait();
    }
    var all = waiting.toByteArray();
    waiting.reset();
    notifyAll();
    return all;
  }

  /// Nothing more will be taken.
  synchronized void over() {
    isOver = true;
    notifyAll();
  }

  /// Waits a little until all was sent.
  synchronized void awaitSent() throws InterruptedException {
    var end = System.nanoTime() + SENT_LIMIT.toNanos();
    for (var left = end - System.nanoTime(); left > 0 && !isOver; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
