package io.coredeck.dashboard.grid;

import io.coredeck.sdk.GridException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Threads that ask the explorer again and again, each for something else. After a failure a thread
/// waits, each time longer, but not any longer once the explorer has answered another one again.
final class Followers implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Followers.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private int recoveries; // guarded by this

  /// What is asked for.
  interface Question {
    void ask() throws GridException, InterruptedException;
  }

  /// @param name of the thread
  /// @param failed told each failure, before the wait
  void start(String name, Question question, Consumer<GridException> failed) {
    var thread = Thread.ofVirtual().name(name).unstarted(() -> follow(question, failed));
    threads.add(thread);
    thread.start();
  }

  private void follow(Question question, Consumer<GridException> failed) {
    var pause = FIRST_PAUSE;
    try {
      while (!haveEnded()) {
        try {
          question.ask();
          pause = FIRST_PAUSE;
        } catch (GridException e) {
          failed.accept(e);
          awaitRecovery(pause);
          var doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitRecovery(Duration pause) throws InterruptedException {
    var before = recoveries;
    var end = System.nanoTime() + pause.toNanos();
    while (recoveries == before && !haveEnded() && end > System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }

  /// One that had failed has got an answer.
  synchronized void recovered() {
    recoveries++;
    notifyAll();
  }

  /// Waits between two questions; not any longer when all are to end.
  void pause(Duration time) throws InterruptedException {
    var _ = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean haveEnded() {
    return ended.getCount() == 0;
  }

  /// Has nothing asked for any more; questions under way go on.
  void end() {
    ended.countDown();
  }

  /// Interrupts questions under way and waits for the threads, 5 seconds for each.
  @Override
  public void close() {
    end();
    for (var thread : threads) {
      thread.interrupt();
      try {
        if (!thread.join(STOP_LIMIT)) {
          LOG.log(Level.WARNING, "{0} does not stop", thread.getName());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
