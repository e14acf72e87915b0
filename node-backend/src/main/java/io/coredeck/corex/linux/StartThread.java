package io.coredeck.corex.linux;

import io.coredeck.corex.linux.spawn.TerminalSpawn;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.run.ExecFailedException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The thread that starts programs. They inherit its root, its blocked signals, which are none, and
/// for a moment its user. Before it starts the first of them, our environment and memory are closed
/// to them all.
final class StartThread implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StartThread.class.getName());

  /// Also what programs are called until they are executed. Linux shows 15 characters.
  private static final String NAME = "corex-start";

  private final Optional<OtherRoot> root;
  private final Runnable before;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name(NAME).daemon().factory());

  /// The thread that was made ready; only used by that thread.
  private @Nullable Thread ready;

  /// @param root of programs, if it is not that of CoreX
  /// @param before starts the threads that are needed; what the thread starts once it has the other
  ///   root would have that too
  StartThread(Optional<OtherRoot> root, Runnable before) {
    this.root = root;
    this.before = before;
  }

  private void prepare() {
    if (Thread.currentThread() == ready) {
      return;
    }
    Libc.closeMemory();
    Libc.unblockSignals();
    if (root.isPresent()) {
      before.run();
      TerminalSpawn.load(); // in another root it would not be found
      root.get().enter();
    }
    ready = Thread.currentThread();
  }

  /// Waits for what a task makes.
  ///
  /// @throws ExecutionException with what went wrong; with an {@link ExecFailedException} if it was
  ///   not begun or not waited for
  <T> T run(Callable<T> task) throws ExecutionException {
    try {
      return thread
          .submit(() -> {
            prepare();
            return task.call();
          })
          .get();
    } catch (RejectedExecutionException e) {
      throw new ExecutionException(new ExecFailedException("CoreX stops"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(new ExecFailedException("Interrupted system call"));
    }
  }

  /// Runs a task when the others are done, if CoreX does not stop.
  void later(Runnable task) {
    try {
      var _ =
          thread.submit(() -> {
            prepare();
            task.run();
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "CoreX stops", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
