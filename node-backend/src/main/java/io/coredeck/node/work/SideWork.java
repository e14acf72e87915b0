package io.coredeck.node.work;

import io.coredeck.node.work.check.RefusedWorkloadException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A part of some work that is done beside the rest of it, on a thread of its own.
final class SideWork<T> implements AutoCloseable {

  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private final Future<T> result;

  private SideWork(Callable<T> work) {
    this.result = thread.submit(work);
  }

  /// @param work throws only what {@link #result} does
  static <T> SideWork<T> begin(Callable<T> work) {
    return new SideWork<>(work);
  }

  /// Waits for its end.
  ///
  /// @throws RefusedWorkloadException as it comes from the work, as the others
  T result() throws RefusedWorkloadException, IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RefusedWorkloadException refused -> throw refused;
        case IOException failed -> throw failed;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException fault -> throw fault;
        case null, default ->
            throw new IllegalStateException("a part failed that cannot fail like that", e);
      }
    }
  }

  /// Interrupts it if its result is not wanted any more. When this returns, nothing of it goes on.
  @Override
  public void close() {
    result.cancel(true);
    thread.close();
  }
}
