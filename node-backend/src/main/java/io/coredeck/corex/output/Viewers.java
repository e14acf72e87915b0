package io.coredeck.corex.output;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The viewers of one process, and how far they are.
final class Viewers {

  /// The process pauses when every viewer is further behind than this, and goes on below the half.
  private static final int LAG_LIMIT = 32_768;

  private final List<Attachment> all = new CopyOnWriteArrayList<>();

  void add(Attachment viewer) {
    all.add(viewer);
  }

  void remove(Attachment viewer) {
    all.remove(viewer);
  }

  /// @return how many there are, recordings too
  int count() {
    return all.size();
  }

  int people() {
    return (int) all.stream().filter(Attachment::isPerson).count();
  }

  void wake() {
    for (var viewer : all) {
      viewer.wake();
    }
  }

  // Everything below is called with the broadcast's lock held.

  /// @return whether somebody looks
  boolean hasLive() {
    for (var viewer : all) {
      if (viewer.isLive() && viewer.isPerson()) {
        return true;
      }
    }
    return false;
  }

  /// @return whether somebody who is waited for is near enough, or nobody is waited for
  boolean haveRoom(Scrollback output) {
    var anybody = false;
    for (var viewer : all) {
      if (viewer.isWaitedFor()) {
        anybody = true;
        if (viewer.lag(output) <= LAG_LIMIT) {
          return true;
        }
      }
    }
    return !anybody;
  }

  /// @return whether the process may go on because of this viewer
  static boolean isNear(Attachment viewer, Scrollback output) {
    return viewer.isWaitedFor() && viewer.lag(output) <= LAG_LIMIT / 2;
  }

  void markStalled() {
    all.forEach(viewer -> viewer.markStalled(true));
  }
}
