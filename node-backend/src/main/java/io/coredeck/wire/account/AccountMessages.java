package io.coredeck.wire.account;

import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Account.Standing;
import io.coredeck.model.registry.Role;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages about accounts. What reads throws {@link WireException} if the text is not what it
/// should be.
public final class AccountMessages {

  /// Header that carries a session.
  public static final String SESSION = "Coredeck-Session";

  private AccountMessages() {}

  /// Who wants to sign in. Its text form hides the password.
  ///
  /// @param name of the account
  /// @param password as it was typed
  public record SignIn(String name, String password) {

    @Override
    public String toString() {
      return "SignIn[name=%s, password hidden]".formatted(name);
    }
  }

  /// Who has signed in. Its text form hides key and session.
  ///
  /// @param account the person's
  /// @param seedHex 64 hex characters: the ed25519 seed the person signs with
  /// @param session goes with every call that is signed so, in the header {@link #SESSION}
  public record SignedIn(Account account, String seedHex, String session) {

    @Override
    public String toString() {
      return "SignedIn[account=%s, the rest hidden]".formatted(account);
    }
  }

  /// An account that was made or changed. Its text form hides the password.
  ///
  /// @param password the one that was generated for it; empty if none was
  public record Changed(Account account, String password) {

    @Override
    public String toString() {
      return "Changed[account=%s, password hidden]".formatted(account);
    }
  }

  /// An account as it should be. Its text form hides password and key.
  ///
  /// @param name of the account
  /// @param role empty to leave it as it is
  /// @param password empty to leave it as it is; for a new account to have one generated
  /// @param oldPassword the one until now; needed from who changes the own one
  /// @param seedHex the key of a user of the grid who is there already; empty for a new user
  /// @param disabled empty to leave it as it is
  /// @param isReset whether a new password is to be generated
  public record Wish(
      String name,
      String role,
      String password,
      String oldPassword,
      String seedHex,
      Optional<Boolean> disabled,
      boolean isReset) {

    /// One that changes nothing.
    public static Wish of(String name) {
      return new Wish(name, "", "", "", "", Optional.empty(), false);
    }

    /// @return the same with a role
    public Wish withRole(Role wanted) {
      return new Wish(name, wanted.word(), password, oldPassword, seedHex, disabled, isReset);
    }

    /// @return the same with a password
    public Wish withPassword(String before, String after) {
      return new Wish(name, role, after, before, seedHex, disabled, isReset);
    }

    /// @return the same for a user who is there already
    public Wish withSeed(String hex) {
      return new Wish(name, role, password, oldPassword, hex, disabled, isReset);
    }

    /// @return the same, disabled or not
    public Wish withDisabled(boolean now) {
      return new Wish(name, role, password, oldPassword, seedHex, Optional.of(now), isReset);
    }

    /// @return the same with a password to be generated
    public Wish withReset() {
      return new Wish(name, role, password, oldPassword, seedHex, disabled, true);
    }

    @Override
    public String toString() {
      return "Wish[name=%s, role=%s, the rest hidden]".formatted(name, role);
    }
  }

  public static SignIn signIn(String text) {
    var from = Json.tree(text);
    return new SignIn(from.member("name").text(), from.member("password").text());
  }

  public static String write(SignIn signIn) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", signIn.name());
    to.put("password", signIn.password());
    return Json.writeTree(to);
  }

  public static SignedIn signedIn(String text) {
    var from = Json.tree(text);
    return new SignedIn(
        readAccount(from), from.member("key").text(), from.member("session").text());
  }

  public static String write(SignedIn signedIn) {
    var to = members(signedIn.account());
    to.put("key", signedIn.seedHex());
    to.put("session", signedIn.session());
    return Json.writeTree(to);
  }

  public static Wish wish(String text) {
    var from = Json.tree(text);
    return new Wish(
        from.member("name").text(),
        from.member("role").text(),
        from.member("password").text(),
        from.member("old_password").text(),
        from.member("key").text(),
        from.member("disabled").isPresent()
            ? Optional.of(from.member("disabled").flag())
            : Optional.empty(),
        from.member("reset").flag());
  }

  public static String write(Wish wish) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", wish.name());
    to.put("role", wish.role());
    to.put("password", wish.password());
    to.put("old_password", wish.oldPassword());
    to.put("key", wish.seedHex());
    wish.disabled().ifPresent(now -> to.put("disabled", now));
    to.put("reset", wish.isReset());
    return Json.writeTree(to);
  }

  public static Changed changed(String text) {
    var from = Json.tree(text);
    return new Changed(readAccount(from), from.member("password").text());
  }

  public static String write(Changed changed) {
    var to = members(changed.account());
    if (!changed.password().isEmpty()) {
      to.put("password", changed.password());
    }
    return Json.writeTree(to);
  }

  /// @return whether all sessions are to end, in a call that signs out
  public static boolean isEverywhere(String text) {
    return Json.tree(text).member("everywhere").flag();
  }

  /// @param isEverywhere whether all sessions are to end
  public static String signOut(boolean isEverywhere) {
    return Json.writeTree(Map.of("everywhere", isEverywhere));
  }

  public static Account account(String text) {
    return readAccount(Json.tree(text));
  }

  public static String write(Account account) {
    return Json.writeTree(members(account));
  }

  public static List<Account> accounts(String text) {
    return Json.tree(text).items().stream().map(AccountMessages::readAccount).toList();
  }

  public static String write(List<Account> accounts) {
    return Json.writeTree(accounts.stream().map(AccountMessages::members).toList());
  }

  private static Account readAccount(JsonValue from) {
    var word = from.member("role").text();
    var role =
        Role.of(word)
            .orElseThrow(() ->
                new WireException(
                    "role", "is '%s'; it must be one of %s".formatted(word, words())));
    try {
      return new Account(
          from.member("name").text(),
          role,
          from.member("tid").integer(),
          from.member("created").integer(),
          new Standing(
              from.member("disabled").flag(),
              from.member("must_change").flag(),
              from.member("last_sign_in").integer(),
              from.member("generation").integer(),
              from.member("provided").flag(),
              from.member("lapsed").flag(),
              from.member("key_out").flag()));
    } catch (IllegalArgumentException e) {
      throw new WireException("", String.valueOf(e.getMessage()));
    }
  }

  /// @return the roles there are
  public static String words() {
    return String.join(", ", Arrays.stream(Role.values()).map(Role::word).toList());
  }

  private static Map<String, Object> members(Account account) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", account.name());
    to.put("role", account.role().word());
    to.put("tid", account.tid());
    to.put("created", account.created());
    to.put("disabled", account.standing().isDisabled());
    to.put("must_change", account.standing().mustChangePassword());
    to.put("last_sign_in", account.standing().lastSignIn());
    to.put("generation", account.standing().generation());
    to.put("provided", account.standing().isProvided());
    to.put("lapsed", account.standing().isLapsed());
    to.put("key_out", account.standing().isKeyOut());
    return to;
  }
}
