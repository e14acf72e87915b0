package io.coredeck.corex.output;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one process printed last, the screen it makes, and everybody who watches.
///
/// The process is told to pause only while every viewer is far behind, and not for viewers that
/// take nothing for a while; those are shown the screen when they come back. So the fastest viewer
/// sets the pace and misses nothing, and a slower one holds up nobody: it misses what it could not
/// take in time, and is told so. Safe for use by several threads.
public final class Broadcast {

  /// Bytes of output that are given as log and to a viewer of the compatible protocol.
  public static final int REPLAY = 16_384;

  /// Bytes of output that are kept while the process runs.
  public static final int KEPT = 196_608;

  /// The most bytes that may be added at once.
  public static final int APPEND_LIMIT = 65_536;

  private final ScreenReader reader;
  private final Debts debts;
  private final Viewers viewers = new Viewers();
  private final Object lock = new Object();

  // Guarded by lock.
  private final Scrollback output = new Scrollback(KEPT);
  private final SizeMarks marks;
  private final Pieces pieces = new Pieces();
  private boolean ended;
  private final Pace pace;

  /// What all processes have in common.
  ///
  /// @param clock runs what has to happen later, and must not take long
  /// @param work runs what may take some milliseconds
  /// @param stallLimit how long viewers may hold up the process without taking anything
  /// @param memory counts what all take
  public record Surroundings(
      ScheduledExecutorService clock,
      ScheduledExecutorService work,
      Duration stallLimit,
      Memory memory) {}

  /// @param history what is kept of what scrolls away
  /// @param resume lets the process print again; must not block
  /// @param answers told what a terminal has to answer the program while nobody looks
  public Broadcast(
      WindowSize size,
      Memory.History history,
      Surroundings surroundings,
      Runnable resume,
      Consumer<byte[]> answers) {
    this.pace = new Pace(lock, surroundings, this::hasRoom, viewers::markStalled, resume);
    this.debts = new Debts(lock, surroundings.work(), surroundings.memory());
    this.marks = new SizeMarks(size);
    this.reader = new ScreenReader(this, marks.newest(), history, surroundings, answers);
  }

  /// Adds output and tells the viewers.
  ///
  /// @param length at most {@link #APPEND_LIMIT}
  /// @return whether the process may print more at once
  public boolean append(byte[] buffer, int length) {
    synchronized (lock) {
      output.append(buffer, length);
    }
    viewers.wake();
    boolean goesOn;
    boolean watched;
    long unread;
    synchronized (lock) {
      pieces.forget();
      goesOn = pace.printed();
      watched = viewers.hasLive();
      unread = reader.unread(output.end());
    }
    reader.printed(unread, watched);
    return goesOn;
  }

  /// The size is another one for what is printed from now on.
  public void resize(WindowSize wanted) {
    synchronized (lock) {
      marks.add(output.end(), wanted);
    }
    viewers.wake();
  }

  /// No output comes any more.
  public void end() {
    synchronized (lock) {
      ended = true;
    }
    viewers.wake();
    reader.finish();
  }

  /// Output comes again after the end.
  public void reopen() {
    synchronized (lock) {
      ended = false;
    }
    reader.revive();
  }

  boolean isEnded() {
    synchronized (lock) {
      return ended;
    }
  }

  /// @return the present size
  public WindowSize size() {
    synchronized (lock) {
      return marks.newest().size();
    }
  }

  /// @return how many people are attached
  public int viewers() {
    return viewers.people();
  }

  /// @return about how many bytes of memory all this takes
  public int keptBytes() {
    synchronized (lock) {
      return output.size() + reader.size();
    }
  }

  /// Forgets all output and the screen; for a process that has ended.
  public void forget() {
    synchronized (lock) {
      output.trim(0);
    }
    reader.forget();
  }

  /// Forgets the older half of what scrolled away, and output that viewers could go on with.
  public void shrink() {
    synchronized (lock) {
      var unread = (int) reader.unread(output.end());
      output.trim(Math.min(output.size(), Math.max(unread, REPLAY)));
    }
    reader.shrink();
  }

  /// @return number of the oldest byte that is kept
  long start() {
    synchronized (lock) {
      return output.start();
    }
  }

  int outputBytes() {
    synchronized (lock) {
      return output.size();
    }
  }

  /// @return the newest bytes, from a whole character on, and up to one until the end
  public byte[] last(int count) {
    synchronized (lock) {
      return output.last(count, ended);
    }
  }

  /// Adds a viewer; it is not woken before it is live or there is output.
  public Attachment attach(Attachment.Viewer viewer, Attachment.Beginning beginning) {
    synchronized (lock) {
      var added = new Attachment(this, viewer, beginning, output);
      viewers.add(added);
      return added;
    }
  }

  Attachment.Step next(Attachment viewer, int room) {
    var step = stepOf(viewer, room);
    if (step == null || isOwedAtTheEnd(viewer, step)) {
      step = reader.show(viewer);
    }
    var resumes = false;
    synchronized (lock) {
      if (step instanceof Attachment.Nothing && ended && viewer.tellsEnd(output)) {
        step = new Attachment.Ended();
      }
      if (step instanceof Attachment.Nothing) {
        debts.owe(viewer, output);
      } else {
        viewer.markStalled(false);
        resumes =
            viewer.isPerson()
                && pace.taken(Viewers.isNear(viewer, output) && !reader.isFarBehind(output.end()));
      }
    }
    if (resumes) {
      pace.resume();
    }
    return step;
  }

  /// Nobody is told of the end before the whole screen was shown.
  private boolean isOwedAtTheEnd(Attachment viewer, Attachment.Step step) {
    synchronized (lock) {
      var owed = ended && step instanceof Attachment.Nothing && viewer.isOwedTheWhole(output);
      if (owed) {
        viewer.startOver();
      }
      return owed;
    }
  }

  private Attachment.@Nullable Step stepOf(Attachment viewer, int room) {
    synchronized (lock) {
      return viewer.step(output, marks, pieces, room);
    }
  }

  void goLive(Attachment viewer) {
    synchronized (lock) {
      viewer.markLive();
    }
  }

  void detach(Attachment viewer) {
    synchronized (lock) {
      viewer.markClosed();
      viewers.remove(viewer);
      reader.answersAreGivenUntil(output.end());
    }
    resumeIfRoom();
    reader.printed(reader.unread(printed()), hasLiveViewer());
    trimAfterEnd();
  }

  /// Lets a process go on that does not pause, in case it could not be told so before.
  public void resumeUnlessPaused() {
    pace.resumeUnlessPaused();
  }

  /// Lets a process go on that was paused, if there is room now.
  void resumeIfRoom() {
    pace.resumeIfRoom();
  }

  /// Gives the reader of the screen what comes next.
  ///
  /// @param from number of the first byte wanted
  /// @param afterMark number of the last change of size it knows
  /// @return the change of size that comes first, if at this byte; else the bytes before it
  ScreenReader.Part part(long from, long afterMark, byte[] into) {
    synchronized (lock) {
      return ScreenReader.Part.of(output, marks, from, afterMark, into);
    }
  }

  /// @return how many bytes the viewer will not see as they were printed
  long show(Attachment viewer, long position, long mark, boolean whole) {
    synchronized (lock) {
      return viewer.show(position, mark, whole);
    }
  }

  boolean wantsTheWhole(Attachment viewer) {
    synchronized (lock) {
      return viewer.wantsTheWhole();
    }
  }

  boolean hasLiveViewer() {
    synchronized (lock) {
      return viewers.hasLive();
    }
  }

  /// @return number that the next byte printed gets
  long printed() {
    synchronized (lock) {
      return output.end();
    }
  }

  /// Called with the lock held.
  private boolean hasRoom() {
    return viewers.haveRoom(output) && !reader.isFarBehind(output.end());
  }

  void trimAfterEnd() {
    synchronized (lock) {
      if (ended && viewers.count() == 0 && reader.unread(output.end()) == 0) {
        output.trim(Math.min(REPLAY, output.size()));
      }
    }
  }
}
