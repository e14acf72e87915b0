package io.coredeck.explorer.account;

import io.coredeck.explorer.account.guess.Delays;
import io.coredeck.explorer.call.Bearers;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.call.ClientAddress;
import io.coredeck.explorer.call.Rights;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.TokenEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets in who bears a token, with the key of its owner, which stays here.
public final class TokenAccess implements Bearers {
  private static final System.Logger LOG = System.getLogger(TokenAccess.class.getName());

  /// How exactly it is known when a token was last used.
  private static final Duration COARSE = Duration.ofMinutes(5);

  /// What unknown tokens cost their sender's address.
  private static final Delays.Rule GUESSES =
      new Delays.Rule(5, Duration.ofSeconds(2), Duration.ofMinutes(15));

  private static final Set<String> LOOKING = Set.of("GET", "HEAD");

  private final Store store;
  private final KeySeal seal;
  private final InstantSource clock;
  private final Delays delays;

  private TokenAccess(Store store, KeySeal seal, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.clock = clock;
    this.delays = new Delays(GUESSES, clock);
  }

  /// @param sealFile where the key is kept that people's keys are encrypted with
  /// @throws IOException if that file cannot be had, or is not the one of the accounts there are
  public static TokenAccess open(Store store, Path sealFile, InstantSource clock)
      throws IOException {
    var accounts = accounts(store);
    if (accounts.isEmpty()) {
      return new TokenAccess(store, KeySeal.openOrMake(sealFile), clock);
    }
    var seal = KeySeal.open(sealFile);
    if (accounts.stream().noneMatch(one -> isOf(one, seal))) {
      throw new IOException(
          "%s: holds another key than the one the accounts' keys are encrypted with; restore the"
                  .formatted(sealFile)
              + " one that belongs to the database, or nobody can sign in");
    }
    return new TokenAccess(store, seal, clock);
  }

  private static List<AccountEntry> accounts(Store store) throws IOException {
    try {
      return store.read(Reading::accounts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the accounts were looked at", e);
    }
  }

  private static boolean isOf(AccountEntry entry, KeySeal seal) {
    try {
      return !seal.open(entry.account().name(), entry.sealedKey()).isEmpty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0}", e.getMessage());
      return false;
    }
  }

  /// @return what seals secrets that the explorer itself needs
  public KeySeal seal() {
    return seal;
  }

  private record Found(TokenEntry token, AccountEntry account) {}

  @Override
  public Caller of(String text, WebRequest request) throws StoreException, InterruptedException {
    // First, so that who guesses locks out no good token behind the same address.
    var found = TokenText.isOne(text) ? find(text) : Optional.<Found>empty();
    if (found.isEmpty()) {
      throw unknown(ClientAddress.of(request));
    }
    var token = found.get().token();
    checkEnd(token);
    if (token.token().scope() == Scope.READ && !LOOKING.contains(request.method())) {
      throw new RefusedException(403, "this token may only read; make one that may write");
    }
    use(token);
    return new Caller(token.tid(), token.token().name(), Optional.of(keys(found.get().account())));
  }

  @Override
  public void requireStill(Reading records, String text) {
    var token = records.people().token(TokenText.hash(text));
    checkEnd(token.orElseThrow(() -> refused("this token was forgotten; make a new one")));
  }

  private RefusedException unknown(String who) {
    var wait = delays.begin(Delays.networkOf(who));
    return wait.isZero()
        ? refused("this is no token, or one that was forgotten long ago")
        : SignIn.tooOften(wait);
  }

  private Optional<Found> find(String text) throws StoreException, InterruptedException {
    var hash = TokenText.hash(text);
    return store.read(records -> records.people().token(hash).flatMap(token -> of(records, token)));
  }

  private static Optional<Found> of(Reading records, TokenEntry token) {
    var account = records.accountOf(token.tid());
    if (account.isPresent()) {
      Rights.requireStanding(records, token.tid());
    }
    return account.map(entry -> new Found(token, entry));
  }

  /// A token that has ended is no guess: a program left with one must not lock out others beside
  /// it.
  private void checkEnd(TokenEntry token) {
    if (token.revoked() > 0) {
      throw refused("this token was revoked; make a new one");
    }
    if (token.token().expires() <= clock.instant().getEpochSecond()) {
      throw refused("this token has expired; make a new one");
    }
  }

  private void use(TokenEntry token) throws StoreException, InterruptedException {
    var now = clock.instant().getEpochSecond();
    if (now - token.token().lastUsed() >= COARSE.toSeconds()) {
      store.write(records -> {
        records.people().used(token.token().id(), now);
        return now;
      });
    }
  }

  private KeyPair keys(AccountEntry entry) {
    try {
      return KeyPair.fromSeedHex(seal.open(entry.account().name(), entry.sealedKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RefusedException refused(String why) {
    return new RefusedException(
        401, "unauthorized access: " + why, Map.of("WWW-Authenticate", HttpSignature.ASKED));
  }
}
