package io.coredeck.dashboard.live.redis;

import java.util.List;
import java.util.Optional;

/// Who wants every new entry of one stream. All calls come from the loop's thread.
public interface Follower {

  /// @return the stream's key
  String key();

  /// Called at first and after each time Redis was away, before any entry is handed over; and from
  /// time to time while nothing comes.
  ///
  /// @param newest of the stream now; nothing while the stream is empty
  void look(Optional<Entry> newest);

  /// @return the id after which entries are wanted; asked before each question to Redis
  String after();

  /// @param entries in order, one or more
  void take(List<Entry> entries);

  /// Redis has gone away or is back; {@link StreamLoop#awaySince()} tells which.
  void linkChanged();
}
