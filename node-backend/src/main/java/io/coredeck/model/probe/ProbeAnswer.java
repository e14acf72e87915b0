package io.coredeck.model.probe;

/// What a node found out about a Redis. Nothing that the other side said is in it.
///
/// @param outcome how it went
/// @param millis from the first packet to the answer; 0 if there was none
public record ProbeAnswer(Outcome outcome, long millis) {

  /// How a try can go.
  public enum Outcome {
    REACHED,
    REFUSED,
    NO_ROUTE,
    UNKNOWN_HOST,
    TIMEOUT,
    PASSWORD_NEEDED,
    WRONG_PASSWORD,
    NOT_REDIS,
    /// The address belongs to the node itself or to a private network on it.
    NOT_ALLOWED,
    /// The node could not read the URL.
    NOT_UNDERSTOOD,
    /// The node is busy with other tries.
    BUSY;

    /// @return as messages name it, e.g. `no_route`
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public ProbeAnswer {
    if (millis < 0) {
      throw new IllegalArgumentException("millis is " + millis + "; it must be 0 or more");
    }
  }
}
