package io.coredeck.corex.process;

import org.jspecify.annotations.Nullable;

/// One viewer's place in the output of a process.
///
/// The viewer asks for one step after the other as fast as it can send them, and is woken when
/// there is something new after {@link Nothing}. Output stays in the process's own memory until it
/// is asked for, so a slow viewer costs nothing and holds up nobody.
public final class Attachment implements AutoCloseable {

  /// Bytes of output given at once, at most.
  private static final int PIECE = 32_768;

  private final Broadcast broadcast;
  private final Viewer viewer;
  private final int replay;
  private long cursor;

  /// Where output ends as long as this is not live.
  private final long stop;

  private boolean jumps;
  private boolean live;
  private boolean stalled;
  private boolean endTold;
  private boolean closed;
  private @Nullable WindowSize sizeTold;

  /// @param replay how many of the newest bytes a viewer that starts over gets
  /// @param cursor number of the first byte wanted; too old or too new means starting over
  /// @param output the process's
  Attachment(Broadcast broadcast, Viewer viewer, int replay, long cursor, Scrollback output) {
    this.broadcast = broadcast;
    this.viewer = viewer;
    this.replay = replay;
    this.cursor = cursor;
    this.stop = output.end();
    this.jumps = cursor < output.start() || cursor > output.end();
  }

  /// Who is told that there is something new.
  public interface Viewer {

    /// Called from any thread, also while the last step is not sent yet; must not block.
    void wake();
  }

  /// What a viewer does next.
  public sealed interface Step {}

  /// There is nothing now.
  public record Nothing() implements Step {
    private static final Nothing NOTHING = new Nothing();
  }

  /// Start over with an empty terminal.
  ///
  /// @param position number of the next byte
  /// @param skipped how many bytes this viewer was still to get and never will
  public record Jump(long position, long skipped) implements Step {}

  /// Show this.
  ///
  /// @param bytes output after as many free bytes as the viewer asked for
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy per frame would cost
  public record Output(byte[] bytes) implements Step {}

  /// The terminal has this size from here on.
  public record Resized(WindowSize size) implements Step {}

  /// Everything was shown and nothing more will come. Told once.
  public record Ended() implements Step {}

  /// @param room free bytes wanted in front of output
  /// @return what to do next
  public Step next(int room) {
    return broadcast.next(this, room);
  }

  /// From now on everything is given, not only what had been printed at the beginning.
  public void goLive() {
    broadcast.goLive(this);
    viewer.wake();
  }

  /// Ends this; a second call does nothing.
  @Override
  public void close() {
    broadcast.detach(this);
  }

  // Everything below is called by the broadcast with its lock held.

  Step step(Scrollback output, WindowSize size, int room) {
    if (closed) {
      return Nothing.NOTHING;
    }
    if (jumps || (live && cursor < output.start())) {
      return jump(output);
    }
    if (!size.equals(sizeTold)) {
      sizeTold = size;
      return new Resized(size);
    }
    var count = (int) Math.min((live ? output.end() : stop) - cursor, PIECE);
    if (count <= 0 || cursor < output.start()) {
      return Nothing.NOTHING;
    }
    var bytes = new byte[room + count];
    output.copy(cursor, bytes, room, count);
    cursor += count;
    return new Output(bytes);
  }

  private Jump jump(Scrollback output) {
    var to = output.startOfLast(replay);
    var skipped = jumps ? 0 : to - cursor;
    jumps = false;
    cursor = to;
    return new Jump(to, skipped);
  }

  /// @return whether the end may be told: once, after everything else
  boolean tellsEnd(Scrollback output) {
    if (!live || closed || endTold || cursor < output.end()) {
      return false;
    }
    endTold = true;
    return true;
  }

  /// @return whether the process may be slowed down for this viewer
  boolean isWaitedFor() {
    return live && !stalled;
  }

  /// @return how many bytes of output this viewer has not asked for yet
  long lag(Scrollback output) {
    return output.end() - cursor;
  }

  void markStalled(boolean value) {
    stalled = value;
  }

  void markLive() {
    live = true;
  }

  void markClosed() {
    closed = true;
  }

  void wake() {
    viewer.wake();
  }
}
