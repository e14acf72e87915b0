package io.coredeck.sdk;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.ExplorerCalls.Signer;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.SignIn;
import io.coredeck.wire.account.AccountMessages.Wish;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls about people's accounts.
///
/// ```java
/// var person = AccountClient.signIn(explorer, "ines", password, "");
/// try (var grid = GridClient.connect(explorer, person.keys(), person.account().tid())) { … }
/// ```
///
/// May be used by many threads. Every call throws {@link GridException} if the explorer refuses it
/// or does not answer within 30 seconds.
public final class AccountClient implements AutoCloseable {

  private static final String PATH = "/accounts";
  private static final String CLIENT = "Coredeck-Client";
  private static final String SETUP = "Coredeck-Setup";

  private final ExplorerCalls calls;

  private AccountClient(ExplorerCalls calls) {
    this.calls = calls;
  }

  /// Who has signed in.
  ///
  /// @param account the person's
  /// @param keys what the person signs with
  public record Person(Account account, KeyPair keys) {}

  /// @param explorer with its base path, e.g. `http://127.0.0.1:8090/api/v1`
  /// @param keys of who calls
  /// @param tid the caller's id
  public static AccountClient connect(URI explorer, KeyPair keys, long tid) {
    var signer = new Signer(keys, Long.toString(tid));
    return new AccountClient(
        new ExplorerCalls(explorer, Optional.of(signer), InstantSource.system()));
  }

  /// Proves a person by name and password.
  ///
  /// @param client the person's address if it is not the caller's; else empty. An explorer believes
  ///   it on its own machine only
  /// @throws GridException with status 401 if name or password is wrong, 429 after too many tries
  public static Person signIn(URI explorer, String name, String password, String client)
      throws GridException, InterruptedException {
    try (var calls = new ExplorerCalls(explorer, Optional.empty(), InstantSource.system())) {
      var headers = client.isEmpty() ? Map.<String, String>of() : Map.of(CLIENT, client);
      var body = AccountMessages.write(new SignIn(name, password));
      var answer = calls.post(PATH + "/sign-in", body, headers);
      var signedIn = calls.read(answer, AccountMessages::signedIn);
      return new Person(signedIn.account(), KeyPair.fromSeedHex(signedIn.seedHex()));
    }
  }

  /// @return all accounts for an admin, the own one for others
  public List<Account> list() throws GridException, InterruptedException {
    return calls.read(calls.get(PATH), AccountMessages::accounts);
  }

  /// Makes an account, and a user of the grid for it. Admins only.
  ///
  /// @param password 10 to 256 characters
  public Account create(String name, Role role, String password)
      throws GridException, InterruptedException {
    return create(new Wish(name, role.word(), password, "", ""), Map.of());
  }

  /// Makes an account for the caller itself, with the caller's own key. For the very first one.
  ///
  /// @param token the explorer's setup token
  public Account createFirst(String name, String password, KeyPair keys, String token)
      throws GridException, InterruptedException {
    var seed = HexFormat.of().formatHex(keys.seed());
    return create(new Wish(name, Role.ADMIN.word(), password, "", seed), Map.of(SETUP, token));
  }

  private Account create(Wish wish, Map<String, String> headers)
      throws GridException, InterruptedException {
    var answer = calls.post(PATH, AccountMessages.write(wish), headers);
    return calls.read(answer, AccountMessages::account);
  }

  /// Gives an account another role. Admins only; one admin must remain.
  public Account setRole(String name, Role role) throws GridException, InterruptedException {
    return change(new Wish(name, role.word(), "", "", ""));
  }

  /// Changes a password.
  ///
  /// @param before the one until now; an admin may leave it empty for others
  /// @param after 10 to 256 characters
  public Account setPassword(String name, String before, String after)
      throws GridException, InterruptedException {
    return change(new Wish(name, "", after, before, ""));
  }

  private Account change(Wish wish) throws GridException, InterruptedException {
    var answer = calls.put(path(wish.name()), AccountMessages.write(wish));
    return calls.read(answer, AccountMessages::account);
  }

  /// Removes an account; its user of the grid and what it reserved stay. Admins only.
  public void remove(String name) throws GridException, InterruptedException {
    calls.delete(path(name));
  }

  private static String path(String name) {
    return PATH + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// Gives up calls under way; ends within 5 seconds.
  @Override
  public void close() {
    calls.close();
  }
}
