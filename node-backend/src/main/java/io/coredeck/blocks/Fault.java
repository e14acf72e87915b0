package io.coredeck.blocks;

import io.coredeck.model.rule.RedisRefusal;
import io.lettuce.core.RedisCommandExecutionException;

/// Why a store did not do something.
///
/// @param root the innermost reason
record Fault(Throwable root) {

  static Fault of(Throwable thrown) {
    var root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Fault(root);
  }

  /// What the server refused (also a password, when connecting) is final. Now and then a connection
  /// that it closes at once fails with words of Lettuce instead; the next attempt has the server's.
  boolean isFinal() {
    return root instanceof RedisCommandExecutionException;
  }

  /// A server that a tenant names may be one that only this node reaches: what it says stays here.
  String words() {
    var said = String.valueOf(root.getMessage());
    return isFinal() ? RedisRefusal.words(said) : said;
  }
}
