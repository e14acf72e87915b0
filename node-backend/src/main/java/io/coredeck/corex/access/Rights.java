package io.coredeck.corex.access;

/// What somebody may do.
public enum Rights {
  /// Only see.
  LOOK,
  /// See, type, start and stop.
  CHANGE
}
