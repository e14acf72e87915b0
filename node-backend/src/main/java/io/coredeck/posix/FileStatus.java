package io.coredeck.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/// What statx(2) says of a file.
///
/// @param mode kind and permission bits, as `st_mode`
/// @param uid owner
/// @param gid group
/// @param size bytes; of a link the length of its target
/// @param modified seconds since 1970
/// @param changed when the inode last changed, seconds since 1970
/// @param links number of names the file has
/// @param inode with {@link #device()} the file's identity
/// @param device where it lies
/// @param major of a device file
/// @param minor of a device file
public record FileStatus(
    int mode,
    int uid,
    int gid,
    long size,
    long modified,
    long changed,
    int links,
    long inode,
    long device,
    int major,
    int minor) {

  private static final int KIND_BITS = 0170000;
  private static final int PERMISSION_BITS = 07777;

  /// @return permission bits with setuid, setgid and sticky
  public int permissions() {
    return mode & PERMISSION_BITS;
  }

  /// @return what kind of file it is
  public FileKind kind() {
    return FileKind.ofBits(mode & KIND_BITS);
  }

  static final int STATX_BYTES = 256;

  /// Offsets are those of `struct statx`, the same on all architectures.
  static FileStatus ofStatx(MemorySegment statx) {
    return new FileStatus(
        Short.toUnsignedInt(statx.get(JAVA_SHORT, 28)),
        statx.get(JAVA_INT, 20),
        statx.get(JAVA_INT, 24),
        statx.get(JAVA_LONG, 40),
        statx.get(JAVA_LONG, 112),
        statx.get(JAVA_LONG, 96),
        statx.get(JAVA_INT, 16),
        statx.get(JAVA_LONG, 32),
        ((long) statx.get(JAVA_INT, 136) << 32) | Integer.toUnsignedLong(statx.get(JAVA_INT, 140)),
        statx.get(JAVA_INT, 128),
        statx.get(JAVA_INT, 132));
  }
}
