package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.HttpSignature.Caller;
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

/// Who makes a call, proven by its HTTP signature. Safe for many threads.
public final class Callers {

  private final Store store;
  private final InstantSource clock;
  private final Duration tolerance;

  /// @param tolerance how far a signature's time may be from now
  public Callers(Store store, InstantSource clock, Duration tolerance) {
    this.store = store;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /// @return the id of the user who signed the call
  /// @throws RefusedException 401 if no user did
  public long user(WebRequest request) throws StoreException, InterruptedException {
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

  /// @return whether a user signed the call; only `date` has to be among what is signed
  public boolean isUser(WebRequest request) throws StoreException, InterruptedException {
    try {
      return !verified(request, List.of("date")).isNode();
    } catch (UnauthorizedException _) {
      return false;
    }
  }

  private Caller required(WebRequest request) throws StoreException, InterruptedException {
    try {
      return verified(request, HttpSignature.SIGNED);
    } catch (UnauthorizedException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private Caller verified(WebRequest request, List<String> signed)
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
