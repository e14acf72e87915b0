package io.coredeck.node.telemetry.notice;

/// Takes what people shall be told of a container.
@FunctionalInterface
public interface Notice {

  /// @param gwid of the container
  /// @param kind one word, e.g. `log-lost`
  /// @param text for people
  void tell(String gwid, String kind, String text);
}
