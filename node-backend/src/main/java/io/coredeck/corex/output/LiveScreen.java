package io.coredeck.corex.output;

import io.coredeck.corex.output.flood.Flood;
import io.coredeck.corex.screen.Screen;
import org.jspecify.annotations.Nullable;

/// The screen that a process's output makes, read behind the output: nobody who prints or looks
/// waits for it. Not safe for use by several threads.
final class LiveScreen {

  private final Memory.History history;
  private @Nullable Screen screen;
  private @Nullable Flood flood;
  private byte[] frozen = {};
  private long position;
  private SizeMarks.Mark mark;

  /// @param history what is kept of what scrolls away
  LiveScreen(SizeMarks.Mark first, Memory.History history) {
    this.mark = first;
    this.history = history;
    var made = fresh(first);
    this.screen = made;
    this.flood = new Flood(made, history.lines(), history.bytes());
  }

  /// @return number of the first byte that is not read yet
  long position() {
    return position;
  }

  /// Goes on at a later byte: those before are not kept any more.
  void skipTo(long later) {
    position = Math.max(position, later);
  }

  /// @return the last change of size that is read
  SizeMarks.Mark mark() {
    return mark;
  }

  void write(byte[] bytes, int length) {
    position += length;
    thawed().write(bytes, length);
  }

  /// Output comes again after {@link #freeze}.
  private Flood thawed() {
    var current = flood;
    if (current == null) {
      var made = fresh(mark);
      made.write(frozen, 0, frozen.length);
      frozen = new byte[0];
      current = new Flood(made, history.lines(), history.bytes());
      screen = made;
      flood = current;
    }
    return current;
  }

  private Screen fresh(SizeMarks.Mark mark) {
    return new Screen(mark.size().columns(), mark.size().rows(), history.lines(), history.bytes());
  }

  /// Reads what was put off: the process has become quiet.
  void settle() {
    if (screen != null && flood != null) {
      flood.read();
      screen.forgetUnseenPictures();
    }
  }

  void resize(SizeMarks.Mark next) {
    if (screen == null && frozen.length > 0) {
      thawed();
    }
    mark = next;
    settle();
    if (screen != null) {
      screen.resize(next.size().columns(), next.size().rows());
    }
  }

  /// @return bytes which make the screen on an empty terminal
  byte[] snapshot() {
    return snapshot(history.lines(), Integer.MAX_VALUE);
  }

  /// @param historyLines how many of the newest lines that scrolled away are wanted
  /// @param pictureBytes how many bytes pictures may have
  /// @return as {@link #snapshot()}, with no more than these
  byte[] snapshot(int historyLines, int pictureBytes) {
    settle();
    return screen == null ? frozen : screen.snapshot(historyLines, pictureBytes);
  }

  /// @return about how many bytes {@link #snapshot()} makes; 0 if everybody gets the same array
  int snapshotBytes() {
    settle();
    return screen == null ? 0 : screen.snapshotBytes();
  }

  /// @return what a terminal would have answered to the questions in the output since the last call
  byte[] takeReplies() {
    return screen == null ? new byte[0] : screen.takeReplies();
  }

  /// Nothing is printed any more: only what is shown stays in memory.
  void freeze() {
    if (screen != null) {
      settle();
      frozen = screen.snapshot();
      screen = null;
      flood = null;
    }
  }

  /// Forgets everything.
  void forget() {
    screen = null;
    flood = null;
    frozen = new byte[0];
  }

  /// @return about how many bytes of memory it takes
  int size() {
    return screen == null || flood == null ? frozen.length : screen.memory() + flood.size();
  }

  /// Forgets the older half of what scrolled away.
  void shrink() {
    settle();
    if (screen != null) {
      screen.shrinkHistory();
    }
  }

  /// @return whether snapshots are one and the same array for everybody
  boolean isFrozen() {
    return screen == null;
  }
}
