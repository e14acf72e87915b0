package io.coredeck.explorer.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Account.Standing;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.User;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.Changed;
import io.coredeck.wire.account.AccountMessages.Wish;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// The calls about which accounts there are; what changes one is {@link AccountChanges}', signing
/// in {@link SignIn}'s.
///
/// All are signed by a user of the grid. An admin may do everything. The very first account is made
/// with the setup token.
final class Accounts {

  /// Header that carries the setup token.
  private static final String SETUP = "Coredeck-Setup";

  /// In a path: the caller's own account. No account has so short a name.
  private static final String ME = "me";

  private final Store store;
  private final KeySeal seal;
  private final String setupToken;
  private final InstantSource clock;

  Accounts(Store store, KeySeal seal, String setupToken, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.setupToken = setupToken;
    this.clock = clock;
  }

  void open(Doors doors) {
    doors
        .user("GET", "/accounts", this::list)
        .userOfAnyStanding("GET", "/accounts/{name}", this::get)
        .creation(Rule.PERSON, "/accounts", "account.create", this::create)
        .admin("DELETE", "/accounts/{name}", "account.delete", this::remove);
  }

  private Answer list(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var found =
        store.read(records -> {
          var all = records.accounts().stream().map(AccountEntry::account).toList();
          return Rights.isAdmin(records, caller.tid())
              ? all
              : all.stream().filter(account -> account.tid() == caller.tid()).toList();
        });
    return Answer.json(200, AccountMessages.write(found));
  }

  private Answer get(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var name = request.parameter("name");
    var account = store.read(records -> existing(records, caller.tid(), name).account());
    return Versions.stated(Answer.json(200, AccountMessages.write(account)), account.state());
  }

  private Answer create(WebRequest request, Caller by, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var caller = by.tid();
    var body = request.text();
    var wish = Arguments.decoded(body, AccountMessages::wish);
    note.object(wish.name());
    var role = role(wish.role());
    var isSetup = isSetup(request);
    if (!isSetup) {
      store.read(records -> {
        requireMaker(records, caller);
        return caller;
      });
    }
    var password = wish.password().isEmpty() ? PasswordRules.generate() : wish.password();
    PasswordRules.check(wish.name(), password);
    var hash = PasswordHash.of(password); // slow on purpose, so not while others wait to write
    return attempt
        .once(
            store,
            caller,
            body,
            records -> {
              if (!isSetup) {
                requireMaker(records, caller);
              }
              note.detail(role.word());
              var account = add(records, caller, wish, role, hash, isSetup);
              note.done(records);
              return made(account, wish.password().isEmpty() ? password : "");
            })
        .answer()
        .with("Cache-Control", "no-store");
  }

  /// @param shown the password that the explorer chose; empty if somebody else did
  private static Repeats.Result made(Account account, String shown) {
    var text = AccountMessages.write(new Changed(account, shown));
    var what = "account '" + account.name() + "'";
    return shown.isEmpty()
        ? Repeats.Result.of(201, text)
        : Repeats.Result.shownOnce(201, text, what, "set its password anew");
  }

  private static void requireMaker(Reading records, long caller) {
    Rights.requireAdmin(records, caller);
    Rights.requireStanding(records, caller);
  }

  private Account add(
      Writing records, long caller, Wish wish, Role role, String password, boolean isSetup) {
    if (records.account(wish.name()).isPresent()) {
      throw new RefusedException(409, "there is an account '%s' already".formatted(wish.name()));
    }
    var keys = wish.seedHex().isEmpty() ? KeyPair.generate() : given(wish.seedHex());
    var tid =
        wish.seedHex().isEmpty()
            ? register(records, wish.name(), keys)
            : own(records, caller, keys);
    // Who brings a key has it, and signs with it as before.
    var made = account(wish.name(), role, tid, isSetup);
    var account = wish.seedHex().isEmpty() ? made : made.withStanding(made.standing().withKeyOut());
    var seed = HexFormat.of().formatHex(keys.seed());
    records.put(new AccountEntry(account, password, seal.seal(account.name(), seed)));
    return account;
  }

  /// Who gets a password from somebody else has to change it.
  private Account account(String name, Role role, long tid, boolean isSetup) {
    var standing = isSetup ? Standing.FRESH : Standing.FRESH.withNewPassword(true);
    try {
      return new Account(name, role, tid, clock.instant().getEpochSecond(), standing);
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

  private static long own(Writing records, long caller, KeyPair keys) {
    var user = records.user(caller).orElseThrow(() -> new RefusedException(404, "user not found"));
    if (!user.pubkey().equalsIgnoreCase(keys.publicKeyHex())) {
      throw new RefusedException(
          403, "key is not the one this call is signed with; leave it out to get a new one");
    }
    if (records.accountOf(caller).isPresent()) {
      throw new RefusedException(409, "the user %d has an account already".formatted(caller));
    }
    records.people().unbar(caller);
    return caller;
  }

  static long register(Writing records, String name, KeyPair keys) {
    if (!isFree(records, name)) {
      throw new RefusedException(
          409,
          "the grid has a user '%s' already, perhaps of a deleted account; choose another name"
              .formatted(name));
    }
    return records
        .add(new User(0, name, emailOf(name), keys.publicKeyHex(), "", "", List.of(), false))
        .id();
  }

  private static String emailOf(String name) {
    return name.contains("@") ? name : name + "@localhost";
  }

  /// @return whether no user of the grid has that name
  static boolean isFree(Reading records, String name) {
    return records.users(new Filter.Users(name, ""), new Slice(1, 1)).total() == 0
        && records.userWithEmail(emailOf(name)).isEmpty();
  }

  /// Who may not look is not told whether there is such an account.
  static AccountEntry existing(Reading records, long caller, String name) {
    if (name.equals(ME)) {
      return records
          .accountOf(caller)
          .orElseThrow(() -> new RefusedException(404, "you have no account"));
    }
    var entry = records.account(name);
    if (entry.isEmpty() || entry.get().account().tid() != caller) {
      Rights.requireAdmin(records, caller);
    }
    return entry.orElseThrow(
        () -> new RefusedException(404, "there is no account '%s'".formatted(name)));
  }

  private Answer remove(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var name = request.parameter("name");
    store.write(records -> {
      requireMaker(records, caller.tid());
      var account = existing(records, caller.tid(), name).account();
      Versions.requireState(request, account.state());
      requireAnotherAdmin(records, account);
      requireNothingRuns(records, account);
      records.people().removeTokensOf(account.tid());
      records.templates().removePrivateOf(account.tid());
      records.hooks().removeAllOf(account.tid());
      note.object(account.name());
      note.done(records);
      records.removeAccount(account.name());
      records.people().bar(account.tid());
      records.sessions().endAllOf(account.tid());
      return name;
    });
    return Answer.json(200, "null");
  }

  private static void requireNothingRuns(Reading records, Account account) {
    var live =
        records
            .people()
            .workloadsOf(account.tid(), EnumSet.of(NextAction.DEPLOY, NextAction.DELETE));
    if (live > 0) {
      throw new RefusedException(
          409,
          "'%s' still has %d reservations; delete them first, or disable the account"
              .formatted(account.name(), live));
    }
  }

  /// Who has the role from an identity provider may lose it there at any time, and is not counted.
  ///
  /// @throws RefusedException 409 if without this one nobody could administrate
  static void requireAnotherAdmin(Reading records, Account account) {
    var others =
        records.accounts().stream()
            .map(AccountEntry::account)
            .filter(Accounts::isLastingAdmin)
            .filter(other -> !other.name().equals(account.name()))
            .count();
    if (isLastingAdmin(account) && others == 0) {
      throw new RefusedException(
          409,
          "'%s' is the only admin with a password; make another one first"
              .formatted(account.name()));
    }
  }

  private static boolean isLastingAdmin(Account account) {
    return account.role() == Role.ADMIN
        && !account.standing().isDisabled()
        && !account.standing().isProvided();
  }

  static Role role(String word) {
    return Role.of(word)
        .orElseThrow(() ->
            new RefusedException(
                400,
                "role is '%s'; it must be one of %s".formatted(word, AccountMessages.words())));
  }

  private boolean isSetup(WebRequest request) {
    return !setupToken.isEmpty()
        && request
            .header(SETUP)
            .filter(
                token -> MessageDigest.isEqual(token.getBytes(UTF_8), setupToken.getBytes(UTF_8)))
            .isPresent();
  }
}
