package io.coredeck.dashboard.live.corex.door;

import java.net.InetSocketAddress;
import java.util.Optional;

/// The credential of its own that the CoreX of one container may ask for, for one person in one
/// session.
///
/// @param address where that CoreX is
/// @param key what the person has told, as it was when the lock was asked for
public record Lock(Keyring keyring, String gwid, InetSocketAddress address, Optional<Key> key) {

  /// @param right one that this CoreX has taken
  public void keep(Key right) {
    keyring.keep(gwid, address, right);
  }

  /// The person wants it to be asked for again.
  public void forget() {
    keyring.forget(gwid);
  }

  /// CoreX does not take this key any more. Shown again it would count as one more wrong one.
  public void refused() {
    key.ifPresent(wrong -> keyring.forget(gwid, wrong));
  }
}
