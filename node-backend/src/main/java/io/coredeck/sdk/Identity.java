package io.coredeck.sdk;

import io.coredeck.identity.KeyPair;
import io.coredeck.sdk.ExplorerCalls.Signer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// In whose name a client calls, and what proves it: keys, a token, or nothing.
///
/// @param keys the user's or the node's; empty for who has a token and for nobody
/// @param keyId as the keys' owner is called; empty without keys
/// @param tid the user; 0 for a node and for nobody
/// @param headers of every call
/// @param hasToken whether a token stands for the user
record Identity(
    Optional<KeyPair> keys, String keyId, long tid, Map<String, String> headers, boolean hasToken) {

  static final Identity NOBODY = new Identity(Optional.empty(), "", 0, Map.of(), false);

  static Identity ofUser(KeyPair keys, long tid, String client) {
    var headers = ExplorerCalls.callingFor(client);
    return new Identity(Optional.of(keys), Long.toString(tid), tid, headers, false);
  }

  static Identity ofNode(KeyPair keys) {
    return new Identity(Optional.of(keys), keys.nodeId(), 0, Map.of(), false);
  }

  static Identity ofBearer(String token, long tid) {
    return new Identity(Optional.empty(), "", tid, ExplorerCalls.bearing(token), true);
  }

  ExplorerCalls calls(URI explorer, InstantSource clock) {
    return new ExplorerCalls(explorer, keys.map(own -> new Signer(own, keyId)), clock, headers);
  }

  /// What the explorer signs itself, for who has a token, stays unsigned here.
  String signed(Function<KeyPair, String> sign) {
    return hasToken ? "" : sign.apply(own());
  }

  KeyPair own() {
    return keys.orElseThrow(
        () -> new IllegalStateException("this client has no keys; connect as a user"));
  }
}
