package io.coredeck.corex.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/// Waits for many file descriptors at once; epoll(7), level-triggered.
///
/// {@link #wake} may be called by any thread, the rest by one.
public final class Epoll implements AutoCloseable {
  public static final int IN = 1;
  public static final int OUT = 4;

  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;

  /// Events fetched at once.
  private static final int BATCH = 64;

  /// The struct is packed on x86-64 only.
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int DATA = PACKED ? 4 : 8;
  private static final int SIZE = PACKED ? 12 : 16;
  private static final int TIMESPEC_BYTES = 16;
  private static final int COUNTER_BYTES = 8;

  /// The number of the descriptor that {@link #wake} makes ready.
  private static final long WAKE = 0;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment event = arena.allocate(SIZE);
  private final MemorySegment events = arena.allocate((long) SIZE * BATCH);
  private final MemorySegment timeout = arena.allocate(TIMESPEC_BYTES);
  private final byte[] counter = new byte[COUNTER_BYTES];
  private final int epoll = Libc.epollCreate();
  private final int waker = Libc.eventFd();
  private int ready;

  Epoll() {
    if (epoll < 0 || waker < 0) {
      throw new IllegalStateException(
          "epoll: error %d; the limit of open files is reached".formatted(Math.min(epoll, waker)));
    }
    control(ADD, waker, IN, WAKE);
  }

  /// @param number more than 0; answered when the descriptor is ready
  void add(int fd, int interest, long number) {
    control(ADD, fd, interest, number);
  }

  void modify(int fd, int interest, long number) {
    control(MODIFY, fd, interest, number);
  }

  void remove(int fd) {
    control(DELETE, fd, 0, 0);
  }

  private void control(int operation, int fd, int interest, long number) {
    event.set(JAVA_INT, 0, interest);
    event.set(JAVA_LONG_UNALIGNED, DATA, number);
    var result = Libc.epollControl(epoll, operation, fd, event);
    if (result < 0) {
      throw new IllegalStateException(
          "epoll_ctl %d of descriptor %d: error %d".formatted(operation, fd, -result));
    }
  }

  /// Waits until something is ready, {@link #wake} is called or the time is over.
  ///
  /// @return how many are ready; ask {@link #number} for each
  int await(Duration limit) {
    timeout.set(JAVA_LONG, 0, limit.toSeconds());
    timeout.set(JAVA_LONG, 8, limit.toNanosPart());
    ready = Math.max(0, Libc.epollWait(epoll, events, BATCH, timeout));
    return ready;
  }

  /// @param index from 0 on, less than what {@link #await} answered
  /// @return the number of what is ready; 0 if it was only woken
  long number(int index) {
    var number = events.get(JAVA_LONG_UNALIGNED, (long) index * SIZE + DATA);
    if (number == WAKE) {
      Libc.read(waker, counter, 0);
    }
    return number;
  }

  /// @return whether the descriptor can be written, or is gone
  boolean isWritable(int index) {
    return (events.get(JAVA_INT_UNALIGNED, (long) index * SIZE) & ~IN) != 0;
  }

  void wake() {
    var one = new byte[COUNTER_BYTES];
    one[0] = 1;
    Libc.write(waker, one, 0);
  }

  @Override
  public void close() {
    Libc.close(waker);
    Libc.close(epoll);
    arena.close();
  }
}
