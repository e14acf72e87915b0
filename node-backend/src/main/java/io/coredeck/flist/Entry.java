package io.coredeck.flist;

import io.coredeck.posix.RawPath;

/// One file, directory, link or special file of an image.
///
/// @param path from the root, without slash at either end; empty for the root
/// @param size of a file its bytes, of a link the length of its target; says nothing of others
/// @param content what it is
/// @param access whose it is
/// @param modified seconds since 1970, up to the year 2106
/// @param changed when its inode last changed where the image was made, in the same way
public record Entry(
    RawPath path, long size, Content content, Access access, long modified, long changed) {

  private static final long LATEST = 0xffffffffL;

  public Entry {
    if (size < 0) {
      throw new IllegalArgumentException(
          "%s: size is %d; it must be 0 or more".formatted(path, size));
    }
    requireTime(path, modified);
    requireTime(path, changed);
  }

  private static void requireTime(RawPath path, long seconds) {
    if (seconds < 0 || seconds > LATEST) {
      throw new IllegalArgumentException(
          "%s: time is %d; it must be from 0 to %d".formatted(path, seconds, LATEST));
    }
  }
}
