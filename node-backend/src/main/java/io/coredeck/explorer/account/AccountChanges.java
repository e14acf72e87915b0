package io.coredeck.explorer.account;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.session.Sessions;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.Changed;
import io.coredeck.wire.account.AccountMessages.Wish;
import java.time.InstantSource;

/// The call that changes one thing of an account: its role, whether it is disabled, its password.
///
/// Everybody changes the own password and knows the old one; everything else is an admin's.
final class AccountChanges {

  private final Store store;
  private final PasswordCheck passwords;
  private final Sessions sessions;
  private final InstantSource clock;

  AccountChanges(Store store, PasswordCheck passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.sessions = new Sessions(clock);
    this.clock = clock;
  }

  void open(Doors doors) {
    doors.personOfAnyStanding("PUT", "/accounts/{name}", "account.change", this::change);
  }

  private Answer change(WebRequest request, Caller by, Note note)
      throws StoreException, InterruptedException {
    var caller = by.tid();
    var name = request.parameter("name");
    var wish = Arguments.body(request, AccountMessages::wish);
    checkOneThing(wish);
    note.action(word(wish));
    var isPassword = wish.isReset() || !wish.password().isEmpty();
    var before = store.read(records -> Accounts.existing(records, caller, name));
    note.object(before.account().name());
    var isOwn = before.account().tid() == caller;
    if (!isOwn || !isPassword) {
      requireAdmin(caller);
    }
    if (before.account().standing().isProvided() && wish.disabled().isEmpty()) {
      throw new RefusedException(
          409,
          "an identity provider proves who '%s' is and says the role at each sign-in; change it there, or disable the account here"
              .formatted(before.account().name()));
    }
    var changed =
        isPassword
            ? password(request, note, before, wish, isOwn)
            : new Changed(standing(request, caller, note, before.account(), wish), "");
    var answer = Answer.json(200, AccountMessages.write(changed)).with("Cache-Control", "no-store");
    return Versions.stated(answer, changed.account().state());
  }

  private static void checkOneThing(Wish wish) {
    var things =
        (wish.role().isEmpty() ? 0 : 1)
            + (wish.disabled().isEmpty() ? 0 : 1)
            + (wish.isReset() || !wish.password().isEmpty() ? 1 : 0);
    if (things != 1) {
      throw new RefusedException(
          400, "%d things are to change; change role, disabled or password".formatted(things));
    }
  }

  private static String word(Wish wish) {
    if (!wish.role().isEmpty()) {
      return "account.role";
    }
    return wish.disabled()
        .map(now -> now ? "account.disable" : "account.enable")
        .orElse("password.reset");
  }

  private void requireAdmin(long caller) throws StoreException, InterruptedException {
    store.read(records -> {
      requireAdmin(records, caller);
      return caller;
    });
  }

  private static void requireAdmin(Reading records, long caller) {
    Rights.requireAdmin(records, caller);
    Rights.requireStanding(records, caller);
  }

  private Account standing(WebRequest request, long caller, Note note, Account before, Wish wish)
      throws StoreException, InterruptedException {
    return store.write(records -> {
      requireAdmin(records, caller);
      var entry = Accounts.existing(records, caller, before.name());
      var now = entry.account();
      Versions.requireState(request, now.state());
      var changed =
          wish.disabled()
              .map(isDisabled -> now.withStanding(now.standing().withDisabled(isDisabled)))
              .orElseGet(() -> withRole(now, Accounts.role(wish.role())));
      if (changed.role() != Role.ADMIN || changed.standing().isDisabled()) {
        Accounts.requireAnotherAdmin(records, now);
      }
      if (changed.role() != now.role()) {
        note.detail("%s → %s".formatted(now.role().word(), changed.role().word()));
      }
      if (changed.standing().isDisabled()) {
        records.people().revokeAllOf(now.tid(), clock.instant().getEpochSecond());
      }
      return put(records, note, entry.with(changed));
    });
  }

  /// Sessions of before end: what their pages offer goes by the role they began with.
  static Account withRole(Account account, Role role) {
    return account.withRole(role).withStanding(account.standing().withNewGeneration());
  }

  private Changed password(
      WebRequest request, Note note, AccountEntry before, Wish wish, boolean isOwn)
      throws StoreException, InterruptedException {
    var name = before.account().name();
    if (isOwn) {
      note.action("password.change");
      checkOld(request, before, wish);
    }
    var wanted = wish.isReset() ? PasswordRules.generate() : wish.password();
    PasswordRules.check(name, wanted);
    var hash = passwords.hash(wanted);
    var account =
        store.write(records -> {
          var now = records.account(name).orElseThrow(AccountChanges::meanwhile);
          if (!now.password().equals(before.password())) {
            throw meanwhile();
          }
          Versions.requireState(request, now.account().state());
          var standing = now.account().standing().withNewPassword(!isOwn);
          var changed = now.account().withStanding(standing);
          if (isOwn) {
            sessions.carry(records, request, changed);
          } else {
            records.people().revokeAllOf(changed.tid(), clock.instant().getEpochSecond());
          }
          return put(records, note, new AccountEntry(changed, hash, now.sealedKey()));
        });
    return new Changed(account, wish.isReset() ? wanted : "");
  }

  private void checkOld(WebRequest request, AccountEntry before, Wish wish)
      throws StoreException, InterruptedException {
    if (wish.isReset()) {
      throw new RefusedException(403, "the own password is changed with the old one, not reset");
    }
    if (wish.password().equals(wish.oldPassword())) {
      throw new RefusedException(400, "password is the old one; choose another");
    }
    if (!passwords.isRight(request, before, wish.oldPassword())) {
      throw new RefusedException(403, "old_password is not the password until now");
    }
  }

  private static RefusedException meanwhile() {
    return new RefusedException(409, "the account was changed meanwhile; try again");
  }

  private static Account put(Writing records, Note note, AccountEntry entry) {
    records.put(entry);
    note.done(records);
    return entry.account();
  }
}
