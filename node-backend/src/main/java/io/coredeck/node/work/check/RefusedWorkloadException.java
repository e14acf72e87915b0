package io.coredeck.node.work;

/// A workload cannot be brought up here. The message is what the person who asked reads.
final class RefusedWorkloadException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedWorkloadException(String message) {
    super(message);
  }

  RefusedWorkloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
