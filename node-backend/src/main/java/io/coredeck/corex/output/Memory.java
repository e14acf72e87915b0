package io.coredeck.corex.output;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that the outputs and screens of all processes take together. When it is too much, the
/// longest histories lose their older half. Safe for use by several threads.
public final class Memory {
  private static final long LEAST_LIMIT = 8L << 20;
  private static final long MOST_LIMIT = 256L << 20;

  /// So much of the heap may be theirs.
  private static final long SHARE = 3;

  /// Of all that, so much may be lines that scrolled away of one process: they are copied for each
  /// viewer who begins to look.
  private static final long SHARE_OF_ONE = 4;

  /// Half as much again may be copies on their way to viewers who begin to look.
  private static final long SHARE_OF_COPIES = 2;

  /// Every viewer may hold so much, and many do.
  private static final int FREE_COPY = 65_536;

  private final long limit;
  private final Executor work;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong lent = new AtomicLong();
  private final AtomicBoolean shrinks = new AtomicBoolean();
  private final Set<Broadcast> holders = ConcurrentHashMap.newKeySet();

  /// How many lines that scrolled away one process keeps: so many, or fewer if they have more bytes
  /// than that.
  ///
  /// @param bytes as a viewer gets them, with their colours
  public record History(int lines, int bytes) {

    /// Fewer would not hold one long line.
    public static final int LEAST_BYTES = 65_536;

    /// What a line takes that is full of text and has some colours, and as much again.
    private static final long BYTES_PER_LINE = 200;

    private static final int USUAL_LINES = 10_000;

    /// @return if nothing else is wanted
    public static History usual() {
      return of(USUAL_LINES);
    }

    /// @return so many lines, with room for usual ones
    public static History of(int lines) {
      return new History(lines, Math.clamp(lines * BYTES_PER_LINE, LEAST_BYTES, mostBytes()));
    }

    /// @return the most bytes in this program
    public static int mostBytes() {
      return (int) (usualLimit() / SHARE_OF_ONE);
    }
  }

  /// What one took at a moment: it changes while they are compared.
  private record Holding(Broadcast holder, int bytes) {}

  /// @param limit in bytes
  /// @param work runs what takes some milliseconds
  public Memory(long limit, Executor work) {
    this.limit = limit;
    this.work = work;
  }

  /// @return how much there may be in this program, in bytes
  public static long usualLimit() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / SHARE, LEAST_LIMIT, MOST_LIMIT);
  }

  /// @return how many bytes all of them take, about
  public long taken() {
    return taken.get();
  }

  /// A viewer that takes nothing keeps its copy for as long as it is there. What is little is not
  /// counted.
  ///
  /// @param bytes about what a copy of a history will have; the viewer gives them back
  /// @return whether there is room for it
  boolean lend(Attachment viewer, int bytes) {
    if (bytes <= FREE_COPY) {
      return true;
    }
    var before = lent.getAndUpdate(now -> hasRoom(now, bytes) ? now + bytes : now);
    if (!hasRoom(before, bytes)) {
      viewer.want(bytes);
      return false;
    }
    viewer.borrow(() -> lent.addAndGet(-bytes));
    return true;
  }

  /// What was lent has been made.
  ///
  /// @param bytes which it has
  void lent(Attachment viewer, int bytes) {
    var counted = bytes <= FREE_COPY ? 0 : bytes;
    lent.addAndGet(counted);
    viewer.borrow(() -> lent.addAndGet(-counted));
  }

  /// One that is larger than all may be is lent alone.
  private boolean hasRoom(long lentNow, int bytes) {
    return lentNow == 0 || lentNow + bytes <= limit / SHARE_OF_COPIES;
  }

  /// @return how many bytes the copies on their way have
  long lent() {
    return lent.get();
  }

  /// @return whether there would be room now for what a viewer did not get
  boolean canLend(Attachment viewer) {
    return hasRoom(lent.get(), viewer.wanted());
  }

  /// @param by how many bytes more it takes; less if negative
  void changed(Broadcast holder, long by) {
    holders.add(holder);
    if (taken.addAndGet(by) > limit && by > 0 && shrinks.compareAndSet(false, true)) {
      work.execute(this::shrink);
    }
  }

  /// Whatever it took is free again.
  void gone(Broadcast holder) {
    holders.remove(holder);
  }

  private void shrink() {
    shrinks.set(false);
    var largest =
        holders.stream()
            .map(holder -> new Holding(holder, holder.keptBytes()))
            .sorted(Comparator.comparingInt(Holding::bytes).reversed())
            .toList();
    for (var holding : largest) {
      if (taken.get() <= limit) {
        return;
      }
      holding.holder.shrink();
    }
  }
}
