package io.coredeck.model.registry;

import java.util.List;

/// A group of nodes with one owner.
///
/// The members of the wire that nobody here sets (prices, public addresses) are written empty.
///
/// @param id given by the explorer, from 1; 0 before
/// @param threebotId the owner's user id
/// @param name unique, letters, digits, `_` and `-`
/// @param email of the owner
/// @param walletAddresses where payments go
/// @param location where the nodes stand
public record Farm(
    long id,
    long threebotId,
    String name,
    String email,
    List<WalletAddress> walletAddresses,
    Location location) {

  public Farm {
    walletAddresses = List.copyOf(walletAddresses);
  }

  /// @return the same with another id
  public Farm withId(long newId) {
    return new Farm(newId, threebotId, name, email, walletAddresses, location);
  }
}
