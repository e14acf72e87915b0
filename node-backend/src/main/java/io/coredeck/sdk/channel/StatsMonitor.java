package io.coredeck.sdk.channel;

import io.coredeck.model.StatsSample;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.wire.Json;
import io.coredeck.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a container uses, every two seconds while it runs and this is open.
///
/// {@snippet file="io/coredeck/sdk/zos/MonitorExamplesIT.java" region="monitor"}
///
/// Used by one thread.
public final class StatsMonitor implements AutoCloseable {

  private final ChannelSubscription channel;
  private @Nullable StatsSample last;

  private StatsMonitor(ChannelSubscription channel) {
    this.channel = channel;
  }

  /// @throws ChannelException if its server cannot be reached or does not let one in
  public static StatsMonitor open(Endpoint endpoint) throws ChannelException {
    return new StatsMonitor(ChannelSubscription.open(endpoint));
  }

  /// @param limit how long to wait; the first takes two samples, so 4 seconds
  /// @return what was used next; empty if that is not known in time. What is published there and is
  ///   no sample is passed over
  public Optional<Usage> next(Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var message = channel.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (message.isEmpty()) {
        return Optional.empty();
      }
      var usage = usage(message.get());
      if (usage.isPresent()) {
        return usage;
      }
    }
  }

  private Optional<Usage> usage(ChannelMessage message) {
    try {
      var sample = Json.statsSample(new String(message.bytes(), StandardCharsets.UTF_8));
      var before = last;
      if (before != null && sample.timestamp() == before.timestamp()) {
        return Optional.empty();
      }
      last = sample;
      return Optional.ofNullable(before).flatMap(earlier -> Usage.between(earlier, sample));
    } catch (WireException _) {
      return Optional.empty(); // anybody may publish there
    }
  }

  /// Hands on what is used, on a thread of its own, until this is closed.
  ///
  /// @return completes when this is closed; fails with what the taker throws
  public CompletableFuture<Void> forEach(Consumer<? super Usage> taker) {
    return channel.forEach(this::next, taker);
  }

  /// @return why nothing can be heard now; empty if all is well
  public Optional<String> trouble() {
    return channel.troubles().stream().findFirst();
  }

  /// Stops listening. Ends within 2 seconds.
  @Override
  public void close() {
    channel.close();
  }
}
