package io.coredeck.model.registry;

import java.util.regex.Pattern;

/// A person who signs in with a name and a password.
///
/// @param name unique, 3 to 63 lower-case letters, digits, `.`, `-`, `_` or `@`, a letter or digit
///   first
/// @param role what the person may do
/// @param tid the user of the grid whose key the person signs with
/// @param created seconds since 1970
/// @param standing what administration has to say about it
public record Account(String name, Role role, long tid, long created, Standing standing) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{2,62}");

  public Account {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name is '%s'; it must be 3 to 63 lower-case letters, digits, '.', '-', '_' or '@', a letter or digit first"
              .formatted(name));
    }
  }

  /// What may happen to an account.
  ///
  /// @param isDisabled whether nobody may sign in to it, and its calls are refused
  /// @param mustChangePassword whether nothing is allowed before the password is changed
  /// @param lastSignIn seconds since 1970; 0 for never
  /// @param generation grows when all sessions that began before must end
  /// @param isProvided whether an identity provider proves the person, who has no password here,
  ///   and says the role
  /// @param isLapsed whether the identity provider gave no role when last asked: until it gives one
  ///   again the account's calls are refused
  /// @param isKeyOut whether the person's key is known outside sign-ins, brought from elsewhere or
  ///   taken along: it proves the person without a sign-in
  public record Standing(
      boolean isDisabled,
      boolean mustChangePassword,
      long lastSignIn,
      long generation,
      boolean isProvided,
      boolean isLapsed,
      boolean isKeyOut) {

    /// Of somebody with a password.
    public Standing(
        boolean isDisabled, boolean mustChangePassword, long lastSignIn, long generation) {
      this(isDisabled, mustChangePassword, lastSignIn, generation, false, false, false);
    }

    /// Of an account that is fresh.
    public static final Standing FRESH = new Standing(false, false, 0, 1);

    /// The same of somebody whom an identity provider proves.
    public static final Standing PROVIDED = new Standing(false, false, 0, 1, true, false, false);

    /// @return the same, disabled or not; what was open under it ends
    public Standing withDisabled(boolean now) {
      return new Standing(
          now, mustChangePassword, lastSignIn, generation + 1, isProvided, isLapsed, isKeyOut);
    }

    /// @return the same after a new password; what was open under it ends
    ///
    /// @param mustChange whether it was set by somebody else
    public Standing withNewPassword(boolean mustChange) {
      return new Standing(
          isDisabled, mustChange, lastSignIn, generation + 1, false, false, isKeyOut);
    }

    /// @return the same after a sign-in
    public Standing withSignIn(long at) {
      return new Standing(
          isDisabled, mustChangePassword, at, generation, isProvided, false, isKeyOut);
    }

    /// @return the same; what was open under it ends
    public Standing withNewGeneration() {
      return new Standing(
          isDisabled,
          mustChangePassword,
          lastSignIn,
          generation + 1,
          isProvided,
          isLapsed,
          isKeyOut);
    }

    /// @return the same, with a key that proves the person without a sign-in
    public Standing withKeyOut() {
      return new Standing(
          isDisabled, mustChangePassword, lastSignIn, generation, isProvided, isLapsed, true);
    }

    /// @return the same without a role at the identity provider; what was open under it ends
    public Standing withLapse() {
      return new Standing(
          isDisabled, mustChangePassword, lastSignIn, generation + 1, isProvided, true, isKeyOut);
    }
  }

  /// Which state of the account this is: another one after each change but a sign-in. Accounts of
  /// the same name that were made one after the other have none in common.
  public String state() {
    return created + "-" + standing.generation();
  }

  /// @return the same with another role
  public Account withRole(Role other) {
    return new Account(name, other, tid, created, standing);
  }

  /// @return the same, for another user of the grid
  public Account withTid(long other) {
    return new Account(name, role, other, created, standing);
  }

  /// @return the same with another standing
  public Account withStanding(Standing other) {
    return new Account(name, role, tid, created, other);
  }
}
