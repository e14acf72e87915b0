package io.coredeck.sdk.zos;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Waits of one client that nobody waits for, each on a virtual thread of its own. Cancelling the
/// future, or closing the client, ends the wait.
final class Background implements AutoCloseable {

  private final Map<Thread, CompletableFuture<?>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// @param name of the thread
  <T> CompletableFuture<T> run(String name, Callable<T> work) {
    var future = new CompletableFuture<T>();
    var thread = Thread.ofVirtual().name(name).unstarted(() -> complete(future, work));
    running.put(thread, future);
    var _ =
        future.whenComplete((_, _) -> {
          running.remove(thread);
          thread.interrupt();
        });
    thread.start();
    if (closed) {
      future.cancel(true);
    }
    return future;
  }

  /// Whatever the work throws is told to who waits for it.
  private static <T> void complete(CompletableFuture<T> future, Callable<T> work) {
    try {
      future.complete(work.call());
    } catch (InterruptedException _) {
      future.completeExceptionally(new CancellationException("the wait was given up"));
    } catch (Throwable e) { // an error too: who waits would wait for ever
      future.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    running.values().forEach(future -> future.cancel(true));
  }
}
