package io.coredeck.explorer.store.session;

import java.util.Optional;

/// Sign-ins that have not ended.
public interface SessionReading {

  /// @param hash of the session's text
  /// @return empty if there is none, or it was ended
  Optional<SessionEntry> find(String hash);
}
