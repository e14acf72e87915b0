package io.coredeck.flist.tar;

import io.coredeck.posix.RawPath;

/// One thing in an archive. Nothing in it is to be trusted: names may hold `..` and begin with a
/// slash.
///
/// @param path as the archive has it
/// @param kind what it is
/// @param mode permission bits, with setuid, setgid and sticky
/// @param uid owner
/// @param gid group
/// @param user the owner's name where it was packed, may be empty
/// @param group the group's name where it was packed, may be empty
/// @param size bytes of content that follow; 0 unless a file
/// @param modified seconds since 1970
/// @param target of a link as it is; of a hard link the path of an earlier entry
/// @param major of a device
/// @param minor of a device
public record TarEntry(
    RawPath path,
    Kind kind,
    int mode,
    long uid,
    long gid,
    String user,
    String group,
    long size,
    long modified,
    RawPath target,
    int major,
    int minor) {

  /// What an entry can be.
  public enum Kind {
    FILE,
    HARD_LINK,
    LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    DIRECTORY,
    FIFO
  }
}
