package io.coredeck.model.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What stands for a person in a program, without the person's password or key. The token itself is
/// known to its bearer only.
///
/// @param id its number
/// @param name what its owner calls it
/// @param scope what its bearer may do
/// @param created seconds since 1970
/// @param expires seconds since 1970; from then on it is refused
/// @param lastUsed seconds since 1970, some minutes behind at most; 0 for never
public record ApiToken(
    long id, String name, Scope scope, long created, long expires, long lastUsed) {

  /// Longest name, in characters.
  public static final int LONGEST_NAME = 63;

  public ApiToken {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name has %d characters; it must have 1 to %d, no control characters among them"
              .formatted(name.length(), LONGEST_NAME));
    }
  }

  /// What a bearer may do. Neither changes accounts, passwords or tokens.
  public enum Scope {
    /// Looks at what its owner may see.
    READ,
    /// Does what its owner may do.
    WRITE;

    /// @return as it is written, e.g. `read`
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty if the word is no scope
    public static Optional<Scope> of(String word) {
      return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
  }

  /// @return the same with its number
  public ApiToken withId(long given) {
    return new ApiToken(given, name, scope, created, expires, lastUsed);
  }
}
