package io.coredeck.node.container;

/// What has become of a container.
public sealed interface ContainerState {

  /// It runs.
  ///
  /// @param pid its first process, as this machine numbers it
  record Running(long pid) implements ContainerState {}

  /// It ended, and all it wrote is in its log.
  ///
  /// @param code what its first process returned; 128 + N if signal N ended it
  /// @param oom whether the kernel ended a process of it for want of memory
  record Exited(int code, boolean oom) implements ContainerState {}

  /// Its conmon is gone without a word: killed, or the machine was started anew. Processes of the
  /// container may still be there, but nobody reads what they write; restart or remove it.
  record Lost() implements ContainerState {}
}
