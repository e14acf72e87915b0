package io.coredeck.explorer.store.find;

/// Which records of a list are wanted. An empty text and a zero number ask for nothing.
public sealed interface Filter {

  /// @param name exactly
  /// @param email exactly
  record Users(String name, String email) implements Filter {}

  /// @param name exactly
  /// @param owner the owner's user id
  record Farms(String name, long owner) implements Filter {}

  /// @param farm the farm's id
  /// @param country exactly
  /// @param city exactly
  /// @param cru at least so many virtual CPUs
  /// @param mru at least so much memory, GiB
  /// @param hru at least so much HDD space, GiB
  /// @param sru at least so much SSD space, GiB
  /// @param deleted whether nodes taken off the grid are wanted too
  record Nodes(
      long farm,
      String country,
      String city,
      long cru,
      long mru,
      long hru,
      long sru,
      boolean deleted)
      implements Filter {}

  /// @param customerTid the customer's user id
  /// @param nextAction the number on the wire; below 0 for any
  /// @param workloadType the number on the wire; below 0 for any
  record Workloads(long customerTid, long nextAction, long workloadType) implements Filter {}

  /// @param after only entries with larger numbers, oldest first; below 0 for all, newest first
  /// @param tid who did it; 0 for anybody
  /// @param actor part of the name of who did it
  /// @param action exactly, or its beginning if it ends in a dot
  /// @param object part of what it was done to
  /// @param result exactly
  /// @param from not before, seconds since 1970; 0 for any
  /// @param until before, seconds since 1970; 0 for any
  record Audit(
      long after,
      long tid,
      String actor,
      String action,
      String object,
      String result,
      long from,
      long until)
      implements Filter {

    /// @return the same, only what one user did; 0 for anybody
    public Audit withTid(long who) {
      return new Audit(after, who, actor, action, object, result, from, until);
    }

    /// @return the same, only entries with larger numbers, oldest first
    public Audit withAfter(long number) {
      return new Audit(number, tid, actor, action, object, result, from, until);
    }
  }
}
