package io.coredeck.explorer.store.session;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Sign-ins that have not ended, as rows.
public final class SessionTable implements SessionWriting {
  private final Handle handle;

  public SessionTable(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Optional<SessionEntry> find(String hash) {
    return handle
        .select("SELECT tid, generation, expires FROM sessions WHERE hash = ?", hash)
        .map((row, _) ->
            new SessionEntry(row.getLong("tid"), row.getLong("generation"), row.getLong("expires")))
        .findOne();
  }

  @Override
  public void add(String hash, SessionEntry session, long now, int most) {
    handle.execute("DELETE FROM sessions WHERE expires <= ?", now);
    handle.execute(
        """
        DELETE FROM sessions WHERE tid = ? AND hash NOT IN
          (SELECT hash FROM sessions WHERE tid = ? ORDER BY expires DESC, hash LIMIT ?)
        """,
        session.tid(),
        session.tid(),
        most - 1);
    handle.execute(
        "INSERT INTO sessions (hash, tid, generation, expires) VALUES (?, ?, ?, ?)",
        hash,
        session.tid(),
        session.generation(),
        session.expires());
  }

  @Override
  public void carry(String hash, long tid, long generation) {
    handle.execute(
        "UPDATE sessions SET generation = ? WHERE hash = ? AND tid = ?", generation, hash, tid);
  }

  @Override
  public void end(String hash, long tid) {
    handle.execute("DELETE FROM sessions WHERE hash = ? AND tid = ?", hash, tid);
  }

  @Override
  public void endAllOf(long tid) {
    handle.execute("DELETE FROM sessions WHERE tid = ?", tid);
  }
}
