package io.coredeck.model;

/// What a node made of a workload.
///
/// @param category {@link WorkloadType#resultCategory()}
/// @param workloadId the workload's gwid; empty until the node has answered
/// @param dataJson any JSON value as text; `null` if there is nothing to tell
/// @param signature hex, by the node's key
/// @param state what became of it
/// @param message why it failed; empty if it did not. The explorer keeps its first {@value
///   #LONGEST_MESSAGE} characters
/// @param epoch seconds since 1970 when the explorer took it in; 0 before
/// @param nodeId who answered; empty before
public record Result(
    int category,
    String workloadId,
    String dataJson,
    String signature,
    State state,
    String message,
    long epoch,
    String nodeId) {

  /// Longest message the explorer keeps, in units of UTF-16.
  public static final int LONGEST_MESSAGE = 4096;

  /// The answer of a node that has not answered yet.
  public static final Result NONE = new Result(0, "", "null", "", State.ERROR, "", 0, "");

  /// @return the same with a message no longer than the explorer keeps, cut after a whole character
  public Result shortened() {
    if (message.length() <= LONGEST_MESSAGE) {
      return this;
    }
    var isSplit = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
    var kept = message.substring(0, isSplit ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE);
    return new Result(category, workloadId, dataJson, signature, state, kept, epoch, nodeId);
  }

  /// @return whether the node has answered
  public boolean isAnswered() {
    return !workloadId.isEmpty();
  }

  /// What became of a workload. The number on the wire is the ordinal.
  public enum State {
    ERROR,
    OK,
    DELETED
  }
}
