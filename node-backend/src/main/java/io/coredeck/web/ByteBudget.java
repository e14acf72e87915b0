package io.coredeck.web;

/// How many bytes all calls of a server may hold together. Safe for many threads.
final class ByteBudget {
  private final long most;
  private long held;

  /// @param most bytes
  ByteBudget(long most) {
    this.most = most;
  }

  /// @param bytes 0 or more; more than the whole budget are given to who holds all of it alone
  /// @return whether they may be held; they must be given back then
  synchronized boolean take(long bytes) {
    if (held > 0 && held + bytes > most) {
      return false;
    }
    held += bytes;
    return true;
  }

  synchronized void giveBack(long bytes) {
    held -= bytes;
  }
}
