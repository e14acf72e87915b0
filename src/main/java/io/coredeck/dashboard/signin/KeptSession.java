package io.coredeck.dashboard.signin;

import java.time.Instant;
import java.util.Optional;

/// What is kept of one session for the next start of the dashboard.
final class KeptSession {

  private final KeptSignIns all;

  /// Empty if it is not kept, or not any more.
  private volatile Optional<String> id;

  /// The servlet container tells the time of the request before the last one only.
  private volatile Instant lastUsed = Instant.now();

  KeptSession(KeptSignIns all, Optional<String> id) {
    this.all = all;
    this.id = id;
  }

  boolean isKeptAs(String wanted) {
    return id.filter(wanted::equals).isPresent();
  }

  /// A request of the session has come.
  void use() {
    lastUsed = Instant.now();
  }

  /// Notes for the next start when the session was last used.
  void note() {
    id.ifPresent(one -> all.used(one, lastUsed));
  }

  /// Not kept any more, also if the dashboard ends in this moment.
  void forget() {
    id.ifPresent(all::forget);
    id = Optional.empty();
  }

  /// The session has ended; if that is because the dashboard does, it stays kept.
  void end() {
    id.ifPresent(all::ended);
  }
}
