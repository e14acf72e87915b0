package io.coredeck.corex.output;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One viewer's place in the output of a process.
///
/// The viewer asks for one step after the other as fast as it can send them, and is woken when
/// there is something new after {@link Nothing}. Output stays in the process's own memory until it
/// is asked for, so a slow viewer costs nothing and holds up nobody.
public final class Attachment implements AutoCloseable {

  private final Broadcast broadcast;
  private final Viewer viewer;
  private final Beginning beginning;
  private long cursor;

  /// Where output ends as long as this is not live.
  private final long stop;

  private boolean jumps;
  private boolean partly;
  private boolean live;
  private boolean stalled;
  private boolean endTold;
  private volatile boolean closed;
  private boolean isPaymentDue;

  /// Bytes there was no room for when it was to be shown the whole.
  private volatile int wanted;

  private final AtomicReference<Runnable> giveBack = new AtomicReference<>(Attachment::nothingLent);

  /// The size the viewer has by now; negative if it knows none.
  private long markTold = -1;

  /// @param output the process's
  Attachment(Broadcast broadcast, Viewer viewer, Beginning beginning, Scrollback output) {
    this.broadcast = broadcast;
    this.viewer = viewer;
    this.beginning = beginning;
    this.stop = output.end();
    if (beginning instanceof Beginning.GoOn(var position)) {
      this.cursor = position;
      this.jumps = position < output.start() || position > output.end();
    } else {
      this.jumps = true;
    }
  }

  /// Who is told that there is something new.
  public interface Viewer {

    /// Called from any thread, also while the last step is not sent yet; must not block.
    void wake();
  }

  /// How a viewer wants to begin, and to begin anew where it could not follow.
  public sealed interface Beginning {

    /// With the newest bytes as they were printed.
    record Replay(int bytes) implements Beginning {}

    /// With the screen as it is, what scrolled away included.
    record WithScreen() implements Beginning {}

    /// With the screen as it is, without what scrolled away, for one who is no person: it does not
    /// count as looking, and the process never waits for it.
    record Recorded() implements Beginning {}

    /// Where it was; with the screen if that is too long ago.
    ///
    /// @param position number of the first byte wanted
    record GoOn(long position) implements Beginning {}
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

  /// Start over with this screen.
  ///
  /// @param position number of the next byte after what it shows
  /// @param skipped how many bytes this viewer has not been shown
  /// @param whole whether what scrolled away is there, all that is kept; else only the newest of
  ///   it, and the whole follows when there is less to show
  /// @param size of the screen
  /// @param bytes which make it, written to an empty terminal
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Screenful(long position, long skipped, boolean whole, WindowSize size, byte[] bytes)
      implements Step {}

  /// Show this.
  ///
  /// @param bytes output after as many free bytes as the viewer asked for; shared by viewers
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
    sent();
  }

  /// The bytes of the last {@link Screenful} are on their way and not held any more.
  public void sent() {
    giveBack.getAndSet(Attachment::nothingLent).run();
  }

  private static void nothingLent() {
    // nothing to give back
  }

  /// There was no room for so much.
  void want(int bytes) {
    wanted = bytes;
  }

  int wanted() {
    return wanted;
  }

  /// What it is shown next was lent.
  ///
  /// @param giveBack run once, when it is not held any more
  void borrow(Runnable giveBack) {
    this.giveBack.getAndSet(giveBack).run();
    if (closed) {
      sent(); // closed meanwhile
    }
  }

  // Everything below is called by the broadcast with its lock held.

  /// What is owed will be paid soon.
  ///
  /// @return false if that is so already
  boolean beginPayment() {
    var begins = !isPaymentDue;
    isPaymentDue = true;
    return begins;
  }

  void endPayment() {
    isPaymentDue = false;
  }

  /// @return the next step, or null where the screen has to be shown first
  @Nullable Step step(Scrollback output, SizeMarks marks, Pieces pieces, int room) {
    if (closed) {
      return Nothing.NOTHING;
    }
    if (jumps || (live && cursor < output.start()) || hasLostSizes(marks)) {
      return beginning instanceof Beginning.Replay(var bytes) ? jump(output, bytes) : null;
    }
    var mark = nextMark(marks);
    if (mark.isPresent() && mark.get().position() <= cursor) {
      markTold = mark.get().number();
      return new Resized(mark.get().size());
    }
    var until = live ? output.end() : stop;
    if (mark.isPresent()) {
      until = Math.min(until, mark.get().position());
    }
    if (until <= cursor || cursor < output.start()) {
      return Nothing.NOTHING;
    }
    var piece = pieces.piece(output, cursor, until, room);
    cursor += piece.length - room;
    return new Output(piece);
  }

  /// A viewer that goes on where it was is told the size that held there.
  private Optional<SizeMarks.Mark> nextMark(SizeMarks marks) {
    return markTold < 0 ? marks.at(cursor).or(() -> marks.after(markTold)) : marks.after(markTold);
  }

  private boolean hasLostSizes(SizeMarks marks) {
    if (beginning instanceof Beginning.Replay) {
      return false; // such a viewer sets its size itself
    }
    return markTold < 0 ? marks.at(cursor).isEmpty() : marks.hasForgottenAfter(markTold);
  }

  private Jump jump(Scrollback output, int replay) {
    var to = output.startOfLast(replay);
    var skipped = jumps ? 0 : to - cursor;
    jumps = false;
    cursor = to;
    return new Jump(to, skipped);
  }

  /// @return whether it wants all that is kept, because it is new here
  boolean wantsTheWhole() {
    return jumps && isPerson();
  }

  /// Begins to show at a screen.
  ///
  /// @return how many bytes the viewer will not see as they were printed
  long show(long position, long mark, boolean whole) {
    var skipped = jumps ? 0 : Math.max(0, position - cursor);
    jumps = false;
    partly = !whole && isPerson();
    cursor = position;
    markTold = mark;
    return skipped;
  }

  /// The whole screen is wanted next.
  void startOver() {
    jumps = true;
  }

  /// @return whether it is up to date, but was shown less than all that is kept
  boolean isOwedTheWhole(Scrollback output) {
    return live && !closed && partly && cursor == output.end();
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
    return live && !stalled && isPerson();
  }

  boolean isLive() {
    return live;
  }

  /// @return whether somebody looks; else it only records
  boolean isPerson() {
    return !(beginning instanceof Beginning.Recorded);
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
