package io.coredeck.explorer.account;

import io.coredeck.explorer.account.provider.Provider;
import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.session.Sessions;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.registry.Account;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.SignedIn;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Signing in, a name and a password for the account and the key it signs with; and out.
///
/// What a stranger hears is the same, and takes the same time, whether the name or the password is
/// wrong. Pages in browsers are refused: the dashboard asks for its people, nobody else's page
/// does.
public final class SignIn {

  /// What is remembered in place of a name nobody has: it may be a password in the wrong field.
  private static final String NOBODY = "(unknown name)";

  private final Store store;
  private final KeySeal seal;
  private final PasswordCheck passwords;
  private final Sessions sessions;
  private final InstantSource clock;

  private SignIn(Store store, KeySeal seal, PasswordCheck passwords, InstantSource clock) {
    this.sessions = new Sessions(clock);
    this.store = store;
    this.seal = seal;
    this.passwords = passwords;
    this.clock = clock;
  }

  /// Adds the calls about accounts and tokens.
  ///
  /// @param access opens people's keys
  /// @param setupToken lets the bearer make an account; empty for nobody
  /// @param provider whose people may sign in; empty for none
  public static void open(
      Doors doors,
      Store store,
      TokenAccess access,
      String setupToken,
      Optional<Provider> provider,
      InstantSource clock) {
    var passwords = new PasswordCheck(clock);
    var signIn = new SignIn(store, access.seal(), passwords, clock);
    doors
        .proving("POST", "/accounts/sign-in", "sign-in", signIn::signIn)
        .personOfAnyStanding("POST", "/accounts/sign-out", "sign-out", signIn::signOut);
    new Tokens(store, clock).open(doors);
    new Accounts(store, access.seal(), setupToken, clock).open(doors);
    new AccountChanges(store, passwords, clock).open(doors);
    new ProviderSignIn(store, access.seal(), provider, clock).open(doors);
    new KeyCalls(store, access.seal(), passwords, doors.callers()).open(doors);
  }

  private Answer signIn(WebRequest request, Note note) throws IOException, InterruptedException {
    refuseBrowsers(request);
    var asked = Arguments.body(request, AccountMessages::signIn);
    var entry = store.read(records -> records.account(asked.name()));
    note.byStranger(
        entry.isPresent() ? asked.name() : NOBODY,
        entry.map(AccountEntry::account).map(Account::tid).orElse(0L));
    if (!passwords.isRight(request, asked.name(), entry, asked.password())) {
      throw new RefusedException(401, "the name or the password is wrong");
    }
    var proven = entry.orElseThrow();
    note.byPassword(proven.account().tid());
    var seed = seal.open(proven.account().name(), proven.sealedKey());
    return Answer.json(200, AccountMessages.write(enter(note, proven, seed)))
        .with("Cache-Control", "no-store");
  }

  private SignedIn enter(Note note, AccountEntry proven, String seed)
      throws StoreException, InterruptedException {
    var now = clock.instant().getEpochSecond();
    return store.write(records -> {
      var entry =
          records
              .account(proven.account().name())
              .filter(current -> current.password().equals(proven.password()))
              .orElseThrow(() -> new RefusedException(401, "the name or the password is wrong"));
      if (entry.account().standing().isDisabled()) {
        throw new RefusedException(403, "the account is disabled; ask an admin");
      }
      var account = entry.account().withStanding(entry.account().standing().withSignIn(now));
      records.put(entry.with(account));
      note.done(records);
      return new SignedIn(account, seed, sessions.begin(records, account));
    });
  }

  private Answer signOut(WebRequest request, Caller caller, Note note)
      throws IOException, InterruptedException {
    if (!Arguments.body(request, AccountMessages::isEverywhere)) {
      if (store.read(records -> records.accountOf(caller.tid())).isEmpty()) {
        note.nothing(); // everybody registers users and has them say so without end
        return Answer.json(200, "null");
      }
      return store.write(records -> {
        sessions.end(records, request, caller.tid());
        note.done(records);
        return Answer.json(200, "null");
      });
    }
    note.action("sign-out.everywhere");
    store.write(records -> {
      var entry =
          records
              .accountOf(caller.tid())
              .orElseThrow(() -> new RefusedException(404, "you have no account"));
      var standing = entry.account().standing().withNewGeneration();
      records.put(entry.with(entry.account().withStanding(standing)));
      records.people().revokeAllOf(caller.tid(), clock.instant().getEpochSecond());
      records.sessions().endAllOf(caller.tid());
      note.done(records);
      return caller;
    });
    return Answer.json(200, "null");
  }

  static RefusedException tooOften(Duration wait) {
    var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new RefusedException(
        429,
        "too many tries; wait %d s and try again".formatted(seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  static void refuseBrowsers(WebRequest request) {
    if (request.header("Origin").isPresent() || request.header("Sec-Fetch-Site").isPresent()) {
      throw new RefusedException(403, "web pages may not sign in here; use the dashboard");
    }
  }
}
