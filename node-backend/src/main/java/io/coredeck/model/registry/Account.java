package io.coredeck.model.registry;

import java.util.regex.Pattern;

/// A person who signs in with a name and a password.
///
/// @param name unique, 3 to 63 lower-case letters, digits, `.`, `-`, `_` or `@`, a letter or digit
///   first
/// @param role what the person may do
/// @param tid the user of the grid whose key the person signs with
/// @param created seconds since 1970
public record Account(String name, Role role, long tid, long created) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{2,62}");

  public Account {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name is '%s'; it must be 3 to 63 lower-case letters, digits, '.', '-', '_' or '@', a letter or digit first"
              .formatted(name));
    }
  }

  /// @return the same with another role
  public Account withRole(Role other) {
    return new Account(name, other, tid, created);
  }
}
