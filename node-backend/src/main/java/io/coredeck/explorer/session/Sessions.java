package io.coredeck.explorer.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Writing;
import io.coredeck.explorer.store.session.SessionEntry;
import io.coredeck.model.registry.Account;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Sign-ins of people.
///
/// A key alone proves nobody for ever: who got it at a sign-in shows with it, at every call, the
/// session it came with, until that ends. It ends when the person signs out, and with every new
/// generation of the account. A key that the person has taken along, or brought, is the person's to
/// keep, and proves the person alone, as clients of the original do. Safe for many threads.
///
/// @param clock what time it is
public record Sessions(InstantSource clock) {

  /// Longer than a person is signed in to the dashboard, which may still have something in hand.
  private static final Duration LONGEST = Duration.ofHours(12).plusMinutes(30);

  /// Of one user; those that end first give way.
  static final int MOST_OF_ONE = 64;

  private static final String PREFIX = "cds_";
  private static final int RANDOM_BYTES = 32;
  private static final int MOST_CHARACTERS = 128;
  private static final int ENDED = 401;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// @param account as it is after the sign-in
  /// @return the text of a new session, to be told to the person alone
  public String begin(Writing records, Account account) {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    var text = PREFIX + HexFormat.of().formatHex(bytes);
    var now = now();
    var session =
        new SessionEntry(account.tid(), account.standing().generation(), now + LONGEST.toSeconds());
    records.sessions().add(hash(text), session, now, MOST_OF_ONE);
    return text;
  }

  /// @param tid who signed the call, or what is in it
  /// @return whether the signature counts: the user has no account, the key is out, or the call
  ///   shows a session of the user that has not ended
  public boolean isOpen(Reading records, WebRequest request, long tid) {
    var account = records.accountOf(tid).map(Reading.AccountEntry::account);
    return account.isEmpty()
        || account.get().standing().isKeyOut()
        || shown(request)
            .flatMap(text -> records.sessions().find(hash(text)))
            .filter(session -> isOf(session, account.get()))
            .isPresent();
  }

  private boolean isOf(SessionEntry session, Account account) {
    return session.tid() == account.tid()
        && session.generation() == account.standing().generation()
        && session.expires() > now();
  }

  /// @throws RefusedException 401 if the signature does not count, as {@link #isOpen} says
  public void require(Reading records, WebRequest request, long tid) {
    if (!isOpen(records, request, tid)) {
      throw new RefusedException(
          ENDED,
          "unauthorized access: the key of an account counts with the session of its sign-in, in the header %s; %s"
              .formatted(
                  AccountMessages.SESSION,
                  shown(request).isEmpty()
                      ? "sign in, or take the key along as words"
                      : "this one has ended; sign in again"),
          Map.of("WWW-Authenticate", "Signature headers=\"(created) date threebot-id\""));
    }
  }

  /// Has the session that a call shows go on after a change that ends all others.
  ///
  /// @param account as it is after the change
  public void carry(Writing records, WebRequest request, Account account) {
    shown(request)
        .ifPresent(text ->
            records.sessions().carry(hash(text), account.tid(), account.standing().generation()));
  }

  /// Ends the session that a call shows.
  ///
  /// @param tid who calls
  public void end(Writing records, WebRequest request, long tid) {
    shown(request).ifPresent(text -> records.sessions().end(hash(text), tid));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static Optional<String> shown(WebRequest request) {
    return request
        .header(AccountMessages.SESSION)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= MOST_CHARACTERS);
  }

  /// SHA-256 is enough, since nobody guesses 256 random bits.
  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
