package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.Memory;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What is the same for all processes.
///
/// @param clock runs what has to happen later and takes no time
/// @param later runs what takes time
/// @param output what their outputs have in common
/// @param history what is kept of what scrolls away, unless a process wants something else
record Surroundings(
    Pty.Starter starter,
    ScheduledExecutorService clock,
    Executor later,
    Broadcast.Surroundings output,
    Memory.History history,
    Owner owner) {
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

  /// Who is told about a process.
  interface Owner {

    /// Before a process that is not active becomes so.
    void admit() throws Processes.TooManyException;

    /// An active process is not active any more.
    void over();

    /// State, size or viewers of a process are others.
    void changed(ManagedProcess process);
  }

  static ScheduledThreadPoolExecutor newClock(String name) {
    var clock =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name(name).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /// A thread for what has to be started without anybody waiting; there only when it is needed.
  static ThreadPoolExecutor newLater() {
    var later =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_LIMIT.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(Processes.KEPT_LIMIT), // a process waits for one start
            Thread.ofPlatform().name("corex-again").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    later.allowCoreThreadTimeOut(true);
    return later;
  }
}
