package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import java.util.List;
import java.util.Optional;

/// What one container has begun to print and not ended with a newline, as its node shows it; shared
/// by everybody who looks at its log.
///
/// The stream has one entry, which expires: of several only the last counts, and when there is none
/// nothing is unfinished.
final class Unfinished implements Follower {

  private static final String BEGINNING = "0-0";

  private final String key;
  private final Runnable changed;
  private String last = BEGINNING;
  private volatile Piece piece = Piece.NOTHING;

  /// Ends of lines that may still go on.
  ///
  /// @param after number of the container's last line before them
  /// @param stdout empty for none
  /// @param stderr empty for none
  record Piece(long after, String stdout, String stderr) {
    static final Piece NOTHING = new Piece(0, "", "");

    private static Piece of(Entry entry) {
      var piece = new Piece(entry.number("n"), entry.text("stdout"), entry.text("stderr"));
      return piece.stdout.isEmpty() && piece.stderr.isEmpty() ? NOTHING : piece;
    }
  }

  /// @param log key of the stream of lines
  /// @param changed called when it may be another piece, and by the loop's thread
  Unfinished(String log, Runnable changed) {
    this.key = log + ":open";
    this.changed = changed;
  }

  /// @return what is unfinished now
  Piece piece() {
    return piece;
  }

  /// What was unfinished belonged to an earlier log. For the loop's thread.
  void forget() {
    show(Piece.NOTHING);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public void look(Optional<Entry> newest) {
    var id = newest.map(Entry::id).orElse(BEGINNING);
    if (!id.equals(last)) {
      last = id;
      show(newest.map(Piece::of).orElse(Piece.NOTHING));
    }
  }

  @Override
  public String after() {
    return last;
  }

  @Override
  public void take(List<Entry> entries) {
    look(Optional.of(entries.getLast()));
  }

  @Override
  public void linkChanged() {
    // The log itself tells that.
  }

  private void show(Piece now) {
    if (!now.equals(piece)) {
      piece = now;
      changed.run();
    }
  }
}
