package io.coredeck.sdk;

import io.coredeck.identity.Challenges;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.NodeId;
import io.coredeck.identity.Secrets;
import io.coredeck.identity.Signatures;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import io.coredeck.sdk.ExplorerCalls.Signer;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.Messages.UserUpdate;
import io.coredeck.wire.account.AccountMessages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// In whose name a client calls, what proves it (keys, a token, or nothing), and what is signed in
/// that name.
///
/// What the explorer signs itself, for who has a token, stays unsigned here.
///
/// @param keys the user's or the node's; empty for who has a token and for nobody
/// @param keyId as the keys' owner is called; empty without keys
/// @param tid the user; 0 for a node and for nobody
/// @param headers of every call
/// @param hasToken whether a token stands for the user
record Identity(
    Optional<KeyPair> keys, String keyId, long tid, Map<String, String> headers, boolean hasToken) {

  static final Identity NOBODY = new Identity(Optional.empty(), "", 0, Map.of(), false);

  /// @param session of the user's sign-in; empty for who has none
  static Identity ofUser(KeyPair keys, long tid, String client, String session) {
    var headers = new HashMap<>(ExplorerCalls.callingFor(client));
    if (!session.isEmpty()) {
      headers.put(AccountMessages.SESSION, session);
    }
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

  /// @return the wish as the user's, asked for now; who may have it deleted is the user, unless it
  ///   says otherwise
  Reservation signed(Reservation wish, Instant now) {
    var asked =
        wish.withPlace(wish.nodeId(), wish.poolId(), tid)
            .withNextAction(NextAction.DEPLOY)
            .withEpoch(now.getEpochSecond());
    if (asked.signingRequestDelete().equals(SigningRequest.NONE)) {
      asked = asked.withSigningRequestDelete(new SigningRequest(List.of(tid), 1));
    }
    var challenge = Challenges.create(asked);
    return asked.withCustomerSignature(sign(own -> Challenges.sign(own, challenge)));
  }

  /// How a deletion is asked for.
  ///
  /// @param path after that of the workload
  record DeletionWish(String path, String body) {}

  /// @return signed for what is the own and where this user is asked to sign; else what operators
  ///   and admins may send
  DeletionWish deletionOf(Reservation stored, Instant now) {
    var isAsked = stored.signingRequestDelete().signers().contains(tid);
    if (!isAsked && stored.customerTid() != tid) {
      return new DeletionWish("/delete", "{}");
    }
    var signature = sign(own -> Challenges.sign(own, Challenges.delete(stored, tid)));
    var consent = new Signature(tid, signature, now.getEpochSecond());
    return new DeletionWish("/sign/delete", Messages.write(consent));
  }

  PoolOrder signed(PoolOrder wish) {
    var text = Json.writeOrderData(wish);
    var signature = sign(own -> own.signHex(Signatures.ofPoolOrder(text)));
    return wish.withCustomerSignature(text, signature);
  }

  /// @param changed the user itself
  UserUpdate signed(User changed) {
    var signature = sign(own -> own.signHex(Signatures.ofUserUpdate(tid, changed)));
    return new UserUpdate(changed, signature);
  }

  /// @return hex of cipher text that only who has these keys and the node can read
  String encrypted(String nodeId, String plain) {
    return Secrets.encrypt(
        Reservation.CURRENT_VERSION,
        own(),
        NodeId.toHex(nodeId),
        plain.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(Function<KeyPair, String> sign) {
    return hasToken ? "" : sign.apply(own());
  }

  private KeyPair own() {
    return keys.orElseThrow(
        () -> new IllegalStateException("this client has no keys; connect as a user"));
  }
}
