package io.coredeck.node.work.check;

/// A workload cannot be brought up here. The message is what the person who asked reads.
public final class RefusedWorkloadException extends Exception {

  private static final long serialVersionUID = 1L;

  public RefusedWorkloadException(String message) {
    super(message);
  }

  public RefusedWorkloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
