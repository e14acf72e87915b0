package io.coredeck.node.telemetry.redis;

import io.coredeck.node.telemetry.redis.Request.Receipt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Commands that were sent together, and how many of them the server has done.
public final class Flight implements Receipt {
  private final int size;
  private final int already;
  private final Predicate<String> isDone;
  private final Runnable wake;
  private final AtomicInteger accepted;
  private volatile String failure = "";
  private volatile boolean refused;

  /// @param size number of commands
  /// @param already how many of them, the first ones, are not sent because they have been done
  /// @param isDone whether an error says that the command had been done before
  /// @param wake called when all are done or one failed
  public Flight(int size, int already, Predicate<String> isDone, Runnable wake) {
    this.size = size;
    this.already = already;
    this.isDone = isDone;
    this.wake = wake;
    this.accepted = new AtomicInteger(already);
  }

  /// @return number of commands
  public int size() {
    return size;
  }

  /// @return how many are done, counted up to the first that failed
  public int accepted() {
    return accepted.get();
  }

  /// @return how many were done before this flight
  public int already() {
    return already;
  }

  /// @return whether all are done
  public boolean hasLanded() {
    return accepted.get() >= size;
  }

  /// @return why the first one that failed did; empty if none did so far
  public String failure() {
    return failure;
  }

  /// @return whether it failed because the server did not want it
  public boolean isRefused() {
    return refused;
  }

  @Override
  public void onAccepted() {
    if (failure.isEmpty() && accepted.incrementAndGet() == size) {
      wake.run();
    }
  }

  @Override
  public void onRefused(String error) {
    if (isDone.test(error)) {
      onAccepted();
    } else if (failure.isEmpty()) {
      refused = true;
      fail(error);
    }
  }

  @Override
  public void onLost(String reason) {
    if (failure.isEmpty()) {
      fail(reason);
    }
  }

  private void fail(String reason) {
    failure = reason.isEmpty() ? "failed" : reason;
    wake.run();
  }
}
