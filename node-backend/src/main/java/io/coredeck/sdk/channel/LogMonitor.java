package io.coredeck.sdk.channel;

import io.coredeck.model.rule.Endpoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a container prints while this is open, in order within each stream.
///
/// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="logs"}
public final class LogMonitor implements AutoCloseable {

  private final ChannelSubscription channel;
  private final Optional<Endpoint> stdout;

  private LogMonitor(ChannelSubscription channel, Optional<Endpoint> stdout) {
    this.channel = channel;
    this.stdout = stdout;
  }

  /// @param stdout where its output goes; empty if nowhere
  /// @param stderr where its error output goes; if that is the same, all counts as output
  /// @throws ChannelException if a server cannot be reached or does not let one in
  /// @throws IllegalArgumentException if both are empty
  public static LogMonitor open(Optional<Endpoint> stdout, Optional<Endpoint> stderr)
      throws ChannelException {
    var endpoints = new LinkedHashSet<Endpoint>();
    stdout.ifPresent(endpoints::add);
    stderr.ifPresent(endpoints::add);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("there is no channel to listen on; add logs first");
    }
    return new LogMonitor(ChannelSubscription.open(List.copyOf(endpoints)), stdout);
  }

  /// @param limit how long to wait
  /// @return what was printed next; empty if nothing was in time
  public Optional<LogLine> next(Duration limit) throws InterruptedException {
    return channel
        .next(limit)
        .map(message ->
            new LogLine(stdout.filter(message.endpoint()::equals).isEmpty(), message.bytes()));
  }

  /// Hands on what is printed, on a thread of its own, until this is closed.
  ///
  /// @return completes when this is closed; fails with what the taker throws
  public CompletableFuture<Void> forEach(Consumer<? super LogLine> taker) {
    return channel.forEach(this::next, taker);
  }

  /// @return how often a connection was lost; each time lines may be missing
  public long losses() {
    return channel.losses();
  }

  /// Stops listening. Ends within 2 seconds.
  @Override
  public void close() {
    channel.close();
  }
}
