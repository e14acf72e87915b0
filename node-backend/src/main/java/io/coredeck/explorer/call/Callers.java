package io.coredeck.explorer.call;

import io.coredeck.explorer.session.Sessions;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.UnauthorizedException;
import io.coredeck.model.registry.User;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who makes a call, proven by its HTTP signature or by a token. Safe for many threads.
public final class Callers {

  private static final String BEARER = "Bearer ";

  private final Store store;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Bearers bearers;
  private final Sessions sessions;

  /// @param tolerance how far a signature's time may be from now
  /// @param bearers whom tokens stand for
  public Callers(Store store, InstantSource clock, Duration tolerance, Bearers bearers) {
    this.bearers = bearers;
    this.sessions = new Sessions(clock);
    this.store = store;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /// @return the user who signed the call or whose token it carries
  /// @throws RefusedException 401 if no user did; 403 if the user's account may not now, or the
  ///   token is not for this
  public Caller caller(WebRequest request) throws StoreException, InterruptedException {
    var bearer = bearer(request);
    if (bearer.isPresent()) {
      return bearer.get();
    }
    var signed = signer(request);
    store.read(records -> {
      Rights.requireStanding(records, signed);
      sessions.require(records, request, signed);
      return signed;
    });
    return Caller.signed(signed);
  }

  /// For what a signature in the body of a call proves.
  ///
  /// @param bearer whose token the call carries
  /// @param tid whose signature it is
  /// @throws RefusedException 401 if it is that of an account, and neither a token nor a session of
  ///   it comes with the call
  public void requireSession(
      Reading records, WebRequest request, Optional<Caller> bearer, long tid) {
    if (bearer.filter(caller -> caller.tid() == tid).isEmpty()) {
      sessions.require(records, request, tid);
    }
  }

  /// @return the user whose token the call carries; empty if it carries none
  /// @throws RefusedException 401, 403 or 429 if the token is not good for it
  public Optional<Caller> bearer(WebRequest request) throws StoreException, InterruptedException {
    var token = token(request);
    return token.isEmpty() ? Optional.empty() : Optional.of(bearers.of(token.get(), request));
  }

  private static Optional<String> token(WebRequest request) {
    return request
        .header("authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /// Looks again at what proved the caller of a call that lasts.
  ///
  /// @param caller who it was at the beginning
  /// @throws RefusedException 401 if the token or session has ended since; 403 if the user's
  ///   account may not now
  public void requireStill(Reading records, WebRequest request, Caller caller) {
    Rights.requireStanding(records, caller.tid());
    var token = token(request);
    if (token.isPresent()) {
      bearers.requireStill(records, token.get());
    } else {
      sessions.require(records, request, caller.tid());
    }
  }

  /// For what only persons do themselves: their passwords, tokens and accounts. A password that
  /// must be changed can be.
  ///
  /// @return the id of the user who signed the call
  /// @throws RefusedException 401 if no user did; 403 if a token stands for the user or the account
  ///   is disabled
  public long person(WebRequest request) throws StoreException, InterruptedException {
    if (bearer(request).isPresent()) {
      throw new RefusedException(
          403,
          "a token may not manage accounts, passwords, tokens and webhooks; sign in to do that");
    }
    var signed = signer(request);
    store.read(records -> {
      Rights.requireEnabled(records, signed);
      sessions.require(records, request, signed);
      return signed;
    });
    return signed;
  }

  /// @throws RefusedException 403 as {@link Rights#requireStanding}
  public void requireStanding(long tid) throws StoreException, InterruptedException {
    store.read(records -> {
      Rights.requireStanding(records, tid);
      return tid;
    });
  }

  /// @throws RefusedException 403 as {@link Rights#requireChange}
  public void requireChanger(long tid) throws StoreException, InterruptedException {
    store.read(records -> {
      Rights.requireChange(records, tid);
      return tid;
    });
  }

  /// @throws RefusedException 403 if the caller is no admin, or may do nothing now
  public void requireAdmin(long tid) throws StoreException, InterruptedException {
    store.read(records -> {
      Rights.requireAdmin(records, tid);
      Rights.requireStanding(records, tid);
      return tid;
    });
  }

  private long signer(WebRequest request) throws StoreException, InterruptedException {
    var caller = required(request);
    if (caller.isNode()) {
      throw refused("keyId '" + caller.keyId() + "' is no user id");
    }
    return caller.tid();
  }

  /// @return the id of the node that signed the call
  /// @throws RefusedException 401 if no node did
  public String node(WebRequest request) throws StoreException, InterruptedException {
    var caller = required(request);
    if (!caller.isNode()) {
      throw refused("keyId '" + caller.keyId() + "' is no node id");
    }
    return caller.keyId();
  }

  /// Whose emails a caller sees.
  ///
  /// @param isKnown whether those of all
  /// @param tid whose own it sees in any case; 0 for nobody's
  public record Sight(boolean isKnown, long tid) {

    /// @return whether it sees the email of a user
    public boolean of(long user) {
      return isKnown || (tid > 0 && tid == user);
    }
  }

  /// @return what a caller sees: all if a user or node that was admitted, and may call now, signed
  ///   the call, of which only `date` has to be signed, or it carries a user's token
  /// @throws RefusedException 401, 403 or 429 if it carries a token that is not good for it
  public Sight sight(WebRequest request) throws StoreException, InterruptedException {
    try {
      var bearer = bearer(request);
      if (bearer.isPresent()) {
        return new Sight(true, bearer.get().tid());
      }
      var caller = verified(request, List.of("date"));
      // Everybody can register, and make keys and call as their node.
      return store.read(records ->
          caller.isNode()
              ? new Sight(isAdmitted(records.admissions().ofNode(caller.keyId())), 0)
              : sight(records, request, caller.tid()));
    } catch (UnauthorizedException _) {
      return new Sight(false, 0);
    }
  }

  private Sight sight(Reading records, WebRequest request, long tid) {
    if (!sessions.isOpen(records, request, tid)) {
      return new Sight(false, 0);
    }
    try {
      Rights.requireStanding(records, tid);
      return new Sight(Rights.isAdmitted(records, tid), tid);
    } catch (RefusedException _) {
      return new Sight(false, 0);
    }
  }

  private static boolean isAdmitted(Optional<Admission> admission) {
    return admission.filter(Admission.ADMITTED::equals).isPresent();
  }

  private HttpSignature.Caller required(WebRequest request)
      throws StoreException, InterruptedException {
    try {
      return verified(request, HttpSignature.SIGNED);
    } catch (UnauthorizedException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private HttpSignature.Caller verified(WebRequest request, List<String> signed)
      throws UnauthorizedException, StoreException, InterruptedException {
    var call = new HttpSignature.Call(request.method(), request.target(), request::header);
    var rules = new HttpSignature.Rules(signed, tolerance);
    try {
      return HttpSignature.verify(call, rules, this::keyOf, clock.instant());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof StoreException cause) {
        throw cause;
      }
      throw e;
    } catch (InterruptedLookup _) {
      throw new InterruptedException("interrupted while looking for the caller's key");
    }
  }

  private Optional<String> keyOf(long userId) {
    try {
      return store.read(records -> records.user(userId)).map(User::pubkey);
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      throw new InterruptedLookup();
    }
  }

  private static RefusedException refused(String why) {
    return new RefusedException(
        401, "unauthorized access: " + why, Map.of("WWW-Authenticate", HttpSignature.ASKED));
  }

  /// Carries an interrupt through code that knows none.
  private static final class InterruptedLookup extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
