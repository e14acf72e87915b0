package io.coredeck.node.image;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Does a thing once for all who want it at the same time.
///
/// The first does it, the others wait for the outcome. If the first is interrupted, the next one
/// takes over. With {@link #runOrTry} it does so, too, if the first fails.
final class SingleFlight<K, V> {
  private final ConcurrentHashMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /// What is done.
  interface Job<V> {
    V run() throws IOException, InterruptedException;
  }

  /// @return what this job or the one of somebody before made
  /// @throws IOException if it failed
  V run(K key, Job<V> job) throws IOException, InterruptedException {
    return run(key, job, true);
  }

  /// For jobs that can fail for one and work out for another, as each asks elsewhere.
  ///
  /// @return what this job or the one of somebody before made
  /// @throws IOException if this job failed
  V runOrTry(K key, Job<V> job) throws IOException, InterruptedException {
    return run(key, job, false);
  }

  private V run(K key, Job<V> job, boolean failTogether) throws IOException, InterruptedException {
    while (true) {
      var mine = new CompletableFuture<V>();
      var other = flights.putIfAbsent(key, mine);
      if (other == null) {
        return fly(key, mine, job);
      }
      try {
        return other.get();
      } catch (ExecutionException e) {
        if (failTogether) {
          rethrowUnlessInterrupted(e.getCause());
        }
      }
    }
  }

  private V fly(K key, CompletableFuture<V> mine, Job<V> job)
      throws IOException, InterruptedException {
    try {
      var value = job.run();
      mine.complete(value);
      return value;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
    }
  }

  private static void rethrowUnlessInterrupted(@Nullable Throwable cause) throws IOException {
    switch (cause) {
      // not ours: somebody else has to do it
      case InterruptedException _ -> {}
      case ClosedByInterruptException _ -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case null, default -> throw new AssertionError("the one who did it failed", cause);
    }
  }
}
