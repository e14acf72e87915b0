package io.coredeck.explorer.store.session;

/// Sign-ins, to be changed.
public interface SessionWriting extends SessionReading {

  /// Adds one; those that have expired go.
  ///
  /// @param now seconds since 1970
  /// @param most so many of the user stay with it; those that end first go
  void add(String hash, SessionEntry session, long now, int most);

  /// Has one go on under another generation of the account.
  void carry(String hash, long tid, long generation);

  /// Ends one of a user, if it is there.
  void end(String hash, long tid);

  /// Ends all of a user.
  void endAllOf(long tid);
}
