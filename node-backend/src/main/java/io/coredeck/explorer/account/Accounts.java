package io.coredeck.explorer.account;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Filter;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.User;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.Wish;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/// The calls about accounts but for signing in, which is {@link SignIn}'s.
///
/// All are signed by a user of the grid. An admin may do everything; everybody may change the own
/// password. The very first account is made with the setup token.
public final class Accounts {

  /// Header that carries the setup token.
  public static final String SETUP = "Coredeck-Setup";

  private static final int SHORTEST_PASSWORD = 10;
  private static final int LONGEST_PASSWORD = 256;

  private final Store store;
  private final Callers callers;
  private final KeySeal seal;
  private final String setupToken;
  private final InstantSource clock;

  Accounts(Store store, Callers callers, KeySeal seal, String setupToken, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.seal = seal;
    this.setupToken = setupToken;
    this.clock = clock;
  }

  void route(Router router, String base) {
    router
        .get(base + "/accounts", this::list)
        .post(base + "/accounts", this::create)
        .put(base + "/accounts/{name}", this::change)
        .delete(base + "/accounts/{name}", this::remove);
  }

  private Answer list(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.user(request);
    var found =
        store.read(records -> {
          var all = records.accounts().stream().map(AccountEntry::account).toList();
          return Rights.isAdmin(records, caller)
              ? all
              : all.stream().filter(account -> account.tid() == caller).toList();
        });
    return Answer.json(200, AccountMessages.write(found));
  }

  private Answer create(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.user(request);
    var wish = Arguments.body(request, AccountMessages::wish);
    checkPassword(wish.password());
    var role = role(wish.role());
    var isSetup = isSetup(request);
    if (!isSetup) {
      store.read(records -> {
        Rights.requireAdmin(records, caller);
        return caller;
      });
    }
    // Slow on purpose, so not while others wait to write.
    var password = PasswordHash.of(wish.password());
    var made =
        store.write(records -> {
          if (!isSetup) {
            Rights.requireAdmin(records, caller);
          }
          return add(records, caller, wish, role, password);
        });
    return Answer.json(201, AccountMessages.write(made));
  }

  private Account add(Writing records, long caller, Wish wish, Role role, String password) {
    if (records.account(wish.name()).isPresent()) {
      throw new RefusedException(409, "there is an account '%s' already".formatted(wish.name()));
    }
    var keys = wish.seedHex().isEmpty() ? KeyPair.generate() : given(wish.seedHex());
    var tid =
        wish.seedHex().isEmpty()
            ? register(records, wish.name(), keys)
            : own(records, caller, keys);
    var account = account(wish.name(), role, tid);
    var seed = HexFormat.of().formatHex(keys.seed());
    records.put(new AccountEntry(account, password, seal.seal(account.name(), seed)));
    return account;
  }

  private Account account(String name, Role role, long tid) {
    try {
      return new Account(name, role, tid, clock.instant().getEpochSecond());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  private static KeyPair given(String seedHex) {
    try {
      return KeyPair.fromSeedHex(seedHex);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "key: " + e.getMessage());
    }
  }

  private static long own(Reading records, long caller, KeyPair keys) {
    var user = records.user(caller).orElseThrow(() -> new RefusedException(404, "user not found"));
    if (!user.pubkey().equalsIgnoreCase(keys.publicKeyHex())) {
      throw new RefusedException(
          403, "key is not the one this call is signed with; leave it out to get a new one");
    }
    if (records.accountOf(caller).isPresent()) {
      throw new RefusedException(409, "the user %d has an account already".formatted(caller));
    }
    return caller;
  }

  private static long register(Writing records, String name, KeyPair keys) {
    var email = name.contains("@") ? name : name + "@localhost";
    if (records.users(new Filter.Users(name, ""), new Slice(1, 1)).total() > 0
        || records.userWithEmail(email).isPresent()) {
      throw new RefusedException(409, "the grid has a user '%s' already".formatted(name));
    }
    return records
        .add(new User(0, name, email, keys.publicKeyHex(), "", "", List.of(), false))
        .id();
  }

  private Answer change(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.user(request);
    var name = request.parameter("name");
    var wish = Arguments.body(request, AccountMessages::wish);
    if (!wish.password().isEmpty()) {
      checkPassword(wish.password());
    }
    var before = store.read(records -> permitted(records, caller, name, wish));
    if (before.account().tid() == caller
        && !wish.password().isEmpty()
        && !PasswordHash.isOf(wish.oldPassword(), before.password())) {
      throw new RefusedException(403, "old_password is not the password until now");
    }
    var password = wish.password().isEmpty() ? "" : PasswordHash.of(wish.password());
    var changed =
        store.write(records -> {
          var now = permitted(records, caller, name, wish);
          if (!now.equals(before)) {
            throw new RefusedException(409, "the account was changed meanwhile; try again");
          }
          var account =
              wish.role().isEmpty() ? now.account() : now.account().withRole(role(wish.role()));
          requireAnotherAdmin(records, now.account(), account.role() != Role.ADMIN);
          records.put(
              new AccountEntry(
                  account, password.isEmpty() ? now.password() : password, now.sealedKey()));
          return account;
        });
    return Answer.json(200, AccountMessages.write(changed));
  }

  private static AccountEntry permitted(Reading records, long caller, String name, Wish wish) {
    var entry = existing(records, caller, name);
    var isOwnPassword = entry.account().tid() == caller && wish.role().isEmpty();
    if (!isOwnPassword) {
      Rights.requireAdmin(records, caller);
    }
    return entry;
  }

  /// Who may not look is not told whether there is such an account.
  private static AccountEntry existing(Reading records, long caller, String name) {
    var entry = records.account(name);
    if (entry.isEmpty() || entry.get().account().tid() != caller) {
      Rights.requireAdmin(records, caller);
    }
    return entry.orElseThrow(
        () -> new RefusedException(404, "there is no account '%s'".formatted(name)));
  }

  private Answer remove(WebRequest request) throws StoreException, InterruptedException {
    var caller = callers.user(request);
    var name = request.parameter("name");
    store.write(records -> {
      Rights.requireAdmin(records, caller);
      var entry = existing(records, caller, name);
      requireAnotherAdmin(records, entry.account(), true);
      records.removeAccount(name);
      return name;
    });
    return Answer.json(200, "null");
  }

  private static void requireAnotherAdmin(Reading records, Account account, boolean losesRole) {
    var admins =
        records.accounts().stream()
            .filter(entry -> entry.account().role() == Role.ADMIN)
            .filter(entry -> !entry.account().name().equals(account.name()))
            .count();
    if (losesRole && account.role() == Role.ADMIN && admins == 0) {
      throw new RefusedException(
          409, "'%s' is the only admin; make another one first".formatted(account.name()));
    }
  }

  private static Role role(String word) {
    return Role.of(word)
        .orElseThrow(() ->
            new RefusedException(
                400,
                "role is '%s'; it must be one of %s".formatted(word, AccountMessages.words())));
  }

  private static void checkPassword(String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new RefusedException(
          400,
          "password has %d characters; it must have %d to %d"
              .formatted(password.length(), SHORTEST_PASSWORD, LONGEST_PASSWORD));
    }
  }

  private boolean isSetup(WebRequest request) {
    return !setupToken.isEmpty()
        && request
            .header(SETUP)
            .filter(token ->
                MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8),
                    setupToken.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }
}
