package io.coredeck.model.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person with an account may do, from most to least.
public enum Role {
  /// Everything, accounts included.
  ADMIN,
  /// Everything with everybody's reservations.
  OPERATOR,
  /// Everything with the person's own reservations.
  USER,
  /// Looks at the person's own reservations and changes nothing.
  VIEWER;

  /// @return as it is written, e.g. `admin`
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param word in any case
  /// @return empty if it is no role
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equalsIgnoreCase(word)).findFirst();
  }

  /// @return whether it may reserve, change and delete
  public boolean mayChange() {
    return this != VIEWER;
  }

  /// @return whether it may see what belongs to others
  public boolean seesAll() {
    return this == ADMIN || this == OPERATOR;
  }
}
