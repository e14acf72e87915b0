package io.coredeck.corex.output;

import org.jspecify.annotations.Nullable;

/// Cuts output into pieces for viewers; those who are equally far get the same copy. Not safe for
/// use by several threads.
final class Pieces {

  /// Bytes of output given at once, at most.
  static final int LIMIT = 65_536;

  private byte @Nullable [] last;
  private long lastFrom;
  private int lastRoom;

  /// @param from number of the first byte
  /// @param until number after the last byte that may be given
  /// @param room free bytes wanted in front
  /// @return the bytes after the room; what is in the room belongs to nobody and must be written
  ///   the same by all who ask for the same room
  byte[] piece(Scrollback output, long from, long until, int room) {
    var count = (int) Math.min(until - from, LIMIT);
    var shared = last;
    if (shared != null && lastFrom == from && lastRoom == room && shared.length == room + count) {
      return shared;
    }
    var bytes = new byte[room + count];
    output.copy(from, bytes, room, count);
    last = bytes;
    lastFrom = from;
    lastRoom = room;
    return bytes;
  }

  /// Lets go of the copy: nobody else will want it.
  void forget() {
    last = null;
  }
}
