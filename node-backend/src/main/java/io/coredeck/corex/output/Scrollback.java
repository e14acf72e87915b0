package io.coredeck.corex.output;

/// The newest output of a process, every byte with a number: the first ever printed is number 0.
///
/// Keeps a fixed number of bytes; takes only as much memory as was printed. Not safe for use by
/// several threads.
public final class Scrollback {
  private static final int FIRST_SIZE = 1024;

  /// A UTF-8 character has at most this many bytes after its first.
  private static final int LONGEST_TAIL = 3;

  private final int limit;
  private byte[] ring;
  private long start;
  private long end;

  /// @param limit how many bytes are kept, more than 0
  public Scrollback(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("scrollback of " + limit + " bytes; it must be 1 or more");
    }
    this.limit = limit;
    this.ring = new byte[Math.min(FIRST_SIZE, limit)];
  }

  /// @return number of the oldest byte still kept
  public long start() {
    return start;
  }

  /// @return number that the next byte printed gets
  public long end() {
    return end;
  }

  /// @return how many bytes are kept
  public int size() {
    return (int) (end - start);
  }

  public void append(byte[] data, int length) {
    var from = 0;
    if (length > limit) {
      from = length - limit;
      end += from;
      start = end;
    }
    ensureRoom(length - from);
    while (from < length) {
      var at = (int) (end % ring.length);
      var count = Math.min(length - from, ring.length - at);
      System.arraycopy(data, from, ring, at, count);
      from += count;
      end += count;
    }
    start = Math.max(start, end - limit);
  }

  /// Copies kept bytes.
  ///
  /// @param from number of the first one, from {@link #start} on
  /// @param count how many; all of them are kept
  public void copy(long from, byte[] into, int offset, int count) {
    var done = 0;
    while (done < count) {
      var at = (int) ((from + done) % ring.length);
      var piece = Math.min(count - done, ring.length - at);
      System.arraycopy(ring, at, into, offset + done, piece);
      done += piece;
    }
  }

  /// @param count how many of the newest bytes are wanted
  /// @return number of the first of them, moved to the next whole character if one was cut
  public long startOfLast(int count) {
    var from = Math.max(start, end - count);
    if (from == 0) {
      return 0;
    }
    for (var moved = 0; moved < LONGEST_TAIL && from < end && isTail(from); moved++) {
      from++;
    }
    return from;
  }

  /// @param count how many of the newest bytes are wanted
  /// @param ended whether no more come; else the last character is left out until it is whole
  /// @return the newest bytes, from a whole character on
  public byte[] last(int count, boolean ended) {
    var from = startOfLast(count);
    var to = Math.max(from, ended ? end : endOfCharacters());
    var bytes = new byte[(int) (to - from)];
    copy(from, bytes, 0, bytes.length);
    return bytes;
  }

  /// @return number after the last whole character; {@link #end} if the last one is whole
  public long endOfCharacters() {
    for (var back = 1; back <= LONGEST_TAIL && end - back >= start; back++) {
      if (!isTail(end - back)) {
        return bytesOfCharacter(at(end - back)) > back ? end - back : end;
      }
    }
    return end;
  }

  /// Forgets all but the newest bytes and frees their memory.
  public void trim(int count) {
    relay(end - Math.min(count, size()), Math.min(count, size()));
  }

  private void ensureRoom(int more) {
    var wanted = Math.min(limit, size() + more);
    if (wanted > ring.length) {
      relay(start, Math.clamp(2L * ring.length, wanted, limit));
    }
  }

  /// Moves everything from a number on into a ring of another size.
  private void relay(long from, int size) {
    var old = new byte[(int) (end - from)];
    copy(from, old, 0, old.length);
    ring = new byte[Math.max(1, size)];
    start = from;
    end = from;
    append(old, old.length);
  }

  private boolean isTail(long number) {
    return (at(number) & 0xC0) == 0x80;
  }

  private byte at(long number) {
    return ring[(int) (number % ring.length)];
  }

  private static int bytesOfCharacter(byte first) {
    if ((first & 0xE0) == 0xC0) {
      return 2;
    }
    if ((first & 0xF0) == 0xE0) {
      return 3;
    }
    return (first & 0xF8) == 0xF0 ? 4 : 1;
  }
}
