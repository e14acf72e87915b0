package io.coredeck.model;

import java.util.Locale;

/// What a person calls the state of a workload: what is to happen with it and what its node said,
/// in one word.
public enum WorkloadState {
  /// Its node has not answered yet.
  DEPLOYING,
  /// Its node brought it up.
  RUNNING,
  /// Its node could not bring it up, or it has ended; also after that was taken down.
  FAILED,
  /// It is to be taken down.
  DELETING,
  /// It was taken down.
  DELETED,
  /// Its pool had not enough.
  REFUSED,
  /// The original's: it is somewhere else now.
  MIGRATED;

  /// @return the state of a workload as it is
  public static WorkloadState of(Reservation one) {
    return switch (one.nextAction()) {
      case CREATE, SIGN, PAY, DEPLOY -> wanted(one.result());
      case DELETE -> one.result().isAnswered() && isError(one.result()) ? FAILED : DELETING;
      case DELETED -> one.result().message().isEmpty() ? DELETED : FAILED;
      case INVALID -> REFUSED;
      case MIGRATED -> MIGRATED;
    };
  }

  private static WorkloadState wanted(Result result) {
    if (result.state() == Result.State.OK) {
      return RUNNING;
    }
    return result.isAnswered() ? FAILED : DEPLOYING;
  }

  private static boolean isError(Result result) {
    return result.state() == Result.State.ERROR;
  }

  /// @return the number in the explorer's records, from 0
  public int code() {
    return ordinal();
  }

  /// @return e.g. `running`
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
