package io.coredeck.explorer.account;

import io.coredeck.explorer.account.guess.SignInLimit;
import io.coredeck.explorer.account.guess.SignInLimit.Attempt;
import io.coredeck.explorer.call.ClientAddress;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.web.WebRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Compares passwords, a few at a time, and slows down who guesses. Safe for many threads.
final class PasswordCheck {

  /// Hashes computed at the same time; each takes 19 MiB and tens of milliseconds.
  private static final int MOST_AT_ONCE = 2;

  private static final Duration TURN_LIMIT = Duration.ofSeconds(10);

  private final SignInLimit limit;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
  private final String nobody = PasswordHash.of("nobody has this password");

  PasswordCheck(InstantSource clock) {
    this.limit = new SignInLimit(clock);
  }

  /// Takes the same time whether there is such an account with a password or not.
  ///
  /// @param name as it was given
  /// @throws io.coredeck.web.RefusedException 429 after too many wrong ones
  boolean isRight(WebRequest request, String name, Optional<AccountEntry> entry, String password)
      throws InterruptedException {
    var own = entry.filter(one -> !one.account().standing().isProvided());
    var who = new Attempt(name, ClientAddress.of(request));
    refuse(limit.waitOf(who));
    enter();
    boolean isRight;
    try {
      refuse(limit.begin(who)); // others of the same may have been wrong meanwhile
      isRight =
          PasswordHash.isOf(password, own.map(AccountEntry::password).orElse(nobody))
              && own.isPresent();
    } finally {
      turns.release();
    }
    if (isRight) {
      limit.succeeded(who);
    }
    return isRight;
  }

  private static void refuse(Duration wait) {
    if (!wait.isZero()) {
      throw SignIn.tooOften(wait);
    }
  }

  /// The same for an account that is there.
  boolean isRight(WebRequest request, AccountEntry entry, String password)
      throws InterruptedException {
    return isRight(request, entry.account().name(), Optional.of(entry), password);
  }

  /// @return a new hash
  String hash(String password) throws InterruptedException {
    enter();
    try {
      return PasswordHash.of(password);
    } finally {
      turns.release();
    }
  }

  private void enter() throws InterruptedException {
    if (!turns.tryAcquire(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw SignIn.tooOften(TURN_LIMIT);
    }
  }
}
