package io.coredeck.corex.linux.system;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one thread that reads and writes all terminals and sees processes end.
///
/// Everything a program's terminal or pipes need beyond writing happens here.
public final class PtyLoop implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PtyLoop.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Epoll epoll = new Epoll();
  private final Map<Long, Source> sources = new HashMap<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>((a, b) -> Long.signum(a.due - b.due));
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closing;
  private long lastNumber;

  /// For reading; only used by the loop's thread. After so much another terminal has its turn.
  public final byte[] buffer;

  private record Source(int fd, Ready ready) {}

  private record Timer(long due, Runnable task) {}

  /// What is to be done when a descriptor is ready.
  public interface Ready {
    /// @param writable whether it can also be written
    void run(boolean writable);
  }

  /// @param piece bytes read at once, at most
  public PtyLoop(int piece) {
    buffer = new byte[piece];
    thread = Thread.ofPlatform().name("corex-pty").daemon().start(this::run);
  }

  /// Runs a task on the loop's thread, soon. May be called by any thread.
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
      epoll.wake();
    }
  }

  // The rest is called on the loop's thread.

  public void after(Duration pause, Runnable task) {
    timers.add(new Timer(System.nanoTime() + pause.toNanos(), task));
  }

  /// Watches a descriptor.
  ///
  /// @return its number, for {@link #change} and {@link #unwatch}
  public long watch(int fd, int interest, Ready ready) {
    var number = ++lastNumber;
    sources.put(number, new Source(fd, ready));
    epoll.add(fd, interest, number);
    return number;
  }

  public void change(long number, int interest) {
    var source = sources.get(number);
    if (source != null) {
      epoll.modify(source.fd, interest, number);
    }
  }

  public void unwatch(long number) {
    var source = sources.remove(number);
    if (source != null) {
      epoll.remove(source.fd);
    }
  }

  private void run() {
    while (!closing) {
      var count = epoll.await(untilNextTimer());
      woken.set(false);
      for (var i = 0; i < count; i++) {
        var source = sources.get(epoll.number(i));
        if (source != null) {
          var writable = epoll.isWritable(i);
          guarded(() -> source.ready.run(writable));
        }
      }
      runDueTimers();
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        guarded(task);
      }
    }
  }

  private Duration untilNextTimer() {
    var next = timers.peek();
    if (!tasks.isEmpty()) {
      return Duration.ZERO;
    }
    return next == null
        ? LONGEST_WAIT
        : Duration.ofNanos(Math.clamp(next.due - System.nanoTime(), 0L, LONGEST_WAIT.toNanos()));
  }

  private void runDueTimers() {
    for (var next = timers.peek();
        next != null && next.due - System.nanoTime() <= 0;
        next = timers.peek()) {
      timers.remove();
      guarded(next.task);
    }
  }

  /// One broken terminal must not stop the others.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a terminal failed", e);
    }
  }

  /// Stops the thread, within 2 seconds.
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    epoll.wake();
    try {
      if (thread.join(CLOSE_LIMIT)) {
        epoll.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
