package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One step of a deployment.
///
/// @param kind which step
/// @param values numbers and names of it, for its words; none before it is done
/// @param state how far it is
/// @param took how long; zero before it began, and where nobody told
public record DeployStep(Kind kind, List<String> values, State state, Duration took) {

  private static final Texts TEXTS = Texts.of(DeployStep.class);

  /// What is done in a step.
  public enum Kind {
    CHECK,
    CREATE_NETWORK,
    CREATE_VOLUMES,
    SECRETS,
    REMOVE_OLD,
    RESERVE,
    // From here to START it is the node that tells how far it is.
    NETWORK,
    IMAGE,
    DISK,
    START;

    /// @return whether the node does it
    boolean isOfNode() {
      return compareTo(NETWORK) >= 0;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// How far a step is.
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  public DeployStep {
    values = List.copyOf(values);
  }

  /// @return what happens or happened, a few words
  public String title() {
    return TEXTS.get(kind.word() + (state == State.DONE ? ".done" : ".doing"));
  }

  /// @return numbers and names of it; empty for none
  public String detail() {
    return values.isEmpty() ? "" : TEXTS.get(kind.word() + ".detail", values.toArray());
  }

  /// @return for those who hear the page
  public String stateWord() {
    return TEXTS.get("state." + state.name().toLowerCase(Locale.ROOT));
  }
}
