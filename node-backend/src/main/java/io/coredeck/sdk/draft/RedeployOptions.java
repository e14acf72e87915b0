package io.coredeck.sdk.draft;

import java.time.Duration;

/// How a container takes the place of another.
///
/// @param isStopFirst whether the old one goes before the new one comes: needed where both want the
///   same address or volume
/// @param limit how long the new one's node may take to answer
/// @param removal how long a container may take to go
public record RedeployOptions(boolean isStopFirst, Duration limit, Duration removal) {

  /// An image may have to be fetched first.
  public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

  public static final Duration USUAL_REMOVAL = Duration.ofMinutes(2);

  /// The new one comes first; the old one goes when it runs.
  public static final RedeployOptions USUAL =
      new RedeployOptions(false, USUAL_LIMIT, USUAL_REMOVAL);

  /// @return the same, with the old one going first
  public RedeployOptions stopFirst() {
    return new RedeployOptions(true, limit, removal);
  }
}
