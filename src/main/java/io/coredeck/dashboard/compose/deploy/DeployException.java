package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.text.Refusal;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridException;
import java.util.Optional;

/// A deployment that cannot go on.
public final class DeployException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Who said why.
  public enum Source {
    /// The node, in its own words.
    NODE,
    /// The explorer, in its own words.
    EXPLORER,
    /// Nobody: the explorer does not answer.
    SILENT,
    /// Nobody: the answer makes no sense.
    STRANGE,
    /// Nobody: the node has not answered in time.
    LATE,
    /// The pool has not enough left.
    POOL_EMPTY,
    /// Another container has the place already; what it said is its gwid.
    REPLACED,
    /// None of the person's pools may be used there.
    NO_POOL,
    /// The value of a secret is not known; what it said is its name.
    NO_SECRET,
    /// The dashboard is being stopped.
    STOPPED,
    /// A fault of the dashboard.
    DASHBOARD
  }

  private final Source source;
  private final String said;
  private final transient Optional<Refusal> refusal;

  DeployException(Source source, String said) {
    this(source, said, Optional.empty());
  }

  private DeployException(Source source, String said, Optional<Refusal> refusal) {
    super(said);
    this.source = source;
    this.said = said;
    this.refusal = refusal;
  }

  /// Of a call the explorer did not do. What whoever runs the grid has to know is logged.
  static DeployException of(GridException e) {
    var refusal = Refusal.logged(e);
    var source =
        e.isUnpaid()
            ? Source.POOL_EMPTY
            : switch (refusal.kind()) {
              case LATE -> Source.LATE;
              case SILENT, BROKEN -> Source.SILENT;
              case STRANGE -> Source.STRANGE;
              default -> Source.EXPLORER;
            };
    return new DeployException(source, refusal.said(), Optional.of(refusal));
  }

  /// @return the answer of what runs
  /// @throws DeployException if it does not
  static Reservation checked(Reservation answer) throws DeployException {
    if (answer.nextAction() == NextAction.INVALID) {
      throw new DeployException(Source.POOL_EMPTY, "");
    }
    if (answer.result().state() != Result.State.OK || answer.nextAction().isDelete()) {
      throw new DeployException(Source.NODE, answer.result().message());
    }
    return answer;
  }

  public Source source() {
    return source;
  }

  /// @return what the explorer's no was; empty if it said none
  Optional<Refusal> refusal() {
    return refusal;
  }

  /// @return word for word
  public String said() {
    return said;
  }
}
