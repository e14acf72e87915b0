package io.coredeck.explorer.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.audit.Note;
import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.call.Callers.Sight;
import io.coredeck.explorer.call.Parts;
import io.coredeck.explorer.call.Repeats;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.call.Versions;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.door.Rule;
import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.identity.Signatures;
import io.coredeck.model.registry.User;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.Messages.UserUpdate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The calls about users. Emails are shown to users only.
public final class Users {
  private static final int SHORTEST_NAME = 3;

  /// Bytes of a user: lists of a thousand go to everybody.
  private static final int MOST_BYTES = 8 << 10;

  private final Store store;
  private final Callers callers;
  private final Admitting admitting;

  private Users(Store store, Callers callers, Admitting admitting) {
    this.store = store;
    this.callers = callers;
    this.admitting = admitting;
  }

  /// Adds the calls.
  public static void open(Doors doors, Store store) {
    var users = new Users(store, doors.callers(), doors.admitting());
    doors
        .openCreation(Rule.ANYBODY, "/users", "user.register", users::register)
        .anybodyOrKnown("GET", "/users", users::list)
        .anybodyOrKnown("GET", "/users/{id}", users::get)
        .signed("PUT", "/users/{id}", "user.change", users::update)
        .admin("PUT", "/users/{id}/trusted", "user.change", users::trust)
        .anybody("POST", "/users/{id}/validate", users::validate);
  }

  private Answer register(
      WebRequest request, Optional<Caller> nobody, Note note, Repeats.Attempt attempt)
      throws StoreException, InterruptedException {
    var body = request.withLimit(MOST_BYTES).text();
    var asked = Arguments.decoded(body, Json::user);
    checkName(asked);
    checkLowerCase("email", asked.email());
    if (!Signatures.isPublicKey(asked.pubkey())) {
      throw new RefusedException(
          500,
          "invalid public key '%s'; it must be 64 hex characters of an ed25519 key"
              .formatted(asked.pubkey()));
    }
    var user = new User(0, asked.name(), asked.email(), asked.pubkey(), "", "", List.of(), false);
    return attempt
        .once(
            store,
            Repeats.STRANGER,
            body,
            records -> {
              if (isTaken(records, new Filter.Users(user.name(), ""))
                  || isEmailTaken(records, user.email(), 0)) {
                throw new RefusedException(409, "user with same name or email exists");
              }
              var added = records.add(user);
              if (admitting.users()) {
                records.admissions().putUser(added.id(), Admission.ADMITTED);
              }
              return Repeats.Result.of(201, Json.write(added));
            })
        .answer();
  }

  private static void checkName(User user) {
    checkLowerCase("name", user.name());
    if (user.name().getBytes(UTF_8).length < SHORTEST_NAME) {
      throw new RefusedException(
          400, "name should be at least %d character".formatted(SHORTEST_NAME));
    }
  }

  private static void checkLowerCase(String member, String text) {
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new RefusedException(400, member + " should be all lower case");
    }
  }

  private static boolean isTaken(Reading records, Filter.Users filter) {
    return records.users(filter, new Slice(1, 1)).total() > 0;
  }

  /// An empty email is one like any other: only one user has it.
  private static boolean isEmailTaken(Reading records, String email, long byOtherThan) {
    return records.userWithEmail(email).filter(user -> user.id() != byOtherThan).isPresent();
  }

  private Answer list(WebRequest request, Sight sight) throws StoreException, InterruptedException {
    var slice = Arguments.slice(request);
    var filter =
        new Filter.Users(
            Arguments.queryText(request, "name"), Arguments.queryText(request, "email"));
    return Parts.page(
        part ->
            store
                .read(records -> records.users(filter, part))
                .map(user -> Json.write(sight.of(user.id()) ? user : user.withoutEmail())),
        slice);
  }

  private Answer get(WebRequest request, Sight sight) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var user = store.read(records -> existing(records, id));
    var document = Json.write(user);
    return sight.of(id)
        ? Versions.tagged(Answer.json(200, document), document)
        : Answer.json(200, Json.write(user.withoutEmail()));
  }

  static User existing(Reading records, long id) {
    return records.user(id).orElseThrow(() -> new RefusedException(404, "user not found"));
  }

  private Answer update(WebRequest request, Optional<Caller> bearer, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var update = signed(id, said(request), bearer);
    if (update.senderSignature().isEmpty()) {
      throw new RefusedException(400, "signature is required in sender_signature_hex");
    }
    return store.write(records -> {
      var user = existing(records, id);
      checkUpdate(user, update);
      note.by(bearer.orElseGet(() -> Caller.signed(id)));
      note.object(user.name());
      callers.requireSession(records, request, bearer, id);
      Rights.requireOwnChange(records, id);
      Versions.require(request, Json.write(user));
      var email = update.user().email();
      if (!email.isEmpty() && isEmailTaken(records, email, id)) {
        throw new RefusedException(409, "user with same name or email exists");
      }
      records.put(updated(user, update.user()));
      if (Rights.isAdmitted(records, id)) {
        note.done(records);
      } else {
        note.nothing(); // everybody registers users and changes them without end
      }
      return Answer.json(200, "null");
    });
  }

  private static UserUpdate said(WebRequest request) {
    return Arguments.body(request.withLimit(MOST_BYTES), Messages::userUpdate);
  }

  /// Our addition: whom an admin trusts may sponsor others' pools.
  private Answer trust(WebRequest request, Caller caller, Note note)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var isTrusted = Arguments.body(request, Messages::trusted);
    return store.write(records -> {
      var user = existing(records, id);
      note.object(user.name());
      Versions.require(request, Json.write(user));
      note.detail(isTrusted ? "may sponsor pools" : "may not sponsor pools");
      records.put(user.trusted(isTrusted));
      note.done(records);
      return Answer.json(200, "null");
    });
  }

  /// Who bears a token has no key to sign with; the explorer has the owner's.
  private static UserUpdate signed(long id, UserUpdate update, Optional<Caller> bearer) {
    return bearer
        .filter(caller -> update.senderSignature().isEmpty() && caller.tid() == id)
        .flatMap(Caller::keys)
        .map(keys ->
            new UserUpdate(update.user(), keys.signHex(Signatures.ofUserUpdate(id, update.user()))))
        .orElse(update);
  }

  private static void checkUpdate(User user, UserUpdate update) {
    var asked = update.user();
    checkUnchanged("public key", user.pubkey(), asked.pubkey());
    checkUnchanged("name", user.name(), asked.name());
    checkLowerCase("email", asked.email());
    var signed = Signatures.ofUserUpdate(user.id(), asked);
    if (!Signatures.verify(user.pubkey(), signed, update.senderSignature())) {
      throw new RefusedException(
          400,
          "payload verification failed: sender_signature_hex is not the user's over"
              + " id, name, email, host, description and pubkey");
    }
  }

  private static void checkUnchanged(String member, String now, String asked) {
    if (!asked.isEmpty() && !asked.equals(now)) {
      throw new RefusedException(400, "can not update " + member);
    }
  }

  private static User updated(User user, User asked) {
    return new User(
        user.id(),
        user.name(),
        asked.email().isEmpty() ? user.email() : asked.email(),
        user.pubkey(),
        asked.host().isEmpty() ? user.host() : asked.host(),
        asked.description().isEmpty() ? user.description() : asked.description(),
        asked.walletAddresses().isEmpty() ? user.walletAddresses() : asked.walletAddresses(),
        user.trustedSalesChannel());
  }

  private Answer validate(WebRequest request) throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var question = Arguments.body(request, Messages::validation);
    var payload = fromHex("payload", question.payload());
    fromHex("signature", question.signature());
    var user = store.read(records -> existing(records, id));
    var isValid = Signatures.verify(user.pubkey(), payload, question.signature());
    return Answer.json(200, Messages.writeIsValid(isValid));
  }

  private static byte[] fromHex(String member, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      throw new RefusedException(400, member + " must be hex encoded");
    }
  }
}
