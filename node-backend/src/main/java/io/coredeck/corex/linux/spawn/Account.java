package io.coredeck.corex.linux.spawn;

import java.util.List;
import java.util.Map;

/// A user as a program runs as one.
///
/// @param name for people; the number if it has none
/// @param groups supplementary ones
/// @param home its directory
/// @param shell its shell
public record Account(
    String name, long uid, long gid, List<Long> groups, String home, String shell) {

  public Account {
    groups = List.copyOf(groups);
  }

  /// @return what a program finds about its user
  public Map<String, String> variables() {
    return Map.of("HOME", home, "USER", name, "LOGNAME", name, "SHELL", shell);
  }
}
