package io.coredeck.explorer.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.Writing;
import io.coredeck.identity.NodeId;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.TokenMessages;
import io.coredeck.wire.account.TokenMessages.Made;
import io.coredeck.wire.account.TokenMessages.Wish;
import java.time.Duration;
import java.time.InstantSource;

/// The calls about tokens. Everybody has own ones; an admin sees and revokes everybody's.
final class Tokens {

  private static final int MOST_OF_ONE = 50;
  private static final int MOST_DAYS = 366;
  private static final int LONGEST_SECRET = 1 << 16;

  /// How long the explorer can still say of a token that it has ended.
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Store store;
  private final InstantSource clock;

  Tokens(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void open(Doors doors) {
    doors
        .user("GET", "/accounts/{name}/tokens", this::list)
        .creation(Rule.PERSON, "/accounts/{name}/tokens", "token.create", this::create)
        .person("DELETE", "/accounts/{name}/tokens/{id:digits}", "token.revoke", this::revoke)
        .user("POST", "/accounts/encrypt", this::encrypt);
  }

  private Answer list(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var name = request.parameter("name");
    var found =
        store.read(records -> {
          var account = Accounts.existing(records, caller.tid(), name).account();
          return records.people().tokensOf(account.tid());
        });
    return Answer.json(200, TokenMessages.write(found)).with("Cache-Control", "no-store");
  }

  private Answer create(WebRequest request, Caller by, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var caller = by.tid();
    var body = request.text();
    var wish = Arguments.decoded(body, TokenMessages::wish);
    var name = request.parameter("name");
    var token = token(wish);
    var text = TokenText.generate();
    return attempt
        .once(
            store,
            caller,
            body,
            records -> {
              Rights.requireStanding(records, caller);
              var account = Accounts.existing(records, caller, name).account();
              if (account.tid() != caller) {
                throw new RefusedException(403, "everybody makes the own tokens only");
              }
              checkRoom(records, caller, token);
              note.object(token.name());
              note.detail("%s, %d days".formatted(token.scope().word(), wish.days()));
              note.done(records);
              var made = records.people().add(caller, token, TokenText.hash(text));
              return Repeats.Result.shownOnce(
                  201,
                  TokenMessages.write(new Made(made, text)),
                  "token %d, '%s',".formatted(made.id(), made.name()),
                  "revoke it and make another with a new key");
            })
        .answer()
        .with("Cache-Control", "no-store");
  }

  private ApiToken token(Wish wish) {
    if (wish.days() < 1 || wish.days() > MOST_DAYS) {
      throw new RefusedException(
          400, "days is %d; it must be from 1 to %d".formatted(wish.days(), MOST_DAYS));
    }
    var now = clock.instant();
    try {
      return new ApiToken(
          0,
          wish.name().strip(),
          wish.scope(),
          now.getEpochSecond(),
          now.plus(Duration.ofDays(wish.days())).getEpochSecond(),
          0);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  private void checkRoom(Writing records, long tid, ApiToken token) {
    records.people().removeTokensEndedBefore(clock.instant().minus(REMEMBERED).getEpochSecond());
    var present = records.people().tokensOf(tid);
    if (present.size() >= MOST_OF_ONE) {
      throw new RefusedException(
          409, "there are %d tokens; revoke one first".formatted(present.size()));
    }
    if (present.stream().anyMatch(other -> other.name().equals(token.name()))) {
      throw new RefusedException(
          409, "there is a token '%s'; choose another name".formatted(token.name()));
    }
  }

  private Answer revoke(WebRequest request, Caller by, Note note)
      throws StoreException, InterruptedException {
    var caller = by.tid();
    var name = request.parameter("name");
    var id = Arguments.pathNumber(request, "id");
    store.write(records -> {
      var owner = Accounts.existing(records, caller, name).account();
      var token =
          records.people().tokensOf(owner.tid()).stream()
              .filter(one -> one.id() == id)
              .findFirst()
              .orElseThrow(() -> new RefusedException(404, "there is no token %d".formatted(id)));
      records.people().revoke(owner.tid(), id, clock.instant().getEpochSecond());
      note.object(token.name());
      note.detail(owner.tid() == caller ? "" : "of " + owner.name());
      note.done(records);
      return id;
    });
    return Answer.json(200, "null");
  }

  /// Who bears a token has no key to encrypt with; the explorer has the owner's.
  private Answer encrypt(WebRequest request, Caller caller) {
    var secret = Arguments.body(request, TokenMessages::secret);
    var plain = secret.text().getBytes(UTF_8);
    if (plain.length > LONGEST_SECRET) {
      throw new RefusedException(
          400,
          "text has %d bytes; it must have at most %d".formatted(plain.length, LONGEST_SECRET));
    }
    var keys =
        caller
            .keys()
            .orElseThrow(() ->
                new RefusedException(400, "who signs with a key encrypts with it; nothing to do"));
    try {
      var node = NodeId.toHex(secret.nodeId());
      var hex = Secrets.encrypt(Reservation.CURRENT_VERSION, keys, node, plain);
      return Answer.json(200, TokenMessages.writeSealed(hex)).with("Cache-Control", "no-store");
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "node_id: " + e.getMessage());
    }
  }
}
