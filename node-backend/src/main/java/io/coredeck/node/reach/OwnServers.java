package io.coredeck.node.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Addresses of the few hosts that settings of this node name: the explorer, Redis.
///
/// The system's lookup holds its thread for as long as name servers do not answer, so each has a
/// thread of its own, one at a time for a host, and whoever asks waits {@link #LIMIT} at most from
/// its begin. An answer holds for {@link #KEPT}; where there is none, the last one does.
///
/// Safe for several threads.
public final class OwnServers {
  /// How long an answer is waited for.
  static final Duration LIMIT = Duration.ofSeconds(5);

  /// How long an answer is used before it is asked for again, also that there is none.
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final OwnServers SYSTEM = new OwnServers(InetAddress::getAllByName, LIMIT, KEPT);

  private final Reach.Names names;
  private final Duration limit;
  private final Duration kept;
  private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();

  /// @param begun of {@link System#nanoTime()}
  /// @param before what was found earlier; empty if nothing was
  private record Lookup(
      long begun, CompletableFuture<List<InetAddress>> answer, List<InetAddress> before) {

    private List<InetAddress> last() {
      return answer.isDone() && !answer.isCompletedExceptionally() ? answer.join() : before;
    }
  }

  OwnServers(Reach.Names names, Duration limit, Duration kept) {
    this.names = names;
    this.limit = limit;
    this.kept = kept;
  }

  /// @return those of this program
  public static OwnServers ofSystem() {
    return SYSTEM;
  }

  /// @param host name or address, of the settings: each is remembered
  /// @return its addresses, one or more
  /// @throws UnknownHostException if none is known in time
  public List<InetAddress> addresses(String host)
      throws UnknownHostException, InterruptedException {
    var lookup = lookups.compute(host, this::current);
    var left = lookup.begun() + limit.toNanos() - System.nanoTime();
    try {
      return lookup.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      if (lookup.before().isEmpty()) {
        var unknown = new UnknownHostException(host + ": no name server tells its address");
        unknown.initCause(e);
        throw unknown;
      }
      return lookup.before();
    }
  }

  private Lookup current(String host, @Nullable Lookup last) {
    var now = System.nanoTime();
    if (last != null && (!last.answer().isDone() || now - last.begun() < kept.toNanos())) {
      return last;
    }
    var answer = new CompletableFuture<List<InetAddress>>();
    var _ = Thread.ofPlatform().daemon().name("own-server-lookup").start(() -> find(host, answer));
    return new Lookup(now, answer, last == null ? List.of() : last.last());
  }

  private void find(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      answer.complete(List.of(names.all(host)));
    } catch (UnknownHostException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
