package io.coredeck.model.fit;

/// Findings of who keeps the records of the grid.
public final class Obstacle {

  private Obstacle() {}

  /// @param words as who refuses it says it
  /// @return a pool that cannot be used
  public static Finding of(Code code, long poolId, String words) {
    return Finding.of(code, "pool_id", "is " + poolId, "must be a pool of yours", "").saying(words);
  }

  /// @param lasts seconds
  /// @param least seconds that it must last longer than
  /// @param words as who refuses it says it
  /// @return a pool that has not enough
  public static Finding poolEmpty(long poolId, long lasts, long least, String words) {
    return Finding.of(
            Code.POOL_EMPTY,
            "pool_id",
            "is %d, which would last %d s".formatted(poolId, lasts),
            "must last more than %d s".formatted(least),
            "put more into it, or ask for less")
        .saying(words)
        .with("lasts", lasts);
  }

  /// @return a node that is not there
  public static Finding unknownNode(String nodeId) {
    return Finding.of(
        Code.UNKNOWN_NODE,
        "node_id",
        "is '%s', which no node of the grid is".formatted(nodeId),
        "must be one",
        "");
  }

  /// @return an address that a container which is asked for before will have
  public static Finding addressExpected(String address) {
    return Finding.of(
        Code.ADDRESS_USED,
        "network_connection[0].ipaddress",
        "is %s, which one before it in the file has".formatted(address),
        "must be one that nobody has",
        "");
  }

  /// @return a range that another network on a node has, whoever's it is
  public static Finding rangeOnNode(String range) {
    return Finding.of(
        Code.RANGE_ON_NODE,
        "iprange",
        "is %s, which overlaps that of another network on this node".formatted(range),
        "must overlap no other there",
        "");
  }

  /// @return that there was too much to look at all of it
  public static Finding notAllSeen() {
    return Finding.of(Code.NOT_ALL_SEEN, "", "there are more records than were looked at", "", "");
  }
}
