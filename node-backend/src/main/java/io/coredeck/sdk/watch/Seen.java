package io.coredeck.sdk.watch;

/// What was seen of a container.
///
/// @param <T> a {@link PrintedLine} or a sample
public sealed interface Seen<T> {

  /// @return id of the container's reservation
  long workload();

  /// A line or a sample.
  record One<T>(long workload, T value) implements Seen<T> {}

  /// All of the past that was wanted has been told; what follows is new. Comes once.
  record Past<T>(long workload) implements Seen<T> {}

  /// The container is deleted; nothing of it follows.
  record Deleted<T>(long workload) implements Seen<T> {}
}
