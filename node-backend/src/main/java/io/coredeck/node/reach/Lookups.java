package io.coredeck.node.reach;

import io.coredeck.node.turn.Places;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of names, within a limit: who owns a name also owns how long its server
/// takes to answer, and the system's own lookup cannot be broken off. Hence threads of their own,
/// few for each tenant.
final class Lookups implements AutoCloseable {

  /// How long a caller waits, for a place and for the answer.
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final int MOST = 32;
  private static final int MOST_EACH = 4;

  private final Reach.Names names;
  private final Places places = new Places(MOST, MOST_EACH);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("reach-lookup-", 0).daemon().factory());

  /// A name was not found, but may be there.
  static final class LookupException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    LookupException(String message) {
      super(message);
    }
  }

  Lookups(Reach.Names names) {
    this.names = names;
  }

  /// @throws UnknownHostException if the name has no address
  /// @throws LookupException if that is not known in time
  List<InetAddress> all(String host, long tenant) throws IOException, InterruptedException {
    var place = places.take(tenant, LIMIT);
    if (place.isEmpty()) {
      throw new LookupException(
          "too many host names of yours are being looked up; try again when name servers answer");
    }
    var answer =
        threads.submit(() -> {
          try (var _ = place.get()) {
            return List.of(names.all(host));
          }
        });
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new UnknownHostException("its host name is unknown");
    } catch (TimeoutException _) {
      throw new LookupException(
          "its host name was not found within %d seconds".formatted(LIMIT.toSeconds()));
    }
  }

  /// Lets go of lookups under way.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
