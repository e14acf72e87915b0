package io.coredeck.corex.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the output of a process behind its back, so that its screen is known when somebody asks:
/// when much has come, when somebody wants to see the screen, and, while nobody looks, soon,
/// because then it has to answer what the program asks its terminal. Safe for use by several
/// threads.
///
/// Locks: the one of this first, then the one of the broadcast.
final class ScreenReader {

  /// So much may be unread before it is read in the background.
  private static final int READ_AT = 98_304;

  /// With more than this unread the process pauses: what is not read must not be overwritten.
  private static final int UNREAD_LIMIT = Broadcast.KEPT - Broadcast.APPEND_LIMIT;

  /// Bytes read at once, with the lock of the broadcast held for the copy alone.
  private static final int PART = 65_536;

  /// After so long without much output, what was put off is read too.
  private static final Duration SETTLE_PAUSE = Duration.ofMillis(300);

  /// While nobody looks, questions of programs are answered after this time.
  private static final Duration ANSWER_PAUSE = Duration.ofMillis(10);

  /// Lines that scrolled away which a viewer gets that could not follow.
  private static final int CATCH_UP_LINES = 100;

  /// Bytes of pictures in a copy that is not whole: it is not counted, so it has to be little.
  private static final int CATCH_UP_PICTURES = 49_152;

  private final Broadcast broadcast;
  private final ScheduledExecutorService work;
  private final Memory memory;
  private final Consumer<byte[]> answers;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean settling = new AtomicBoolean();
  private volatile long position;
  private volatile int size;

  /// Viewers have answered what was asked before this byte.
  private volatile long answeredUntil;

  // Guarded by this.
  private final LiveScreen screen;

  private long counted;
  private boolean forgotten;

  /// What comes next in the output.
  ///
  /// @param count of bytes copied
  /// @param mark the change of size that comes before any byte
  record Part(int count, SizeMarks.@Nullable Mark mark) {

    /// Called with the broadcast's lock held.
    static Part of(Scrollback output, SizeMarks marks, long from, long afterMark, byte[] into) {
      var mark =
          marks.hasForgottenAfter(afterMark) ? marks.newest() : marks.after(afterMark).orElse(null);
      if (mark != null && mark.position() <= from) {
        return new Part(0, mark);
      }
      var until = mark == null ? output.end() : mark.position();
      var count = (int) Math.min(until - from, into.length);
      output.copy(from, into, 0, count);
      return new Part(count, null);
    }
  }

  /// @param history what is kept of what scrolls away
  /// @param surroundings runs the reading, counts the memory
  /// @param answers told what a terminal has to answer while nobody looks
  ScreenReader(
      Broadcast broadcast,
      SizeMarks.Mark first,
      Memory.History history,
      Broadcast.Surroundings surroundings,
      Consumer<byte[]> answers) {
    this.broadcast = broadcast;
    this.work = surroundings.work();
    this.memory = surroundings.memory();
    this.answers = answers;
    this.screen = new LiveScreen(first, history);
  }

  /// Something was printed.
  void printed(long unread, boolean watched) {
    if (unread >= READ_AT) {
      later(Duration.ZERO);
    } else if (unread > 0 && !watched) {
      later(ANSWER_PAUSE);
    }
  }

  /// Nothing is printed any more.
  void finish() {
    work.execute(() -> {
      read();
      synchronized (this) {
        if (broadcast.isEnded()) {
          screen.freeze();
        }
        size = screen.size();
      }
      broadcast.trimAfterEnd();
      count();
    });
  }

  void forget() {
    synchronized (this) {
      screen.forget();
      screen.skipTo(broadcast.printed());
      position = screen.position();
      size = 0;
      forgotten = true;
    }
    count();
  }

  /// Output comes again.
  void revive() {
    synchronized (this) {
      forgotten = false;
    }
  }

  void shrink() {
    synchronized (this) {
      screen.shrink();
      size = screen.size();
    }
    count();
  }

  int size() {
    return size;
  }

  long unread(long end) {
    return end - position;
  }

  boolean isFarBehind(long end) {
    return end - position > UNREAD_LIMIT;
  }

  void answersAreGivenUntil(long end) {
    answeredUntil = end;
  }

  private void later(Duration pause) {
    if (scheduled.compareAndSet(false, true)) {
      var _ =
          work.schedule(
              () -> {
                scheduled.set(false);
                read();
                printed(unread(broadcast.printed()), broadcast.hasLiveViewer());
                settleLater();
              },
              pause.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void settleLater() {
    if (settling.compareAndSet(false, true)) {
      var before = position;
      var _ =
          work.schedule(
              () -> {
                settling.set(false);
                settle(before);
              },
              SETTLE_PAUSE.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void settle(long before) {
    if (position != before) {
      settleLater();
      return;
    }
    synchronized (this) {
      if (!forgotten) {
        screen.settle();
        size = screen.size();
      }
    }
    count();
  }

  private void read() {
    List<byte[]> replies;
    synchronized (this) {
      replies = readWithLock(broadcast.printed());
    }
    replies.forEach(answers);
    count();
    broadcast.resumeIfRoom();
  }

  /// Tells how much memory is taken now.
  private void count() {
    long more;
    boolean isGone;
    synchronized (this) {
      var now = forgotten ? 0 : size + broadcast.outputBytes();
      more = now - counted;
      counted = now;
      isGone = forgotten;
    }
    memory.changed(broadcast, more);
    if (isGone) {
      memory.gone(broadcast);
    }
  }

  /// @param until number of the byte to stop at, or after
  /// @return what the program is to be answered, without the lock
  private List<byte[]> readWithLock(long until) {
    var replies = new ArrayList<byte[]>();
    if (forgotten) {
      return replies;
    }
    screen.skipTo(broadcast.start());
    position = screen.position();
    var bytes = new byte[PART];
    while (true) {
      var part = broadcast.part(screen.position(), screen.mark().number(), bytes);
      if (part.mark() != null) {
        screen.resize(part.mark());
      } else if (part.count() == 0 || position >= until) {
        break;
      } else {
        screen.write(bytes, part.count());
        position = screen.position();
        takeReplies().ifPresent(replies::add);
      }
    }
    size = screen.size();
    return replies;
  }

  private Optional<byte[]> takeReplies() {
    var replies = screen.takeReplies();
    return replies.length > 0 && position > answeredUntil && !broadcast.hasLiveViewer()
        ? Optional.of(replies)
        : Optional.empty();
  }

  /// Shows a viewer the screen as it is now.
  Attachment.Step show(Attachment viewer) {
    Attachment.Step step;
    List<byte[]> replies;
    synchronized (this) {
      replies = readWithLock(broadcast.printed());
      var whole = broadcast.wantsTheWhole(viewer) && memory.lend(viewer, screen.snapshotBytes());
      var bytes = whole ? screen.snapshot() : little(viewer);
      if (whole && !screen.isFrozen()) {
        memory.lent(viewer, bytes.length);
      }
      var mark = screen.mark();
      var skipped = broadcast.show(viewer, screen.position(), mark.number(), whole);
      step = new Attachment.Screenful(screen.position(), skipped, whole, mark.size(), bytes);
    }
    replies.forEach(answers);
    broadcast.resumeIfRoom();
    return step;
  }

  private byte[] little(Attachment viewer) {
    return screen.snapshot(viewer.isPerson() ? CATCH_UP_LINES : 0, CATCH_UP_PICTURES);
  }
}
