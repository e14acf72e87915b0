package io.coredeck.explorer.account;

import io.coredeck.web.RefusedException;
import java.security.SecureRandom;
import java.util.Locale;

/// Which passwords are taken, and how one is made up.
///
/// Length is what counts, so that is asked for and no mixture of characters; what everybody would
/// try first is refused.
final class PasswordRules {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;

  /// So many characters must stay when the name is taken out.
  private static final int LEAST_BESIDE_NAME = 6;

  private static final int LEAST_DIFFERENT = 5;

  /// No characters that are read as others; 31 of them.
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LETTERS = 5;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordRules() {}

  /// @param name of the account
  /// @throws RefusedException 400 with what it must be
  static void check(String name, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new RefusedException(
          400,
          "password has %d characters; it must have %d to %d"
              .formatted(password.length(), SHORTEST, LONGEST));
    }
    var besideName = password.toLowerCase(Locale.ROOT).replace(name, "");
    if (besideName.length() < LEAST_BESIDE_NAME) {
      throw new RefusedException(
          400, "password is hardly more than the name; choose one without it");
    }
    if (password.chars().distinct().count() < LEAST_DIFFERENT) {
      throw new RefusedException(
          400,
          "password repeats the same few characters; it must have %d different ones"
              .formatted(LEAST_DIFFERENT));
    }
  }

  /// @return one nobody guesses, of 20 letters and digits in groups, to be typed once
  static String generate() {
    var text = new StringBuilder();
    for (var group = 0; group < GROUPS; group++) {
      if (group > 0) {
        text.append('-');
      }
      for (var i = 0; i < GROUP_LETTERS; i++) {
        text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
    }
    return text.toString();
  }
}
