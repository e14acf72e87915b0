package io.coredeck.sdk.account;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.User;
import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.Changed;
import io.coredeck.wire.account.AccountMessages.SignIn;
import io.coredeck.wire.account.AccountMessages.SignedIn;
import io.coredeck.wire.account.AccountMessages.Wish;
import io.coredeck.wire.account.KeyMessages;
import io.coredeck.wire.account.TokenMessages;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The calls about people's accounts.
///
/// {@snippet file="io/coredeck/sdk/account/AccountExamplesTest.java" region="accounts"}
///
/// May be used by many threads. Every call throws {@link GridException} if the explorer refuses it
/// or does not answer within 30 seconds.
public final class AccountClient implements AutoCloseable {

  /// Users who ask, of whom a client is told at once.
  public static final int MOST_ASKING = 200;

  private static final String PATH = "/accounts";
  private static final String TOKENS = "/tokens";
  private static final String KEY = "/key";
  private static final String SETUP = "Coredeck-Setup";

  private final ExplorerCalls calls;

  private AccountClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// Who has signed in.
  ///
  /// @param account the person's
  /// @param keys what the person signs with
  /// @param session goes with every call that is signed so, until it ends
  public record Person(Account account, KeyPair keys, String session) {

    static Person of(SignedIn signedIn) {
      var keys = KeyPair.fromSeedHex(signedIn.seedHex());
      return new Person(signedIn.account(), keys, signedIn.session());
    }

    @Override
    public String toString() {
      return "Person[account=%s, the rest hidden]".formatted(account);
    }
  }

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static AccountClient connect(URI explorer, KeyPair keys, long tid) {
    return connect(explorer, keys, tid, "", "");
  }

  /// @param person who has signed in
  public static AccountClient connect(URI explorer, Person person) {
    return connect(explorer, person.keys(), person.account().tid(), "", person.session());
  }

  /// @param client address of the machine the caller sits at, if it is not this one; else empty. An
  ///   explorer believes it on its own machine only
  /// @param session of the caller's sign-in; empty for who has taken the key along or has no
  ///   account
  public static AccountClient connect(
      URI explorer, KeyPair keys, long tid, String client, String session) {
    return new AccountClient(ExplorerCalls.ofUser(explorer, keys, tid, client, session));
  }

  /// For programs that know a token; they may look and change nothing here.
  ///
  /// @param token `cdk_…`
  /// @throws IllegalArgumentException if that is plain http to another machine
  public static AccountClient withToken(URI explorer, String token) {
    return new AccountClient(ExplorerCalls.withToken(explorer, token));
  }

  /// Proves a person by name and password.
  ///
  /// @param client the person's address if it is not the caller's; else empty. An explorer believes
  ///   it on its own machine only
  /// @throws GridException with status 401 if name or password is wrong, 429 after too many tries
  public static Person signIn(URI explorer, String name, String password, String client)
      throws GridException, InterruptedException {
    try (var calls = ExplorerCalls.anonymous(explorer)) {
      var headers = ExplorerCalls.callingFor(client);
      var body = AccountMessages.write(new SignIn(name, password));
      var answer = calls.post(PATH + "/sign-in", body, headers);
      var signedIn = calls.read(answer, AccountMessages::signedIn);
      return Person.of(signedIn);
    }
  }

  /// @return all accounts for an admin, the own one for others
  public List<Account> list() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH), AccountMessages::accounts);
  }

  /// @return the caller's own account
  public Account own() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH + "/me"), AccountMessages::account);
  }

  /// Makes an account, and a user of the grid for it. Admins only. The password must be changed
  /// before anything else.
  ///
  /// @param password 12 to 256 characters; empty to have one generated
  /// @return with the password if it was generated
  public Changed create(String name, Role role, String password)
      throws GridException, InterruptedException {
    return create(Wish.of(name).withRole(role).withPassword("", password), Map.of());
  }

  /// Makes an account for the caller itself, with the caller's own key. For the very first one.
  ///
  /// @param token the explorer's setup token
  public Account createFirst(String name, String password, KeyPair keys, String token)
      throws GridException, InterruptedException {
    var seed = HexFormat.of().formatHex(keys.seed());
    var wish = Wish.of(name).withRole(Role.ADMIN).withPassword("", password).withSeed(seed);
    return create(wish, Map.of(SETUP, token)).account();
  }

  private Changed create(Wish wish, Map<String, String> headers)
      throws GridException, InterruptedException {
    var answer = calls.post(PATH, AccountMessages.write(wish), headers);
    return calls.read(answer, AccountMessages::changed);
  }

  /// Gives an account another role. Admins only; one admin must remain.
  public Account setRole(String name, Role role) throws GridException, InterruptedException {
    return change(Wish.of(name).withRole(role)).account();
  }

  /// The same, unless the account was changed since it was seen.
  ///
  /// @throws GridException 412 if it was
  public Account setRole(Account seen, Role role) throws GridException, InterruptedException {
    return change(Wish.of(seen.name()).withRole(role), ifStill(seen)).account();
  }

  /// Shuts somebody out, or lets in again. What is reserved goes on. Admins only; one admin must
  /// remain.
  public Account setDisabled(String name, boolean isDisabled)
      throws GridException, InterruptedException {
    return change(Wish.of(name).withDisabled(isDisabled)).account();
  }

  /// The same, unless the account was changed since it was seen.
  ///
  /// @throws GridException 412 if it was
  public Account setDisabled(Account seen, boolean isDisabled)
      throws GridException, InterruptedException {
    return change(Wish.of(seen.name()).withDisabled(isDisabled), ifStill(seen)).account();
  }

  /// Changes a password; all sessions that were open end.
  ///
  /// @param before the one until now; an admin may leave it empty for others, who must then change
  ///   it
  /// @param after 12 to 256 characters
  public Account setPassword(String name, String before, String after)
      throws GridException, InterruptedException {
    return change(Wish.of(name).withPassword(before, after)).account();
  }

  /// Has a new password generated for somebody else, who must change it. Admins only.
  ///
  /// @return with the password
  public Changed resetPassword(String name) throws GridException, InterruptedException {
    return change(Wish.of(name).withReset());
  }

  /// The same, unless the account was changed since it was seen.
  ///
  /// @throws GridException 412 if it was
  public Changed resetPassword(Account seen) throws GridException, InterruptedException {
    return change(Wish.of(seen.name()).withReset(), ifStill(seen));
  }

  private Changed change(Wish wish) throws GridException, InterruptedException {
    return change(wish, Map.of());
  }

  private Changed change(Wish wish, Map<String, String> headers)
      throws GridException, InterruptedException {
    var answer = calls.put(path(wish.name()), AccountMessages.write(wish), headers);
    return calls.read(answer, AccountMessages::changed);
  }

  private static Map<String, String> ifStill(Account seen) {
    return ExplorerCalls.ifStill(seen.state());
  }

  /// Removes an account with its tokens; its user of the grid stays. Refused while something of it
  /// runs. Admins only.
  public void remove(String name) throws GridException, InterruptedException {
    calls.delete(path(name));
  }

  /// The same, unless the account was changed since it was seen.
  ///
  /// @throws GridException 412 if it was
  public void remove(Account seen) throws GridException, InterruptedException {
    calls.delete(path(seen.name()), ifStill(seen));
  }

  /// @return users without an account who have registered and ask to be admitted, for admins; the
  ///   first {@link #MOST_ASKING} of them
  public List<User> usersAsking() throws GridException, InterruptedException {
    return calls.read(calls.get("/users/asking?size=" + MOST_ASKING), Json::users);
  }

  /// Says whether a user without an account may reserve. Admins only. What is reserved goes on.
  public void admit(long tid, boolean isAdmitted) throws GridException, InterruptedException {
    calls.put("/users/" + tid + "/admission", Messages.writeAdmitted(isAdmitted));
  }

  /// Says that the caller leaves.
  ///
  /// @param isEverywhere whether all sessions of the caller are to end
  public void signOut(boolean isEverywhere) throws GridException, InterruptedException {
    calls.post(PATH + "/sign-out", AccountMessages.signOut(isEverywhere));
  }

  /// @param name an account; others than the own for admins only
  /// @return its tokens that are not revoked, oldest first
  public List<ApiToken> tokens(String name) throws GridException, InterruptedException {
    return calls.read(calls.get(path(name) + TOKENS), TokenMessages::tokens);
  }

  /// Makes a token for the caller.
  ///
  /// @param name the caller's account
  /// @return with its text, which is told only now
  public TokenMessages.Made createToken(String name, TokenMessages.Wish wish)
      throws GridException, InterruptedException {
    var answer = calls.post(path(name) + TOKENS, TokenMessages.write(wish));
    return calls.read(answer, TokenMessages::made);
  }

  /// Makes a token useless at once.
  ///
  /// @param name whose it is
  public void revokeToken(String name, long id) throws GridException, InterruptedException {
    calls.delete(path(name) + TOKENS + "/" + id);
  }

  /// Shows the caller's signing key.
  ///
  /// @param password of the caller's account
  /// @return 24 words, as the original's clients keep keys
  public String keyWords(String password) throws GridException, InterruptedException {
    var body = KeyMessages.write(new KeyMessages.Wish(password, ""));
    return calls.read(calls.post(path("me") + KEY, body), KeyMessages::words);
  }

  /// Has the caller sign with another key from now on; if a user of the grid has it, as that user.
  /// All sessions end, this client is of no use any more. Refused with 409 if anything was ever
  /// reserved with the old key.
  ///
  /// @param password of the caller's account
  /// @param words 24, as the original's clients keep keys
  public Account bringKey(String password, String words)
      throws GridException, InterruptedException {
    var body = KeyMessages.write(new KeyMessages.Wish(password, words));
    return calls.read(calls.put(path("me") + KEY, body), AccountMessages::account);
  }

  private static String path(String name) {
    return PATH + "/" + ExplorerCalls.encoded(name);
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
