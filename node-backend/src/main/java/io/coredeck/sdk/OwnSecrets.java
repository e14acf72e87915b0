package io.coredeck.sdk;

import io.coredeck.identity.NodeId;
import io.coredeck.identity.SecretException;
import io.coredeck.identity.Secrets;
import java.nio.charset.StandardCharsets;

/// What a user encrypted for a node, read by the user again: the key is that of both.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="secrets"}
public final class OwnSecrets {

  private OwnSecrets() {}

  /// @param grid of the user who encrypted it
  /// @param nodeId the node it is for
  /// @param version as {@link io.coredeck.model.Reservation#version} says, 1 or more
  /// @param cipher what {@link GridClient#encryptSecret} gave
  /// @return what it was given
  /// @throws IllegalArgumentException if this client has no key, or not that one
  public static String read(GridClient grid, String nodeId, int version, String cipher) {
    var keys =
        grid.calls()
            .keys()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a secret can be read with the user's key only; connect with it"));
    if (version == 0) {
      throw new IllegalArgumentException("a secret of version 0 can be read by its node only");
    }
    try {
      var plain = Secrets.decrypt(version, keys, NodeId.toHex(nodeId), cipher);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (SecretException e) {
      throw new IllegalArgumentException("the secret is somebody else's: " + e.getMessage(), e);
    }
  }
}
