package io.coredeck.model.rule;

import java.util.Map;

/// What a Redis refused, in our words. Whoever names a server must not read through a node what
/// that server says: it may be something else than a Redis, and one that only the node reaches.
public final class RedisRefusal {
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("NOAUTH", "it wants a password"),
          Map.entry("WRONGPASS", "it does not take the user and password"),
          Map.entry("NOPERM", "the user may not do that there"),
          Map.entry("OOM", "its memory is full"),
          Map.entry("LOADING", "it is still loading its data"),
          Map.entry("MISCONF", "it cannot write its data"),
          Map.entry("READONLY", "it is a replica that is only read"),
          Map.entry("MASTERDOWN", "it has lost its master"),
          Map.entry("MOVED", "it is part of a cluster"),
          Map.entry("BUSY", "it is busy with a script"),
          Map.entry("WRONGTYPE", "the key holds something else"),
          Map.entry("ERR", "it does not do that"),
          Map.entry("Namespace not found", "the 0-db has no such namespace"),
          Map.entry("Access denied", "the 0-db does not take the password"));

  private RedisRefusal() {}

  /// @param error what a server answered, e.g. `NOAUTH Authentication required.`
  /// @return the code of it that Redis has, if it is one, with what it means; never more of it
  public static String words(String error) {
    var code = MEANINGS.containsKey(error) ? error : error.split(" ", 2)[0];
    var meaning = MEANINGS.get(code);
    return meaning == null ? "it answers not as a Redis does" : code + ": " + meaning;
  }
}
