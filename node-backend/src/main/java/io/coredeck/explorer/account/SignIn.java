package io.coredeck.explorer.account;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Callers;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.account.AccountMessages;
import io.coredeck.wire.account.AccountMessages.SignedIn;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Signing in: a name and a password for the account and the key it signs with.
///
/// What a stranger hears is the same, and takes the same time, whether the name or the password is
/// wrong. Pages in browsers are refused: the dashboard asks for its people, nobody else's page
/// does.
public final class SignIn {

  /// Header in which a dashboard on this machine names the person's address.
  public static final String CLIENT = "Coredeck-Client";

  /// Hashes computed at the same time; each takes 19 MiB and tens of milliseconds.
  private static final int MOST_AT_ONCE = 2;

  private static final Duration TURN_LIMIT = Duration.ofSeconds(10);

  private final Store store;
  private final KeySeal seal;
  private final SignInLimit limit;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
  private final String nobody = PasswordHash.of("nobody has this password");

  private SignIn(Store store, KeySeal seal, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.limit = new SignInLimit(clock);
  }

  /// Adds the routes of accounts, this one and those of {@link Accounts}.
  ///
  /// @param base path before all routes
  /// @param sealFile where the key is kept that people's keys are encrypted with
  /// @param setupToken lets the bearer make an account; empty for nobody
  /// @throws IOException if the key file cannot be had
  public static void route(
      Router router,
      String base,
      Store store,
      Callers callers,
      Path sealFile,
      String setupToken,
      InstantSource clock)
      throws IOException {
    var seal = KeySeal.open(sealFile);
    router.post(base + "/accounts/sign-in", new SignIn(store, seal, clock)::signIn);
    new Accounts(store, callers, seal, setupToken, clock).route(router, base);
  }

  private Answer signIn(WebRequest request) throws IOException, InterruptedException {
    refuseBrowsers(request);
    var asked = Arguments.body(request, AccountMessages::signIn);
    var who = asked.name() + " " + addressOf(request);
    var wait = limit.waitOf(who);
    if (!wait.isZero()) {
      throw tooOften(wait);
    }
    var entry = store.read(records -> records.account(asked.name()));
    if (!isRight(asked.password(), entry)) {
      limit.failed(who);
      throw new RefusedException(401, "the name or the password is wrong");
    }
    limit.succeeded(who);
    var account = entry.orElseThrow().account();
    var seed = seal.open(account.name(), entry.orElseThrow().sealedKey());
    return Answer.json(200, AccountMessages.write(new SignedIn(account, seed)))
        .with("Cache-Control", "no-store");
  }

  private boolean isRight(String password, Optional<AccountEntry> entry)
      throws InterruptedException {
    if (!turns.tryAcquire(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw tooOften(TURN_LIMIT);
    }
    try {
      return PasswordHash.isOf(password, entry.map(AccountEntry::password).orElse(nobody))
          && entry.isPresent();
    } finally {
      turns.release();
    }
  }

  private static RefusedException tooOften(Duration wait) {
    var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new RefusedException(
        429,
        "too many tries; wait %d s and try again".formatted(seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private static void refuseBrowsers(WebRequest request) {
    if (request.header("Origin").isPresent() || request.header("Sec-Fetch-Site").isPresent()) {
      throw new RefusedException(403, "web pages may not sign in here; use the dashboard");
    }
  }

  private static String addressOf(WebRequest request) throws IOException {
    var remote = request.remoteAddress();
    return InetAddress.getByName(remote).isLoopbackAddress()
        ? request.header(CLIENT).orElse(remote)
        : remote;
  }
}
