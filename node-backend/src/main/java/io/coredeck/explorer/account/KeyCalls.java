package io.coredeck.explorer.account;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.model.NextAction;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.KeyMessages;
import io.coredeck.wire.account.KeyMessages.Wish;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;

/// The calls by which people take their signing keys along as words, and bring keys they have.
///
/// Everybody for the own account only, admins too, with the password again, never with a token. The
/// grid knows a user by its key for ever: an account changes its key only while nothing was ever
/// done with the old one. If the new key is that of a user of the grid, the account signs as that
/// user from then on.
final class KeyCalls {

  private final Store store;
  private final KeySeal seal;
  private final PasswordCheck passwords;
  private final Callers callers;

  KeyCalls(Store store, KeySeal seal, PasswordCheck passwords, Callers callers) {
    this.callers = callers;
    this.store = store;
    this.seal = seal;
    this.passwords = passwords;
  }

  void open(Doors doors) {
    doors
        .person("POST", "/accounts/{name}/key", "key.export", this::show)
        .person("PUT", "/accounts/{name}/key", "key.import", this::bring);
  }

  private Answer show(WebRequest request, Caller caller, Note note)
      throws IOException, InterruptedException {
    var proven = proven(request, caller.tid(), note, Arguments.body(request, KeyMessages::wish));
    var seed = seal.open(proven.account().name(), proven.sealedKey());
    store.write(records -> {
      requireStill(records, request, caller);
      var entry =
          records
              .account(proven.account().name())
              .filter(now -> now.sealedKey().equals(proven.sealedKey()))
              .orElseThrow(KeyCalls::meanwhile);
      records.put(
          entry.with(entry.account().withStanding(entry.account().standing().withKeyOut())));
      note.done(records);
      return seed;
    });
    var words = Mnemonic.words(KeyPair.fromSeedHex(seed));
    return Answer.json(200, KeyMessages.writeWords(words)).with("Cache-Control", "no-store");
  }

  private AccountEntry proven(WebRequest request, long caller, Note note, Wish wish)
      throws StoreException, InterruptedException {
    var name = request.parameter("name");
    var own =
        store.read(records -> {
          Rights.requireStanding(records, caller);
          var entry = Accounts.existing(records, caller, name);
          if (entry.account().tid() != caller) {
            throw new RefusedException(403, "everybody sees and changes the own key only");
          }
          return entry;
        });
    note.object(own.account().name());
    if (own.account().standing().isProvided()) {
      throw new RefusedException(
          403, "the account has no password to prove; an identity provider proves its person");
    }
    if (!passwords.isRight(request, own, wish.password())) {
      throw new RefusedException(403, "password is not that of the account");
    }
    return own;
  }

  private Answer bring(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var wish = Arguments.body(request, KeyMessages::wish);
    var before = proven(request, caller.tid(), note, wish);
    var keys = keys(wish.words());
    var account =
        store.write(records -> {
          requireStill(records, request, caller);
          var entry =
              records
                  .account(before.account().name())
                  .filter(now -> now.sealedKey().equals(before.sealedKey()))
                  .orElseThrow(KeyCalls::meanwhile);
          var old = entry.account().tid();
          var user = userWith(records, keys, old);
          var standing = entry.account().standing().withNewGeneration().withKeyOut();
          var now = entry.account().withTid(user).withStanding(standing);
          var sealed = seal.seal(now.name(), HexFormat.of().formatHex(keys.seed()));
          if (user != old) {
            records.people().removeTokensOf(old);
            records.hooks().removeAllOf(old);
            records.people().bar(old);
            records.sessions().endAllOf(old);
            records.people().unbar(user);
          }
          records.put(new AccountEntry(now, entry.password(), sealed));
          note.detail(
              user == old ? "a new key" : "user %d instead of user %d".formatted(user, old));
          note.done(records);
          return now;
        });
    return Answer.json(200, AccountMessages.write(account)).with("Cache-Control", "no-store");
  }

  /// The account may have been disabled, or its session ended, while the password was looked at.
  private void requireStill(Reading records, WebRequest request, Caller caller) {
    Rights.requireStanding(records, caller.tid());
    callers.requireSession(records, request, Optional.empty(), caller.tid());
  }

  private static RefusedException meanwhile() {
    return new RefusedException(409, "the account was changed meanwhile; try again");
  }

  private static KeyPair keys(String words) {
    try {
      return Mnemonic.keys(words);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "words: " + e.getMessage());
    }
  }

  /// @param old the account's user until now
  /// @return the user of the grid that has the key from now on
  private static long userWith(Writing records, KeyPair keys, long old) {
    var owners = records.usersWithKey(keys.publicKeyHex());
    if (owners.stream().anyMatch(user -> user.id() == old)) {
      throw new RefusedException(409, "that is the account's key already; there is nothing to do");
    }
    refuseUsed(records, old);
    if (owners.isEmpty()) {
      var user = records.user(old).orElseThrow(() -> new RefusedException(404, "user not found"));
      records.put(user.withPubkey(keys.publicKeyHex()));
      return old;
    }
    // Who has the seed is all of them; anybody may register more, which must hold up nobody.
    var owner = owners.getFirst().id();
    if (records.accountOf(owner).isPresent()) {
      throw new RefusedException(
          409, "user %d, whose key that is, has another account; use that one".formatted(owner));
    }
    return owner;
  }

  /// What was signed with a key, or encrypted with it, would be nobody's afterwards. A farm without
  /// nodes does not matter: anybody may register one in somebody else's name.
  private static void refuseUsed(Reading records, long tid) {
    var isUsed =
        records.people().workloadsOf(tid, EnumSet.allOf(NextAction.class)) > 0
            || !records.poolsOf(tid, 0).isEmpty()
            || records.people().hasNodes(tid)
            || records.templates().countOf(tid) > 0;
    if (isUsed) {
      throw new RefusedException(
          409,
          "user %d has reservations, pools, templates or a farm with nodes, and the grid knows it by its key, which cannot change; bring the key to an account that has used nothing yet"
              .formatted(tid));
    }
  }
}
