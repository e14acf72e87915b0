package io.coredeck.node.work;

import io.coredeck.identity.KeyPair;
import io.coredeck.identity.SecretException;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.node.work.check.RefusedWorkloadException;
import io.coredeck.sdk.NodeClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Decrypts what a reservation holds for this node alone.
public final class SecretReader {

  private final KeyPair key;
  private final NodeClient explorer;

  /// A user's key never changes.
  private final Map<Long, String> publicKeys = new ConcurrentHashMap<>();

  public SecretReader(KeyPair key, NodeClient explorer) {
    this.key = key;
    this.explorer = explorer;
  }

  /// @return the container's variables; a secret one wins over a clear one of the same name
  /// @throws RefusedWorkloadException naming the variable that cannot be decrypted
  /// @throws IOException if the user's key cannot be had from the explorer
  Map<String, String> environment(Reservation reservation, Container container)
      throws RefusedWorkloadException, IOException, InterruptedException {
    var all = new LinkedHashMap<>(container.environment());
    for (var secret : container.secretEnvironment().entrySet()) {
      all.put(
          secret.getKey(),
          text(reservation, "secret env var '" + secret.getKey() + "'", secret.getValue()));
    }
    return all;
  }

  /// @param what what is decrypted, for the message
  /// @param hex empty for nothing
  /// @return the text; empty for nothing
  /// @throws RefusedWorkloadException if it cannot be decrypted
  String text(Reservation reservation, String what, String hex)
      throws RefusedWorkloadException, IOException, InterruptedException {
    if (hex.isEmpty()) {
      return "";
    }
    try {
      var plain = Secrets.decrypt(reservation.version(), key, senderKey(reservation), hex);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (SecretException e) {
      throw new RefusedWorkloadException(
          "failed to decrypt %s: %s".formatted(what, e.getMessage()), e);
    }
  }

  private String senderKey(Reservation reservation) throws IOException, InterruptedException {
    var known = publicKeys.get(reservation.customerTid());
    if (known != null) {
      return known;
    }
    var asked = explorer.grid().user(reservation.customerTid()).pubkey();
    publicKeys.put(reservation.customerTid(), asked);
    return asked;
  }
}
