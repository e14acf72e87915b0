package io.coredeck.dashboard.compose.deploy;

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
    /// Nobody: the node has not answered in time.
    LATE,
    /// The pool has not enough left.
    POOL_EMPTY,
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

  DeployException(Source source, String said) {
    super(said);
    this.source = source;
    this.said = said;
  }

  public Source source() {
    return source;
  }

  /// @return word for word
  public String said() {
    return said;
  }
}
