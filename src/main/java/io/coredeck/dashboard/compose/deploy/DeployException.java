package io.coredeck.dashboard.compose.deploy;

/// A deployment that cannot go on.
final class DeployException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DeployFailure failure;
  private final String technical;

  DeployException(DeployFailure failure, String technical) {
    super(failure.reason());
    this.failure = failure;
    this.technical = technical;
  }

  DeployFailure failure() {
    return failure;
  }

  String technical() {
    return technical;
  }
}
