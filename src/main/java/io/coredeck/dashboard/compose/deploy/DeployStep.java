package io.coredeck.dashboard.compose.deploy;

import java.time.Duration;

/// One step of a deployment.
///
/// @param title what happens or happened, a few words
/// @param detail numbers and names of it; may be empty
/// @param state how far it is
/// @param took how long; zero before it began
public record DeployStep(String title, String detail, State state, Duration took) {

  /// How far a step is.
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }
}
