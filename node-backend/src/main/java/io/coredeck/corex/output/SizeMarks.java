package io.coredeck.corex.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The sizes a terminal had, and from which byte of its output on: whoever reads the bytes later
/// has to change the size at the same places. Not safe for use by several threads.
final class SizeMarks {

  /// Sizes remembered; a window that is dragged makes many of them.
  private static final int LIMIT = 64;

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long lastNumber;

  /// @param number of the mark, growing by one
  /// @param position of the first byte that is printed at this size
  record Mark(long number, long position, WindowSize size) {}

  SizeMarks(WindowSize first) {
    marks.add(new Mark(0, 0, first));
  }

  /// The size is another one from a byte on; several for the same byte count as one.
  void add(long position, WindowSize size) {
    if (size.equals(newest().size)) {
      return;
    }
    if (newest().position == position && marks.size() > 1) {
      marks.removeLast();
    }
    marks.add(new Mark(++lastNumber, position, size));
    if (marks.size() > LIMIT) {
      marks.removeFirst();
    }
  }

  Mark newest() {
    return marks.getLast();
  }

  /// @return the mark that holds for a byte, unless it is forgotten
  Optional<Mark> at(long position) {
    Mark found = null;
    for (var mark : marks) {
      if (mark.position <= position) {
        found = mark;
      }
    }
    return Optional.ofNullable(found);
  }

  /// @return the first mark after the one of this number
  Optional<Mark> after(long number) {
    return marks.stream().filter(mark -> mark.number > number).findFirst();
  }

  /// @return whether a mark after the one of this number was forgotten
  boolean hasForgottenAfter(long number) {
    return marks.getFirst().number > number + 1 && number < lastNumber;
  }
}
