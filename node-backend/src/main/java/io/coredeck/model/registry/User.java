package io.coredeck.model.registry;

import java.util.List;

/// Somebody who may reserve capacity.
///
/// @param id given by the explorer, from 1; 0 before
/// @param name unique, lower case, at least 3 bytes
/// @param email unique, lower case
/// @param pubkey 64 hex characters, ed25519
/// @param host free text
/// @param description free text
/// @param walletAddresses where payments go
/// @param trustedSalesChannel whether it may sponsor others' pools
public record User(
    long id,
    String name,
    String email,
    String pubkey,
    String host,
    String description,
    List<WalletAddress> walletAddresses,
    boolean trustedSalesChannel) {

  public User {
    walletAddresses = List.copyOf(walletAddresses);
  }

  /// @return the same with another id
  public User withId(long newId) {
    return new User(
        newId, name, email, pubkey, host, description, walletAddresses, trustedSalesChannel);
  }

  /// @return the same with another key
  public User withPubkey(String newKey) {
    return new User(
        id, name, email, newKey, host, description, walletAddresses, trustedSalesChannel);
  }

  /// @return the same, trusted to sponsor others' pools or not
  public User trusted(boolean isTrusted) {
    return new User(id, name, email, pubkey, host, description, walletAddresses, isTrusted);
  }

  /// @return the same without its email, as strangers see it
  public User withoutEmail() {
    return new User(id, name, "", pubkey, host, description, walletAddresses, trustedSalesChannel);
  }
}
