package io.coredeck.explorer.call;

import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;

/// Whom a token stands for. Safe for many threads.
public interface Bearers {

  /// @param token as it was sent
  /// @return whom it stands for
  /// @throws RefusedException 401 if it is none or has ended, 403 if it is not for this call, 429
  ///   after too many wrong ones
  Caller of(String token, WebRequest request) throws StoreException, InterruptedException;

  /// For calls that last.
  ///
  /// @param token as it was sent, which was good at the beginning
  /// @throws RefusedException 401 if it has ended since
  void requireStill(Reading records, String token);
}
