package io.coredeck.corex.linux;

import io.coredeck.corex.linux.system.Libc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Input that waits for a program to read it. Safe for use by several threads; no method blocks.
final class PendingInput {

  /// Bytes that wait before no more is accepted.
  private static final int LIMIT = 256 * 1024;

  private final int terminal;

  // Guarded by this.
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private int offset;
  private int bytes;
  private boolean closed;

  /// @param terminal a descriptor of a terminal or pipe that does not block
  PendingInput(int terminal) {
    this.terminal = terminal;
  }

  /// Writes at once what the terminal takes and keeps the rest.
  ///
  /// @param accepted run later, by {@link #flush} or {@link #close}, if there is no room now
  /// @return whether there is room for more now
  synchronized boolean add(byte[] input, Runnable accepted) {
    if (!closed && input.length > 0) {
      pieces.add(input);
      bytes += input.length;
      if (pieces.size() == 1) {
        write();
      }
    }
    if (bytes <= LIMIT) {
      return true;
    }
    waiting.add(accepted);
    return false;
  }

  synchronized boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Writes what the terminal takes now.
  void flush() {
    List<Runnable> accepted;
    synchronized (this) {
      write();
      accepted = accepted();
    }
    accepted.forEach(Runnable::run);
  }

  /// Nobody reads any more; nothing is written after this.
  void close() {
    List<Runnable> accepted;
    synchronized (this) {
      closed = true;
      drop();
      accepted = accepted();
    }
    accepted.forEach(Runnable::run);
  }

  // Everything below is called with the lock held.

  private void write() {
    while (!closed && !pieces.isEmpty()) {
      var first = pieces.getFirst();
      var count = Libc.write(terminal, first, offset);
      if (count == -Libc.EAGAIN) {
        return;
      }
      if (count < 0 && count != -Libc.EINTR) {
        drop();
        return;
      }
      offset += (int) Math.max(0, count);
      bytes -= (int) Math.max(0, count);
      if (offset == first.length) {
        pieces.removeFirst();
        offset = 0;
      }
    }
  }

  private void drop() {
    pieces.clear();
    offset = 0;
    bytes = 0;
  }

  private List<Runnable> accepted() {
    if (bytes > LIMIT) {
      return List.of();
    }
    var all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
